import { useState } from 'react';
import { Button, FileTrigger } from 'react-aria-components';
import { BackToPlaces, StepHeading } from '../checkin/parts';
import { formatDay } from '../text/format';
import { useTexts, type Text } from '../text/texts';
import type { Language } from '../api/types';
import { AskAgain } from './AskAgain';
import { PlanError, readPlan, type SealedPlan } from './sealed_plan';
import { SealError, unseal } from './sealed_file';
import { ShowWords } from './SealPlan';
import { SecretField } from './SecretField';

type Opening = { kind: 'open' | 'busy' } | { kind: 'failed'; error: unknown } | { kind: 'opened'; plan: SealedPlan };

/** Opens a sealed file in the browser. What is in it is asked again before it counts. */
export function OpenPlan() {
  const { text, language } = useTexts();
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [shown, setShown] = useState(false);
  const [state, setState] = useState<Opening>({ kind: 'open' });

  const open = async () => {
    if (file === null || state.kind === 'busy') return;
    setState({ kind: 'busy' });
    try {
      const plan = readPlan(await unseal(new Uint8Array(await file.arrayBuffer()), passphrase), new Date());
      setPassphrase('');
      setState({ kind: 'opened', plan });
    } catch (error) {
      setState({ kind: 'failed', error });
    }
  };
  if (state.kind === 'opened') return <AskAgain plan={state.plan} />;
  return (
    <>
      <div className="check-in-bar">
        <BackToPlaces />
      </div>
      <StepHeading>{text('sealed_open_title')}</StepHeading>
      <section className="step-part">
        <p>{text('sealed_open_hint')}</p>
        <FileTrigger
          onSelect={(files) => {
            setFile(files?.[0] ?? null);
            setState({ kind: 'open' });
          }}
        >
          <Button className="button button-second">{text('sealed_choose')}</Button>
        </FileTrigger>
        <p role="status">{file === null ? '' : text('sealed_chosen_file', { name: file.name })}</p>
        <SecretField label={text('sealed_passphrase')} shown={shown} value={passphrase} onChange={setPassphrase} />
        <ShowWords shown={shown} onChange={setShown} />
        <p role="status">{state.kind === 'busy' ? text('busy') : ''}</p>
        {state.kind === 'failed' && <p role="alert">{wordsOf(state.error, text, language)}</p>}
        <Button className="button button-main" isDisabled={file === null} onPress={() => void open()}>
          {text('sealed_open')}
        </Button>
      </section>
    </>
  );
}

/** What is wrong with a file, as far as it can be told. */
function wordsOf(error: unknown, text: Text, language: Language): string {
  if (error instanceof SealError) return text(`sealed_error_${error.problem}`);
  if (error instanceof PlanError && error.problem === 'closed') {
    return text('sealed_error_closed', { day: formatDay(error.day ?? '', language) });
  }
  return text('sealed_error_unreadable');
}
