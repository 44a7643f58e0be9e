/** The lamp above the door. Drawn inline, so that it takes the page's own colours. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle className="mark-glow" cx="16" cy="17" r="14" />
      <path className="mark-frame" d="M16 3.5V6M9 12l7-6 7 6zM10.5 25h11M11 12l1 13M21 12l-1 13" />
      <path className="mark-glass" d="M11.5 12.5h9l-.9 12h-7.2z" />
      <path className="mark-flame" d="M16 14.5c2.3 2.7 2.6 4 2.6 5.1a2.6 2.6 0 0 1-5.2 0c0-1.1.3-2.4 2.6-5.1z" />
    </svg>
  );
}
