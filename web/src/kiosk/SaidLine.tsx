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
export function Original({ of: { original } }: { of: { original?: string | null } }) {
  const { text } = useTexts();
  if (original === undefined || original === null) return null;
  return (
    <span className="original">
      {text('original')} <bdi lang="en">{original}</bdi>
    </span>
  );
}
