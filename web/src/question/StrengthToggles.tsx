import { ToggleButton } from 'react-aria-components';
import type { WishStrength } from '../state/question';
import { useTexts } from '../text/texts';

interface StrengthTogglesProps {
  /** What the strength is for; said with each of the two by a screen reader. */
  label: string;
  strength: WishStrength | null;
  onChange: (strength: WishStrength | null) => void;
}

/** "Would like" and "must": neither, or one of them. */
export function StrengthToggles({ label, strength, onChange }: StrengthTogglesProps) {
  const { text } = useTexts();
  const choices: { value: WishStrength; label: string }[] = [
    { value: 'preferred', label: text('strength_like') },
    { value: 'required', label: text('strength_must') },
  ];
  return (
    <div className="strengths">
      {choices.map((choice) => (
        <ToggleButton
          key={choice.value}
          className="strength"
          data-strength={choice.value}
          isSelected={strength === choice.value}
          aria-label={`${choice.label}: ${label}`}
          onChange={(selected) => {
            onChange(selected ? choice.value : null);
          }}
        >
          {choice.label}
        </ToggleButton>
      ))}
    </div>
  );
}
