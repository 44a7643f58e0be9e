/** Every page of the kiosk, and the touches that lead to it from the tiles, as Playwright's selectors. */
const group = ['.tiles-first .tile >> nth=0'];
const results = [...group, 'main .tile >> nth=1'];
const place = [...results, '.card .control-main >> nth=0'];
const question = [...place, '.place-touch .control-main'];
const take = [...question, '.tiles-answers .tile >> nth=0'];
const wish = (index) => [`.tiles-small .tile >> nth=${index}`];

export const pages = [
  { name: 'start', says: 'What is needed, as tiles', touches: [] },
  { name: 'group', says: 'The needs of a group', touches: group },
  { name: 'results', says: 'Places for a need', touches: results },
  { name: 'place', says: 'One place', touches: place },
  { name: 'question', says: 'The question before anything is handed over', touches: question },
  { name: 'write-down', says: 'To write down', touches: [...take, '.tiles-take .tile >> nth=0'] },
  { name: 'number', says: 'The number alone', touches: [...take, '.tiles-take .tile >> nth=1'] },
  { name: 'code', says: 'A code for a phone, for a minute', touches: [...take, '.tiles-take .tile >> nth=2'] },
  { name: 'print', says: 'To print', touches: [...take, '.tiles-take .tile >> nth=3'] },
  { name: 'staff', says: 'Ask staff: first what they may have to report', touches: ['.bar-second .control >> nth=1'] },
  { name: 'languages', says: 'Another language, from any page', touches: ['.bar-second .control >> nth=0'] },
  { name: 'speaks', says: 'Someone who speaks …', touches: wish(3) },
  { name: 'culture', says: 'My culture', touches: wish(4) },
  { name: 'age', says: 'My age, in bands, with skip', touches: wish(5) },
  { name: 'write', says: 'The page’s own keyboard', touches: wish(6) },
  { name: 'else', says: 'Something else: food and libraries', touches: ['.bar-first .control >> nth=2'] },
  { name: 'lines', says: 'Numbers to call', touches: ['.strip-more'] },
];
