import { languageName } from '../text/format';
import { useTexts } from '../text/texts';

/** An agency's own words, marked with their language where it isn't the screen's. */
export function Quoted({ text: words, language: tag, quiet }: { text: string; language: string | null; quiet?: boolean }) {
  const { text, language } = useTexts();
  if (tag === null || tag === '' || tag.split('-')[0] === language) return <bdi>{words}</bdi>;
  return (
    <>
      <bdi lang={tag}>{words}</bdi>
      {quiet !== true && <span className="language-mark">{text('in_language', { language: languageName(tag, language) })}</span>}
    </>
  );
}
