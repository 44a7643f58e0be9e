/** Plans in the shape of the contract, over the made-up services. */
import { catalogueAnswer } from './answers.mjs';
import { unmetOf } from './checkin.mjs';
import { open, results, text } from './services.mjs';

export async function planAnswer(request) {
  const language = request.language ?? 'en';
  const { needs: known } = await catalogueAnswer();
  const labelOf = (id) => {
    const need = known.find((entry) => entry.id === id);
    return need === undefined ? id : (need.label[language] ?? need.label.en);
  };
  const [elm, maple, phare, line, cedar] = results(language);
  const ref = (result, state = 'open') => ({
    service_id: result.service_id, name: result.name, organization: result.organization.name, class: 'meets', phones: result.phones, open: open(language, state),
  });
  const passes = request.avoid?.areas !== undefined;
  const leg = (km, minutes, passes_area = false) => ({
    km, minutes, passes_area,
    text: request.travel?.ride === true
      ? text(language, `About ${Math.ceil(minutes / 4)} minutes by car (estimate)`, `Environ ${Math.ceil(minutes / 4)} minutes en auto (estimation)`)
      : text(language, `About ${minutes} minutes on foot (estimate)`, `Environ ${minutes} minutes à pied (estimation)`),
  });
  const childcare = request.participant?.children === undefined || request.participant.children === 0 ? [] : [{
    kind: 'childcare',
    text: text(language, 'Nobody there looks after children.', 'Personne n’y garde les enfants.'),
    removed_by: [{ ...ref(maple), text: text(language, 'Looks after children at that hour', 'Garde les enfants à cette heure') }],
  }];
  const stop = (result, kind, covers, way, barriers = []) => ({
    service_id: result.service_id, service_at_location_id: result.service_at_location_id, short_id: result.short_id,
    name: result.name, name_language: result.name_language, organization: result.organization, class: kind,
    address: kind === 'meets' ? '8 Elm Street' : null, area: null, region: result.sites[0]?.region ?? null, covers, leg: way,
    arrive: kind === 'meets' ? { from: '2026-11-24T20:00', to: '2026-11-24T23:00', text: text(language, 'Arrive between 20:00 and 23:00', 'Arriver entre 20 h et 23 h') } : null,
    open: result.open, phones: result.phones, ask: kind === 'ask' ? result.ask : [], barriers,
  });
  const [first, ...others] = request.needs;
  const uncovered = others.length < 2 ? [] : [{
    need: others[others.length - 1], label: labelOf(others[others.length - 1]),
    next_step: { text: text(language, 'Nobody near here is known to help with this. Ring first:', 'Personne de connu près d’ici n’aide pour cela. Appelez d’abord :'), service: ref(line, 'unknown') },
  }];
  const covered = request.needs.filter((need) => !uncovered.some((other) => other.need === need));
  return {
    start: { at: '2026-11-24T18:30', place: request.near === undefined ? null : { label: 'Winnipeg, MB', lat: 49.895, lon: -97.138 } },
    travel_text: text(language, 'Times on the way are estimates: straight lines, made longer by a third, at 4.5 km an hour.', 'Les temps de trajet sont des estimations : en ligne droite, allongée d’un tiers, à 4,5 km à l’heure.'),
    plans: request.needs.includes('transport.car') ? [] : [
      { visits: 1, asks: 0, km: 0.8, minutes: 14, stops: [stop(elm, 'meets', covered, leg(0.8, 14, passes), childcare)], uncovered },
      { visits: 2, asks: 1, km: 4, minutes: 71, stops: [stop(elm, 'meets', [first], leg(0.8, 14)), stop(phare, 'ask', covered.slice(1), null)], uncovered },
    ],
    next: [{
      phase: 'stabilization', label: text(language, 'Stabilization', 'Stabilisation'),
      needs: [
        { id: 'immigration.id-papers', label: labelOf('immigration.id-papers'), services: [ref(maple, 'closed')] },
        { id: 'legal.advice', label: labelOf('legal.advice'), services: [] },
      ],
    }],
    tonight: request.tonight !== true ? null : {
      open_now: [ref(elm)],
      last_intake: [{ ...ref(elm), at: '2026-11-24T23:00', text: text(language, 'Last intake at 23:00', 'Dernière admission à 23 h') }],
      until_morning: [ref(elm)],
      opens_first: [{ ...ref(cedar, 'closed'), at: '2026-11-25T07:00', text: text(language, 'Opens at 07:00', 'Ouvre à 7 h') }],
    },
    unmet: unmetOf(uncovered.map(({ need }) => need), labelOf, request.near),
    complete: true,
    behind: null,
  };
}
