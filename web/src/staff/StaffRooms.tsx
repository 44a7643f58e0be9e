import { Suspense } from 'react';
import { useTexts } from '../text/texts';
import type { RoomProps } from './rooms';
import type { Rooms } from './use_rooms';

/** The rooms that somebody has opened, one of them in sight. */
export function StaffRooms({ rooms, ...props }: RoomProps & { rooms: Rooms }) {
  const { text } = useTexts();
  return rooms.all
    .filter(({ id }) => rooms.opened.includes(id))
    .map(({ id, Room }) => (
      <main key={id} className="room" tabIndex={-1} hidden={id !== rooms.current}>
        <Suspense fallback={<p className="room-loading">{text('room_loading')}</p>}>
          <Room {...props} />
        </Suspense>
      </main>
    ));
}
