import '@fontsource-variable/atkinson-hyperlegible-next/wght.css';
import './styles/tokens.css';
import './styles/kiosk.css';
import '../styles/mark.css';
import './styles/pages.css';
import '../styles/card.css';
import '../styles/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { blankWhenLeft, keepFromCopying } from '../exit/exit';
import { keepFromPrinting } from '../handover/print_gate';
import { Kiosk } from './Kiosk';
import { Restart } from './Restart';

const container = document.getElementById('root');
if (container === null) throw new Error('kiosk.html has no #root');

blankWhenLeft('/kiosk');
keepFromCopying();
keepFromPrinting();
createRoot(container).render(
  <StrictMode>
    <Restart>
      <Kiosk />
    </Restart>
  </StrictMode>,
);
