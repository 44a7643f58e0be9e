#!/usr/bin/env node
// Makes the page that the kiosk shows from its own disk while searchd doesn't answer: whom one can ring, in every
// language of data/locales. Without a script, and it asks for nothing.
//
//   node deploy/kiosk/emergency.mjs CA|US|CA-MB... > emergency.html
import {realpathSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {crisisLines, kioskMessages, locales} from '../../scripts/locales.mjs';

/** By which the shell knows what is on the screen. */
const title = 'Porchlight, numbers to call';

/** Languages in which everything is said, English first. */
const spoken = () => [...locales().values()].filter(({complete}) => complete)
  .sort((one, other) => Number(other.tag === 'en') - Number(one.tag === 'en'));

const escape = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** A word of the kiosk in a language, or the English one. */
const word = (tag, key) => escape(kioskMessages(tag)[key] ?? kioskMessages('en')[key]);

/** Lines of a country or province that are answered at any hour: who reads this can't look up another. */
function linesFor(jurisdiction, locale) {
  const english = new Map(crisisLines({tag: 'en'}).map((line) => [line.id, line]));
  return crisisLines(locale)
    .filter(({jurisdictions}) => jurisdictions.some((one) => `${jurisdiction}-`.startsWith(`${one}-`)))
    .filter(({id}) => english.get(id).hours === 'Day and night')
    .map((line) => ({...line, original: english.get(line.id)}));
}

/** Whether police come is said in English too, where no speaker has read the other words yet. */
function police({police: said, original}, {tag, reviewed}) {
  const english = tag === 'en' || reviewed !== null || said === original.police ? ''
    : `<p class="quiet">${word(tag, 'original')} <bdi lang="en">${escape(original.police)}</bdi></p>`;
  return `<p><strong>${word(tag, 'lines_police')}</strong> ${escape(said)}</p>${english}`;
}

const card = (line, locale) => `
<li><h2><bdi>${escape(line.name)}</bdi></h2>
<p class="number"><bdi dir="ltr">${escape(line.number)}</bdi> <small class="quiet">${escape(line.hours)}</small></p>
${line.text_message === null ? '' : `<p>${escape(line.text_message)}</p>`}
<p>${escape(line.who_answers)}</p>
${police(line, locale)}</li>`;

const section = (locale, jurisdiction) => `
<section id="in-${locale.tag}" lang="${locale.tag}" dir="${locale.direction}">
<h1>${word(locale.tag, 'gone_title')}</h1>
<p>${word(locale.tag, 'gone_hint')}</p>
${locale.tag === 'en' || locale.reviewed !== null ? '' : `<p class="quiet">${word(locale.tag, 'unreviewed')}</p>`}
<ul>${linesFor(jurisdiction, locale).map((line) => card(line, locale)).join('')}
</ul></section>`;

const choice = ({tag, endonym}, index) =>
  `<label><input type="radio" name="language" value="${tag}"${index === 0 ? ' checked' : ''}><bdi lang="${tag}">${escape(endonym)}</bdi></label>`;

const style = (tags) => `
* { box-sizing: border-box; margin: 0; }
body { background: #16203a; color: #fff3da; font: 1.25rem/1.45 "Noto Sans", "Noto Sans Arabic", "Noto Sans Gurmukhi", "Noto Sans CJK SC", sans-serif;
  min-block-size: 100vh; padding: 1.5rem 1.5rem 0; display: flex; flex-direction: column; gap: 1rem; user-select: none; touch-action: pan-y; }
h1 { font-size: 2rem; line-height: 1.2; } h2 { font-size: 1.25rem; }
section { display: none; flex-direction: column; gap: .75rem; }
${tags.map((tag) => `body:has([value="${tag}"]:checked) #in-${tag}`).join(', ')} { display: flex; }
ul { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(min(24rem, 100%), 1fr)); }
li { display: flex; flex-direction: column; gap: .5rem; padding: 1rem 1.25rem; border: 2px solid #80745c; border-radius: 1.25rem; background: #0e1629; }
.number { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 .75rem; } .number bdi { font-size: 2.25rem; font-weight: 700; color: #ffc861; line-height: 1.2; }
.quiet { color: #e3d9c3; } small { font-size: 1.25rem; }
fieldset { border: 0; padding: 1rem 0; display: flex; flex-wrap: wrap; gap: .75rem; margin-block-start: auto; position: sticky; inset-block-end: 0; background: #16203a; }
label { background: #16203a; display: flex; align-items: center; min-block-size: 4rem; padding-inline: 1.25rem; border: 2px solid #80745c; border-radius: 1.25rem; }
label:has(:checked) { background: #ffc861; color: #2a2008; border-color: #ffc861; } label:has(:focus-visible) { outline: 4px solid #fff3da; outline-offset: 3px; }
input { position: absolute; opacity: 0; }`;

/** The whole page for a country or province ("CA", "CA-MB"). */
export function emergencyPage(jurisdiction) {
  const languages = spoken();
  return `<!doctype html>
<html lang="en" translate="no">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${style(languages.map(({tag}) => tag))}</style>
</head>
<body>
<main>${languages.map((locale) => section(locale, jurisdiction)).join('')}
</main>
<fieldset aria-label="${word('en', 'language_title')}">${languages.map(choice).join('')}</fieldset>
</body>
</html>
`;
}

// Debian 12's node has no import.meta.main.
if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const jurisdiction = process.argv[2] ?? '';
  const page = emergencyPage(jurisdiction);
  if (!page.includes('<li>')) {
    console.error(`emergency: there are no crisis lines for "${jurisdiction}" in data/crisis_lines.json`);
    process.exit(2);
  }
  process.stdout.write(page);
}
