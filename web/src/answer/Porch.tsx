/** A lit porch at dusk: the one picture on the page. */
export function Porch() {
  return (
    <svg className="porch" viewBox="0 0 480 170" aria-hidden="true" focusable="false" preserveAspectRatio="xMidYMax slice">
      <defs>
        <radialGradient id="porch-glow" cx="50%" cy="42%" r="50%">
          <stop offset="0" className="porch-glow-in" />
          <stop offset="1" className="porch-glow-out" />
        </radialGradient>
      </defs>
      <rect className="porch-sky" width="480" height="170" />
      <g className="porch-stars">
        <circle cx="48" cy="32" r="1.6" />
        <circle cx="112" cy="58" r="1.2" />
        <circle cx="86" cy="20" r="1" />
        <circle cx="392" cy="28" r="1.6" />
        <circle cx="436" cy="54" r="1.2" />
        <circle cx="350" cy="18" r="1" />
        <circle cx="22" cy="74" r="1" />
        <circle cx="462" cy="84" r="1" />
      </g>
      <path className="porch-hill" d="M0 140c60-24 120-26 180-12s180 18 300-10v52H0z" />
      <path className="porch-house" d="M166 76 240 34l74 42v94H166z" />
      <path className="porch-roof" d="M150 80 240 28l90 52-6 8-84-48-84 48z" />
      <circle cx="240" cy="98" r="92" fill="url(#porch-glow)" />
      <rect className="porch-door" x="220" y="104" width="40" height="66" rx="3" />
      <circle className="porch-lamp" cx="252" cy="138" r="2.5" />
      <path className="porch-lamp" d="M236 78h8l5 12h-18z" />
      <circle className="porch-bulb" cx="240" cy="92" r="4" />
      <rect className="porch-window" x="180" y="106" width="26" height="28" rx="2" />
      <rect className="porch-window" x="274" y="106" width="26" height="28" rx="2" />
      <path className="porch-step" d="M206 164h68v6h-68z" />
    </svg>
  );
}
