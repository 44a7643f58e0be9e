import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components';
import { ApiFailure, service } from '../api/client';
import type { Catalogue, Language, MatchClass } from '../api/types';
import { useCheckIn } from '../checkin/context';
import { BackToPlaces, StepHeading } from '../checkin/parts';
import type { Chosen } from '../checkin/state';
import { explained } from '../checkin/use_look';
import { chosenLabel, strengthLabel } from '../question/wishes';
import type { Question } from '../state/question';
import { useCatalogue } from '../state/use_catalogue';
import { formatDay, languageName } from '../text/format';
import { labelIn, useTexts, type MessageKey, type Text } from '../text/texts';
import { Segments } from '../ui/Segments';
import { questionOf, type SealedPlan } from './sealed_plan';

/** One thing that the plan asked of places, in words, and how to do without it. */
interface Asked {
  key: string;
  label: string;
  without: (question: Question) => Question;
}

type Still = 'still' | 'not_any_more';

/** What was asked then is asked again, one by one: time has passed, and it may be otherwise now. */
export function AskAgain({ plan }: { plan: SealedPlan }) {
  const { text, language } = useTexts();
  const catalogue = useCatalogue();
  const [said, setSaid] = useState<Readonly<Record<string, Still>>>({});
  const [question, setQuestion] = useState<Question | null>(null);
  const asked = askedOf(plan, catalogue, language, text);
  const open = asked.filter(({ key }) => said[key] === undefined).length;

  if (question !== null) return <Recheck question={question} chosen={plan.chosen} />;
  return (
    <>
      <div className="check-in-bar">
        <BackToPlaces />
      </div>
      <StepHeading>{text('sealed_again_title')}</StepHeading>
      <p>{text('sealed_again_hint', { day: formatDay(plan.sealedOn, language) })}</p>
      <ul className="step-list">
        {asked.map(({ key, label }) => (
          <li key={key} className="step-part">
            <Segments<Still | ''>
              label={label}
              value={said[key] ?? ''}
              choices={[
                { value: 'still', label: text('sealed_still') },
                { value: 'not_any_more', label: text('sealed_not_any_more') },
              ]}
              onChange={(value) => {
                if (value !== '') setSaid({ ...said, [key]: value });
              }}
            />
          </li>
        ))}
      </ul>
      <p role="status">{open > 0 ? text('sealed_open_count', { count: open }) : ''}</p>
      <Button
        className="button button-main"
        isDisabled={open > 0}
        onPress={() => {
          const gone = asked.filter(({ key }) => said[key] === 'not_any_more');
          setQuestion(gone.reduce((before, { without }) => without(before), questionOf(plan)));
        }}
      >
        {text('sealed_go_on')}
      </Button>
    </>
  );
}

function askedOf(plan: SealedPlan, catalogue: Catalogue, language: Language, text: Text): Asked[] {
  const needs = plan.needs.map((id): Asked => {
    const need = catalogue.needs.find((one) => one.id === id);
    return {
      key: `need ${id}`,
      label: need === undefined ? id : labelIn(need.label, language),
      without: (question) => ({ ...question, needs: question.needs.filter((one) => one !== id) }),
    };
  });
  const place: Asked[] =
    plan.place === null
      ? []
      : [{ key: 'place', label: text('sealed_near', { place: plan.place.label }), without: (question) => ({ ...question, place: null, withinKm: null }) }];
  const wishes = plan.wishes.map(
    (wish): Asked => ({
      key: `wish ${wish.fact}`,
      label: text('sealed_asked', { strength: strengthLabel(wish.strength, text), label: chosenLabel(wish, catalogue, language, text) }),
      without: (question) => ({ ...question, wishes: question.wishes.filter(({ fact }) => fact !== wish.fact) }),
    }),
  );
  const languages = plan.languages.map(({ tag }): Asked => {
    const known = catalogue.languages.find((one) => one.tag === tag);
    return {
      key: `language ${tag}`,
      label: known === undefined ? languageName(tag, language) : labelIn(known.label, language),
      without: (question) => ({ ...question, languages: question.languages.filter((one) => one.tag !== tag) }),
    };
  });
  const areas = plan.areas.map(
    (area, index): Asked => ({
      key: `area ${index}`,
      label: text('avoid_area', { km: area.radius_km, place: area.label }),
      without: (question) => ({ ...question, areas: question.areas.filter((one) => one !== area) }),
    }),
  );
  const organizations = plan.organizations.map(
    ({ id, name }): Asked => ({
      key: `organization ${id}`,
      label: text('avoid_organization', { name }),
      without: (question) => ({ ...question, organizations: question.organizations.filter((one) => one.id !== id) }),
    }),
  );
  return [...needs, ...place, ...wishes, ...languages, ...saidOf(plan, text), ...areas, ...organizations];
}

/** What the person said of themselves: age and the like. */
function saidOf({ participant }: SealedPlan, text: Text): Asked[] {
  const drop = (part: Partial<Question['participant']>) => (question: Question) => ({ ...question, participant: { ...question.participant, ...part } });
  const asked: (Asked | null)[] = [
    participant.age === null ? null : { key: 'age', label: text('said_age', { age: participant.age }), without: drop({ age: null }) },
    participant.children === null ? null : { key: 'children', label: text('said_children', { count: participant.children }), without: drop({ children: null }) },
    participant.gender === null ? null : { key: 'gender', label: text('for_genders', { genders: text(`gender_${participant.gender}`) }), without: drop({ gender: null }) },
    participant.pregnant ? { key: 'pregnant', label: text('who_pregnant'), without: drop({ pregnant: false }) } : null,
    participant.pets ? { key: 'pets', label: text('who_pets'), without: drop({ pets: false }) } : null,
    participant.documents === null ? null : { key: 'documents', label: text('said_documents', { count: participant.documents.length }), without: drop({ documents: null }) },
  ];
  return asked.filter((one) => one !== null);
}

type Today = MatchClass | 'found' | 'gone' | 'unknown';

const todayWords: Record<Today, MessageKey> = {
  meets: 'class_meets',
  ask: 'class_ask',
  hold: 'class_hold',
  ruled_out: 'sealed_today_ruled_out',
  found: 'sealed_today_found',
  gone: 'sealed_today_gone',
  unknown: 'sealed_today_unknown',
};

/** Each chosen service as it stands today; nothing of the old answer counts. */
function Recheck({ question, chosen }: { question: Question; chosen: readonly Chosen[] }) {
  const { text, language } = useTexts();
  const { act, dispatch } = useCheckIn();
  const [today, setToday] = useState<Readonly<Record<string, Today>>>({});
  useEffect(() => {
    const controller = new AbortController();
    for (const { id } of chosen) {
      void standingOf(id, question, language, controller.signal).then((standing) => {
        if (!controller.signal.aborted) setToday((before) => ({ ...before, [id]: standing }));
      });
    }
    return () => {
      controller.abort();
    };
  }, [chosen, question, language]);
  const left = chosen.filter(({ id }) => today[id] !== 'gone');
  const waiting = chosen.some(({ id }) => today[id] === undefined);
  return (
    <>
      <StepHeading>{text('sealed_today_title')}</StepHeading>
      <ul className="step-list">
        {chosen.map(({ id, name, nameLanguage }) => (
          <li key={id} className="step-part">
            <strong lang={nameLanguage ?? undefined}>{name}</strong>
            <span>{wordsOf(today[id], text)}</span>
          </li>
        ))}
      </ul>
      <Button
        className="button button-main"
        isDisabled={waiting}
        onPress={() => {
          dispatch({ type: 'restore', question });
          act({ type: 'restore', chosen: left });
        }}
      >
        {text('sealed_to_desk')}
      </Button>
    </>
  );
}

const wordsOf = (today: Today | undefined, text: Text) => text(today === undefined ? 'busy' : todayWords[today]);

async function standingOf(id: string, question: Question, language: Language, signal: AbortSignal): Promise<Today> {
  try {
    const [page, explanation] = await Promise.all([service(id, language, signal), explained(id, question, language, signal)]);
    if (page.withdrawn) return 'gone';
    return explanation?.class ?? 'found';
  } catch (error) {
    return error instanceof ApiFailure && error.failure.kind === 'gone' ? 'gone' : 'unknown';
  }
}
