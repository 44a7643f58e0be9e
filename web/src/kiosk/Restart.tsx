import { Component, type ReactNode } from 'react';
import { english, textsIn } from './texts';

/** Nobody at a kiosk can reload a page that broke: it says so, shows the numbers, and starts again by itself. */
export class Restart extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch() {
    window.setTimeout(() => {
      window.location.replace('/kiosk');
    }, 5000);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    const { text } = textsIn(english);
    return (
      <main className="still-there" role="alert">
        <h1>{text('broken_title')}</h1>
        <p>{text('broken_hint')}</p>
        <p className="line-number">911 · 988 · 211</p>
      </main>
    );
  }
}
