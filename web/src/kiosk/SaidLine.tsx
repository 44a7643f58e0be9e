import type { Fact } from '../api/types';
import { factWords } from './said';
import { useTexts } from './texts';

/** What a fact says and when it was checked. */
export function FactLine({ fact }: { fact: Fact }) {
  return (
    <>
      {factWords(fact)}
      <Original of={fact} />
    </>
  );
}

/** Words about how people are treated, which no speaker has read yet, have the English beside them. */
export function Original({ of }: { of: object }) {
  const { text } = useTexts();
  const words = 'original' in of && typeof of.original === 'string' && of.original !== '' ? of.original : null;
  if (words === null) return null;
  return (
    <span className="original">
      {text('original')} <bdi lang="en">{words}</bdi>
    </span>
  );
}
