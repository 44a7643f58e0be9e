import type { Count, MatchClass, SearchAnswer } from '../api/types';
import type { Text } from '../text/texts';

/** What the answer is, in one line. Where nothing about the places was asked it never says that they fit. */
export function headingOf(answer: SearchAnswer, text: Text): string {
  const meets = countOf(answer, 'meets');
  const ask = countOf(answer, 'ask');
  const places = { count: meets.count + ask.count, atLeast: atLeast(meets.at_least || ask.at_least) };
  if (places.count === 0) return text('heading_none');
  if (answer.asked_nothing) return text('heading_nothing_asked', places);
  if (meets.count === 0) return text('heading_ask_only', { count: ask.count, atLeast: atLeast(ask.at_least) });
  if (ask.count === 0) return text('heading_meets_only', { count: meets.count, atLeast: atLeast(meets.at_least) });
  return text('heading_both', {
    meets: meets.count,
    meetsAtLeast: atLeast(meets.at_least),
    ask: ask.count,
    askAtLeast: atLeast(ask.at_least),
  });
}

/** A class as it is shown: where nothing was asked, what was found isn't shown as fitting. */
export type ShownClass = MatchClass | 'found';

export function countOf(answer: SearchAnswer, kind: MatchClass): Count {
  return answer.totals[kind] ?? { count: 0, at_least: false };
}

/** For `select` in a message: whether the figure is a lower bound. */
function atLeast(lowerBound: boolean): 'yes' | 'no' {
  return lowerBound ? 'yes' : 'no';
}
