import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/mark.css';
import './styles/controls.css';
import './styles/question.css';
import './styles/answer.css';
import './styles/service.css';
import './styles/desk.css';
import './styles/map.css';
import './styles/participant.css';
import './styles/plan.css';
import './styles/crisis.css';
import './styles/rooms.css';
import './styles/checkin.css';
import './styles/card.css';
import './styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { Broken } from './Broken';
import { blankWhenLeft, keepFromCopying } from './exit/exit';
import { keepFromPrinting } from './handover/print_gate';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no #root');

blankWhenLeft();
keepFromCopying();
keepFromPrinting();
createRoot(container).render(
  <StrictMode>
    <Broken>
      <App />
    </Broken>
  </StrictMode>,
);
