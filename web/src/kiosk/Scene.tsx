/** Evening, and a house with a light on. Decoration: it says nothing, and is gone where there is no room. */
export function Scene() {
  return (
    <svg className="scene" viewBox="0 0 600 300" preserveAspectRatio="xMaxYMax slice" aria-hidden="true" focusable="false">
      <defs>
        <radialGradient id="scene-light">
          <stop offset="0" stopColor="#ffc861" stopOpacity="0.55" />
          <stop offset="0.5" stopColor="#ffc861" stopOpacity="0.16" />
          <stop offset="1" stopColor="#ffc861" stopOpacity="0" />
        </radialGradient>
      </defs>
      <g className="scene-stars">
        {stars.map(([x, y, r]) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={r} />
        ))}
      </g>
      <path className="scene-far" d="M0 262c70-34 130-40 200-22s120 16 190-10 140-34 210-8v78H0z" />
      <circle className="scene-glow" cx="448" cy="206" r="130" fill="url(#scene-light)" />
      {/* The house: roof, wall, window, door, and the porch with its lamp. */}
      <path className="scene-house" d="M382 192l70-52 70 52h-10v68H392v-68z" />
      <path className="scene-window" d="M408 206h26v22h-26z" />
      <path className="scene-door" d="M462 206h26v54h-26z" />
      <circle className="scene-lamp" cx="448" cy="200" r="5" />
      <path className="scene-bars" d="M421 206v22M408 217h26" />
      <path className="scene-near" d="M0 282c90-26 180-30 270-18s200 10 330-12v48H0z" />
    </svg>
  );
}

const stars = [
  [24, 40, 1.4], [86, 96, 1], [140, 30, 1.6], [204, 74, 1.1], [262, 24, 1.2], [318, 92, 1], [352, 42, 1.5], [420, 66, 1], [470, 22, 1.4], [548, 60, 1.1], [574, 112, 1],
] as const;
