import { Component, type ReactNode } from 'react';
import { CrisisFallback } from './crisis/CrisisLines';
import { LeaveButton } from './exit/LeaveButton';
import { textIn } from './text/texts';

/** If drawing the page fails, the way out and a next step are still there. */
export class Broken extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <main className="broken" role="alert">
        <LeaveButton />
        <h1>{textIn('en')('broken_title')}</h1>
        <p>{textIn('en')('broken_reload')}</p>
        <p lang="fr">{textIn('fr')('broken_reload')}</p>
        <CrisisFallback />
      </main>
    );
  }
}
