import { Page } from '../Page';
import { useTexts } from '../texts';
import { LanguageTiles } from './Attract';

/** Another language for this page; place and needs stay. */
export function LanguagePage() {
  const { text } = useTexts();
  return (
    <Page title={text('language_title')}>
      <LanguageTiles />
    </Page>
  );
}
