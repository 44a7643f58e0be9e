import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { CodeDrawing } from './CodeDrawing';
import { codeContent } from './qr';
import { useCodeTime } from './use_code_time';

type Showing = 'no' | 'asking' | 'shown';

/** A code to take the number along: only after the question, and gone again after a minute. */
export function Code({ code }: { code: string | null }) {
  const { text } = useTexts();
  const [showing, setShowing] = useState<Showing>('no');
  const content = codeContent(code, window.location.origin);
  if (content === null) return null;
  return (
    <section className="step-part code" aria-label={text('code_title')}>
      {showing === 'no' && (
        <Button
          className="button button-second"
          onPress={() => {
            setShowing('asking');
          }}
        >
          {text('code_show')}
        </Button>
      )}
      {showing === 'asking' && (
        <>
          <p className="step-question">{text('code_question')}</p>
          <p>{text('code_hint')}</p>
          <div className="buttons">
            <Button
              autoFocus
              className="button button-second"
              onPress={() => {
                setShowing('shown');
              }}
            >
              {text('code_yes')}
            </Button>
            <Button
              className="button button-second"
              onPress={() => {
                setShowing('no');
              }}
            >
              {text('code_no')}
            </Button>
          </div>
        </>
      )}
      {showing === 'shown' && (
        <Shown
          content={content}
          onGone={() => {
            setShowing('no');
          }}
        />
      )}
    </section>
  );
}

function Shown({ content, onGone }: { content: string; onGone: () => void }) {
  const { text } = useTexts();
  const left = useCodeTime(onGone);
  return (
    <>
      <CodeDrawing content={content} label={text('code_drawing')} />
      <p>{text('code_left', { count: left })}</p>
      <Button autoFocus className="button button-second" onPress={onGone}>
        {text('code_hide')}
      </Button>
    </>
  );
}
