import { codeDrawing } from './qr';

/** A code as a drawing of our own. */
export function CodeDrawing({ content, label }: { content: string; label: string }) {
  const { path, size } = codeDrawing(content);
  return (
    <svg className="code-drawing" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect className="code-light" width={size} height={size} />
      <path className="code-dark" d={path} />
    </svg>
  );
}
