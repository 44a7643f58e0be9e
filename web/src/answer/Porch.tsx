/** A lit porch at dusk: the one picture on the page. */
export function Porch() {
  return (
    <svg className="porch" viewBox="0 0 960 220" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMax slice">
      <defs>
        <linearGradient id="porch-dusk" x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" className="porch-dusk-high" />
          <stop offset="1" className="porch-dusk-low" />
        </linearGradient>
        <radialGradient id="porch-glow">
          <stop offset="0" className="porch-glow-in" />
          <stop offset="1" className="porch-glow-out" />
        </radialGradient>
      </defs>
      <rect width="960" height="220" fill="url(#porch-dusk)" />
      <g className="porch-stars">
        {stars.map(([x, y, r]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
        ))}
      </g>
      <path className="porch-hill-far" d="M0 160c130-46 250-40 370-16s250 10 360-16 170-14 230 4v88H0z" />
      <path className="porch-hill" d="M0 192c150-34 300-30 480-22s330-14 480 8v42H0z" />
      <g className="porch-tree">
        <path d="M316 186 344 96l28 90z" />
        <path d="m282 190 20-62 20 62z" />
        <path d="m618 188 24-76 24 76z" />
        <path d="m664 190 16-50 16 50z" />
      </g>
      <path className="porch-wall" d="M398 108h164v88H398z" />
      <path className="porch-wall" d="m408 110 72-56 72 56z" />
      <path className="porch-roof" d="M380 112 480 36l100 76-10 9-90-68-90 68z" />
      <path className="porch-chimney" d="M532 48h16v34l-16-12z" />
      <circle cx="480" cy="132" r="120" fill="url(#porch-glow)" />
      <rect className="porch-window" x="416" y="126" width="30" height="34" rx="2" />
      <path className="porch-bar" d="M431 126v34M416 143h30" />
      <rect className="porch-window" x="514" y="126" width="30" height="34" rx="2" />
      <path className="porch-bar" d="M529 126v34M514 143h30" />
      <rect className="porch-door" x="460" y="128" width="40" height="68" rx="3" />
      <circle className="porch-lamp" cx="492" cy="164" r="2.5" />
      <path className="porch-lamp" d="M480 96v5m-7 8 7-8 7 8-2 11h-10z" />
      <path className="porch-step" d="M446 196h68v7h-68zM436 203h88v8h-88z" />
      <path className="porch-path" d="M448 211h64l40 9H408z" />
    </svg>
  );
}

/** Across, down, radius. */
const stars = [
  [62, 40, 1.6],
  [128, 84, 1.2],
  [190, 30, 1.4],
  [250, 66, 1],
  [318, 24, 1.3],
  [392, 52, 1],
  [604, 30, 1.5],
  [676, 62, 1],
  [742, 26, 1.3],
  [806, 74, 1.2],
  [872, 38, 1.6],
  [930, 90, 1],
] as const;
