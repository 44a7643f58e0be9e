import { useState, type ReactNode } from 'react';
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import { Icon, type IconName } from './Icon';

interface FoldProps {
  title: string;
  /** The rank of its heading on the page. */
  level: 2 | 3 | 4 | 5;
  icon?: IconName;
  /** Beside the title, what stands inside: "2 chosen". */
  note?: string | undefined;
  className?: string;
  /** Open at first; from then on it is opened and closed by hand. */
  defaultExpanded?: boolean;
  expanded?: boolean;
  onExpandedChange?: (expanded: boolean) => void;
  children: ReactNode;
}

/**
 * A part that opens on demand. What is inside is drawn when it is first opened, and stays from then on: hundreds of
 * rows that nobody looks at would slow down every key press.
 */
export function Fold({ title, level, icon, note, className, defaultExpanded, expanded, onExpandedChange, children }: FoldProps) {
  const [opened, setOpened] = useState(defaultExpanded === true);
  const wanted = opened || expanded === true;
  return (
    <Disclosure
      className={`fold ${className ?? ''}`}
      defaultExpanded={defaultExpanded === true}
      {...(expanded === undefined ? {} : { isExpanded: expanded })}
      onExpandedChange={(open) => {
        if (open) setOpened(true);
        onExpandedChange?.(open);
      }}
    >
      <Heading level={level} className="fold-heading">
        <Button slot="trigger" className="fold-button">
          {icon !== undefined && <Icon name={icon} />}
          <span className="fold-title">{title}</span>
          {note !== undefined && <span className="fold-note">{note}</span>}
          <span className="fold-chevron">
            <Icon name="chevron" />
          </span>
        </Button>
      </Heading>
      <DisclosurePanel className="fold-panel">
        {wanted && <div className="fold-content">{children}</div>}
      </DisclosurePanel>
    </Disclosure>
  );
}
