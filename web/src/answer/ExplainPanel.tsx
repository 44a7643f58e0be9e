import { useEffect, useState } from 'react';
import { ApiFailure, explain, type Failure } from '../api/client';
import type { Explanation } from '../api/types';
import { useAsked } from '../desk/asked';
import { requestOf } from '../state/request';
import { useCatalogue } from '../state/use_catalogue';
import { useSuggestions } from '../state/use_suggestions';
import { strengthLabel } from '../question/wishes';
import { useTexts } from '../text/texts';
import { Fold } from '../ui/Fold';
import { Icon } from '../ui/Icon';
import { Picker } from '../ui/Picker';
import { FailureNote } from './FailureNote';
import { signs } from './WhyList';

/** "Why this one, why not that one": any service by its name, held against what is asked now. Workers only. */
export function ExplainPanel({ onOpen }: { onOpen: (id: string) => void }) {
  const { text, language } = useTexts();
  const { role } = useCatalogue();
  const [typed, setTyped] = useState('');
  const [picked, setPicked] = useState<{ id: string; name: string } | null>(null);
  const { services } = useSuggestions(typed === picked?.name ? '' : typed, language);
  if (role !== 'staff') return null;
  return (
    <Fold title={text('explain_title')} level={3} icon="question" className="explain">
      <p className="hint">{text('explain_hint')}</p>
      <Picker
        label={text('explain_name')}
        maxLength={120}
        value={typed}
        onChange={setTyped}
        sections={[
          { id: 'service', title: text('suggest_services'), items: services.map(({ id, name, organization }) => ({ id, label: name, note: organization })) },
        ]}
        onPick={(id) => {
          const found = services.find((service) => service.id === id);
          if (found === undefined) return;
          setPicked({ id, name: found.name });
          setTyped(found.name);
        }}
      />
      {picked !== null && <Explained key={picked.id} service={picked} onOpen={onOpen} />}
    </Fold>
  );
}

interface ExplainedProps {
  service: { id: string; name: string };
  onOpen: (id: string) => void;
}

function Explained({ service, onOpen }: ExplainedProps) {
  const { text } = useTexts();
  const { explanation, failure, again } = useExplanation(service.id);
  if (failure !== null) return <FailureNote failure={failure} onAgain={again} />;
  if (explanation === null) return <p role="status">{text('busy')}</p>;
  return (
    <div className="explained" role="status" data-class={explanation.class}>
      <p className="explained-class">{text(`class_${explanation.class}`)}</p>
      <p>
        <button
          type="button"
          className="link-button"
          onClick={() => {
            onOpen(service.id);
          }}
        >
          {explanation.result.name}
        </button>
      </p>
      {explanation.parts.length === 0 && <p>{text('explain_nothing_asked')}</p>}
      <ul className="why">
        {explanation.parts.map((part) => (
          <li key={part.part} className="evidence" data-evidence={part.evidence}>
            <Icon name={signs[part.evidence].icon} />
            <span>
              <strong>{part.label}</strong> <span className="quiet">({strengthLabel(part.strength, text)})</span>
              <br />
              {part.text}
              {part.question !== null && part.question !== '' && part.class !== 'meets' && (
                <>
                  <br />
                  <span className="say-label">{text('explain_ask')}</span> “{part.question}”
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** How the service stands against the question, asked anew when either changes. */
function useExplanation(id: string): { explanation: Explanation | null; failure: Failure | null; again: () => void } {
  const { language } = useTexts();
  const { question } = useAsked();
  const [attempt, setAttempt] = useState(0);
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const asked = JSON.stringify(requestOf({ ...question, showHeld: false, showRuledOut: false }, language, new Date()));
  useEffect(() => {
    const controller = new AbortController();
    explain(JSON.parse(asked) as ReturnType<typeof requestOf>, id, language, controller.signal).then(
      (answer) => {
        setExplanation(answer);
        setFailure(null);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        setFailure(error instanceof ApiFailure ? error.failure : { kind: 'broken', status: 0 });
      },
    );
    return () => {
      controller.abort();
    };
  }, [asked, id, language, attempt]);
  return {
    explanation,
    failure,
    again: () => {
      setAttempt(attempt + 1);
    },
  };
}
