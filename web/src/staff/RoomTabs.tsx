import { Button } from 'react-aria-components';
import { useSession } from '../signin/use_session';
import { useTexts } from '../text/texts';
import type { Rooms } from './use_rooms';

interface RoomTabsProps {
  rooms: Rooms;
  /** To one's own account: password, authenticator, signing out. */
  onAccount: () => void;
}

/** From one room to another. What was typed in each stays as it is. */
export function RoomTabs({ rooms, onAccount }: RoomTabsProps) {
  const { text } = useTexts();
  const { account } = useSession();
  // A night desk has no search.
  const search = account?.role === 'capacity' ? [] : [{ id: null, label: 'room_search' as const }];
  return (
    <nav className="rooms" aria-label={text('rooms_label')}>
      {[...rooms.all, ...search].map(({ id, label }) => (
        <Button
          key={id}
          className="room-tab"
          aria-current={id === rooms.current ? 'page' : 'false'}
          onPress={() => {
            rooms.enter(id);
          }}
        >
          {text(label)}
        </Button>
      ))}
      {/* At the search the toolbar has it. */}
      {rooms.current !== null && account !== null && (
        <Button className="button button-plain tool-account" onPress={onAccount}>
          {text('signin_as', { name: account.name })}
        </Button>
      )}
    </nav>
  );
}
