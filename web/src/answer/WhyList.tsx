import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { Evidence, Why } from '../api/types';
import { useTexts, type MessageKey } from '../text/texts';
import { Icon, type IconName } from '../ui/Icon';

const shownAtFirst = 4;

/** How evidence is shown: a sign, and the word that a screen reader says for it. */
export const signs: Record<Evidence, { icon: IconName; label: MessageKey }> = {
  favourable: { icon: 'check', label: 'evidence_favourable' },
  stale: { icon: 'old', label: 'evidence_stale' },
  unknown: { icon: 'question', label: 'evidence_unknown' },
  unfavourable: { icon: 'cross', label: 'evidence_unfavourable' },
};

/** Why a place is here: each part of the question, how it stands there, and when it was checked. */
export function WhyList({ why }: { why: Why[] }) {
  const { text } = useTexts();
  const [all, setAll] = useState(false);
  if (why.length === 0) return null;
  const shown = all ? why : why.slice(0, shownAtFirst);
  return (
    <div className="why">
      <ul>
        {shown.map((item) => (
          <WhyItem key={`${item.part} ${item.text}`} item={item} />
        ))}
      </ul>
      {why.length > shownAtFirst && (
        <Button
          className="link-button"
          aria-expanded={all}
          onPress={() => {
            setAll(!all);
          }}
        >
          {all ? text('show_fewer') : text('show_all', { count: why.length })}
        </Button>
      )}
    </div>
  );
}

function WhyItem({ item }: { item: Why }) {
  const { text } = useTexts();
  const sign = signs[item.evidence];
  return (
    <li className="evidence" data-evidence={item.evidence}>
      <Icon name={sign.icon} />
      <span>
        <span className="visually-hidden">{text(sign.label)}: </span>
        {item.text}
        {item.told && <span className="told">{text('told_by_phone')}</span>}
      </span>
    </li>
  );
}
