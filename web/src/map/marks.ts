import type { Area, MatchClass, SearchAnswer } from '../api/types';
import type { Question } from '../state/question';
import { kmOf, offsetOf, type Offset, type Point } from './projection';

/** One place of the answer on the map: a point, or the area that is published of it. */
export interface Mark {
  key: string;
  number: number;
  name: string;
  kind: MatchClass | 'found';
  region: Area;
}

/** Every site whose region is known, in the order of the answer; held ones only where they were asked for. */
export function marksOf(answer: SearchAnswer): Mark[] {
  const marks: Mark[] = [];
  for (const result of [...answer.results, ...(answer.held ?? [])]) {
    for (const site of result.sites) {
      // A server from before regions has none.
      if (site.region == null) continue;
      const several = result.sites.length > 1 && site.name !== null;
      marks.push({
        key: `${result.service_id} ${site.service_at_location_id ?? ''}`,
        number: marks.length + 1,
        name: several ? `${result.name}, ${site.name ?? ''}` : result.name,
        kind: answer.asked_nothing ? 'found' : result.class,
        region: site.region,
      });
    }
  }
  return marks;
}

/** The middle of the map: the place that was said, else the middle of what was found; null where nothing has a point. */
export function centreOf(question: Question, answer: SearchAnswer | null, marks: readonly Mark[]): Point | null {
  const said = question.place?.point ?? (question.place === null ? null : (answer?.understood.place ?? null));
  if (said !== null) return { lat: said.lat, lon: said.lon };
  if (marks.length === 0) return null;
  const mean = (of: (region: Area) => number) => marks.reduce((sum, { region }) => sum + of(region), 0) / marks.length;
  return { lat: mean(({ lat }) => lat), lon: mean(({ lon }) => lon) };
}

export interface Placed {
  offset: Offset;
  km: number;
}

export function placed(centre: Point, at: Point): Placed {
  const offset = offsetOf(centre, at);
  return { offset, km: kmOf(offset) };
}
