import { useContext, useEffect, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Collection, ComboBox, ComboBoxStateContext, Header, Input, Label, ListBox, ListBoxItem, ListBoxSection, Popover, Text, type Key } from 'react-aria-components';
import { quiet } from './quiet';

export interface PickerItem {
  id: string;
  label: string;
  /** A second, quieter line. */
  note?: string | undefined;
}

export interface PickerSection {
  id: string;
  title: string;
  items: PickerItem[];
}

interface PickerProps {
  label: string;
  description?: string;
  error?: string | null;
  maxLength?: number;
  className?: string;
  value: string;
  onChange: (text: string) => void;
  sections: PickerSection[];
  onPick: (id: string) => void;
  /** Return, with no suggestion under the cursor. */
  onReturn?: () => void;
  onLeaveField?: () => void;
  children?: ReactNode;
}

/** A text field that suggests while one types. What is typed stays usable without any suggestion. */
export function Picker(props: PickerProps) {
  const { value, onChange, sections, onPick, onReturn, onLeaveField } = props;
  // The text that was sent with Return: for that one no list opens any more.
  const [sent, setSent] = useState<string | null>(null);
  const filled = sections.filter(({ items }) => items.length > 0);

  const returnPressed = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key !== 'Enter' || onReturn === undefined) return;
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || input.getAttribute('aria-activedescendant')) return;
    event.preventDefault();
    event.stopPropagation();
    setSent(value);
    onReturn();
  };

  return (
    <div onKeyDownCapture={returnPressed} className={`field ${props.className ?? ''}`}>
      <ComboBox
        className="picker"
        inputValue={value}
        onInputChange={onChange}
        value={null}
        onChange={(key: Key | null) => {
          if (key !== null) onPick(String(key));
        }}
        items={filled}
        // Suggestions already fit what is typed.
        defaultFilter={() => true}
        allowsCustomValue
        allowsEmptyCollection={false}
        menuTrigger="input"
        isInvalid={props.error !== null && props.error !== undefined}
        onBlur={() => onLeaveField?.()}
      >
        <Label className="field-label">{props.label}</Label>
        {props.description !== undefined && (
          <Text slot="description" className="field-description">
            {props.description}
          </Text>
        )}
        <Input className="input" {...quiet} {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })} />
        {props.error !== null && props.error !== undefined && (
          <Text slot="errorMessage" className="field-error">
            {props.error}
          </Text>
        )}
        <OpenOnArrival items={filled.flatMap(({ items }) => items.map(({ id }) => id)).join(' ')} typed={value} sent={value === sent} />
        <Popover className="picker-popover" placement="bottom start" offset={4}>
          <ListBox<PickerSection> className="picker-list">
            {(section) => (
              <ListBoxSection id={section.id} className="picker-section">
                <Header className="picker-header">{section.title}</Header>
                <Collection items={section.items}>
                  {(item) => (
                    <ListBoxItem id={item.id} textValue={item.label} className="picker-item">
                      <Text slot="label">{item.label}</Text>
                      {item.note !== undefined && (
                        <Text slot="description" className="picker-note">
                          {item.note}
                        </Text>
                      )}
                    </ListBoxItem>
                  )}
                </Collection>
              </ListBoxSection>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
      {props.children}
    </div>
  );
}

/** Suggestions come after the key press that they answer; the list opens when they do. */
function OpenOnArrival({ items, typed, sent }: { items: string; typed: string; sent: boolean }) {
  const state = useContext(ComboBoxStateContext);
  const isFocused = state?.isFocused ?? false;
  const wanted = items !== '' && typed !== '' && isFocused;
  useEffect(() => {
    if (sent) state?.close();
    else if (wanted) state?.open(null, 'input');
    // Only an arrival opens it: a list closed with Escape stays closed until the next one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [items, wanted, sent]);
  return null;
}
