import { Button } from 'react-aria-components';
import { useSession } from '../signin/use_session';
import { useTexts } from '../text/texts';
import { Icon, type IconName } from '../ui/Icon';
import { shortcuts, type Shortcut } from './shortcuts';

interface ToolbarProps {
  canUndo: boolean;
  onTonight: () => void;
  onUndo: () => void;
  onTurn: () => void;
  onAccount: () => void;
}

/** What the desk can do at any moment, with the key of each beside its words. */
export function Toolbar({ canUndo, onTonight, onUndo, onTurn, onAccount }: ToolbarProps) {
  const { text } = useTexts();
  const { account, offered } = useSession();
  return (
    <div className="toolbar" role="group" aria-label={text('toolbar_label')}>
      <Tool shortcut="tonight" icon="moon" label={text('tonight')} main onPress={onTonight} />
      <Tool shortcut="turn" icon="turn" label={text('turn_screen')} onPress={onTurn} />
      <Tool shortcut="undo" icon="undo" label={text('undo')} disabled={!canUndo} onPress={onUndo} />
      {offered && (
        <Button className="button button-plain tool-account" onPress={onAccount}>
          {account === null ? text('signin_open') : text('signin_as', { name: account.name })}
        </Button>
      )}
      <p className="toolbar-key" aria-hidden="true">
        <kbd>{shortcuts.question}</kbd> {text('shortcut_question')}
      </p>
      <p className="visually-hidden">{text('toolbar_keys', shortcuts)}</p>
    </div>
  );
}

interface ToolProps {
  shortcut: Shortcut;
  icon: IconName;
  label: string;
  main?: boolean;
  disabled?: boolean;
  onPress: () => void;
}

function Tool({ shortcut, icon, label, main, disabled, onPress }: ToolProps) {
  return (
    <Button
      className={`button ${main === true ? 'button-main tool-main' : 'button-second'}`}
      data-shortcut={shortcut}
      isDisabled={disabled === true}
      onPress={onPress}
    >
      <Icon name={icon} />
      {label}
      <kbd aria-hidden="true">{shortcuts[shortcut]}</kbd>
    </Button>
  );
}
