import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useCheckIn } from '../checkin/context';
import { BackToPlaces, StepHeading } from '../checkin/parts';
import { useTexts } from '../text/texts';
import { Segments } from '../ui/Segments';
import { Tick } from '../ui/Tick';
import { opensFor, planText, type OpensFor } from './sealed_plan';
import { seal } from './sealed_file';
import { saveFile } from './save_file';
import { SecretField } from './SecretField';

/** The fewest characters of a passphrase. */
export const shortestPassphrase = 12;

/** A plan as a sealed file. The participant is asked first; without a yes no field and no file is there. */
export function SealPlan() {
  const { text } = useTexts();
  const [agreed, setAgreed] = useState(false);
  return (
    <>
      <div className="check-in-bar">
        <BackToPlaces />
      </div>
      <StepHeading>{text('sealed_title')}</StepHeading>
      <p>{text('sealed_what')}</p>
      <p>{text('sealed_traces')}</p>
      {agreed ? (
        <SealForm />
      ) : (
        <section className="step-part">
          <h3>{text('sealed_question')}</h3>
          <p>{text('sealed_question_hint')}</p>
          <div className="buttons">
            <Button
              className="button button-main"
              onPress={() => {
                setAgreed(true);
              }}
            >
              {text('sealed_yes')}
            </Button>
            <BackButton />
          </div>
        </section>
      )}
    </>
  );
}

function BackButton() {
  const { text } = useTexts();
  const { act } = useCheckIn();
  return (
    <Button
      className="button button-second"
      onPress={() => {
        act({ type: 'go', step: { at: 'desk' } });
      }}
    >
      {text('sealed_no')}
    </Button>
  );
}

type Sealing = 'open' | 'busy' | 'saved' | 'too_short' | 'differ' | 'failed';

function SealForm() {
  const { text } = useTexts();
  const { state: checkIn, question } = useCheckIn();
  const [days, setDays] = useState<OpensFor>(opensFor[0]);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [shown, setShown] = useState(false);
  const [state, setState] = useState<Sealing>('open');

  const save = async () => {
    if (state === 'busy') return;
    if (passphrase.length < shortestPassphrase) setState('too_short');
    else if (passphrase !== again) setState('differ');
    else {
      setState('busy');
      try {
        saveFile(await seal(planText(question, checkIn.chosen, days, new Date()), passphrase));
        setPassphrase('');
        setAgain('');
        setState('saved');
      } catch {
        setState('failed');
      }
    }
  };
  return (
    <section className="step-part">
      <h3>{text('sealed_make')}</h3>
      <Segments
        label={text('sealed_days')}
        value={String(days)}
        choices={opensFor.map((value) => ({ value: String(value), label: text('sealed_days_count', { count: value }) }))}
        onChange={(value) => {
          setDays(opensFor.find((one) => String(one) === value) ?? opensFor[0]);
        }}
      />
      <SecretField
        label={text('sealed_passphrase')}
        description={text('sealed_passphrase_hint', { count: shortestPassphrase })}
        error={state === 'too_short' ? text('sealed_too_short', { count: shortestPassphrase }) : null}
        shown={shown}
        value={passphrase}
        onChange={setPassphrase}
      />
      <SecretField label={text('sealed_again')} error={state === 'differ' ? text('sealed_differ') : null} shown={shown} value={again} onChange={setAgain} />
      <ShowWords shown={shown} onChange={setShown} />
      <Button className="button button-main" onPress={() => void save()}>
        {text('sealed_save')}
      </Button>
      {state === 'failed' && <p role="alert">{text('sealed_failed')}</p>}
      <p role="status">{state === 'saved' ? text('sealed_saved') : state === 'busy' ? text('sealed_busy') : ''}</p>
    </section>
  );
}

export function ShowWords({ shown, onChange }: { shown: boolean; onChange: (shown: boolean) => void }) {
  const { text } = useTexts();
  return <Tick label={text('sealed_show')} on={shown} onChange={onChange} />;
}
