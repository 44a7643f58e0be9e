import { Button } from 'react-aria-components';
import { useTexts } from '../text/texts';
import { useCheckIn } from './context';
import { FinishButton } from '../handover/FinishButton';
import { BackToPlaces, StepHeading } from './parts';

/** The list is through. Nothing follows from it by itself. */
export function EndOfList() {
  const { text } = useTexts();
  const { state, act } = useCheckIn();
  return (
    <>
      <StepHeading>{text('checkin_end_title')}</StepHeading>
      <p>{text('checkin_end_hint')}</p>
      {state.chosen.length > 0 && (
        <ul className="step-list">
          {state.chosen.map(({ id, name }) => (
            <li key={id}>
              <Button
                className="button button-second"
                onPress={() => {
                  act(state.handOvers[id] === undefined ? { type: 'show', id } : { type: 'go', step: { at: 'agreed', id } });
                }}
              >
                {text('checkin_again', { name })}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="buttons">
        <BackToPlaces />
        <FinishButton />
      </div>
    </>
  );
}
