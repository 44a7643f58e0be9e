import type { Ref } from 'react';
import { useTexts } from '../text/texts';

/** The shape of what is coming, while the first answer is on its way. */
export function Skeleton({ headingRef }: { headingRef: Ref<HTMLHeadingElement> }) {
  const { text } = useTexts();
  return (
    <div className="answer" data-busy="true">
      <h2 ref={headingRef} tabIndex={-1} className="answer-heading">
        {text('busy')}
      </h2>
      <div className="skeletons" aria-hidden="true">
        {[0, 1, 2].map((index) => (
          <div key={index} className="card skeleton">
            <span className="skeleton-line skeleton-title" />
            <span className="skeleton-line" />
            <span className="skeleton-line skeleton-short" />
          </div>
        ))}
      </div>
    </div>
  );
}
