import { useState } from 'react';
import { Button } from 'react-aria-components';
import { PreviewShown } from '../agency/Preview';
import { FailureNote } from '../answer/FailureNote';
import { previewSubmission, type Preview } from '../api/agency';
import type { Failure } from '../api/client';
import { failureOf } from '../checkin/use_look';
import { useReviewTexts } from './texts';

/** The change as a worker's screen and the kiosk would show it, were it agreed to. */
export function LookAt({ submission }: { submission: number }) {
  const { text, language } = useReviewTexts();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const look = async () => {
    setFailure(null);
    try {
      setPreview(await previewSubmission(submission, language, AbortSignal.timeout(30_000)));
    } catch (error) {
      setFailure(failureOf(error));
    }
  };
  return (
    <>
      <Button className="button button-second" onPress={() => void look()}>
        {text('look_at')}
      </Button>
      {failure !== null && <FailureNote failure={failure} onAgain={() => void look()} />}
      {preview !== null && <PreviewShown preview={preview} />}
    </>
  );
}
