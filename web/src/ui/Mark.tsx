/** The lamp above the door. Drawn inline, so that it takes the page's own colours. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <circle className="mark-glow" cx="16" cy="18" r="13" />
      <path className="mark-lamp" d="M16 4v5M12.5 9h7l2 5.5h-11zM10.5 14.5h11L24 21H8z" />
      <circle className="mark-bulb" cx="16" cy="23.5" r="2.5" />
    </svg>
  );
}
