import { useBlobUrl } from '../blob-url.js';

/** A place in a picture, pixels: a dot where a reply points, a ring for one that is only tried. */
export interface PictureMark {
  readonly at: readonly [number, number];
  readonly shape: 'dot' | 'ring';
  readonly label?: string;
}

/** A picture as a model saw it, with the places that were pointed at. */
export function PointedPicture(props: {
  readonly picture: Blob | undefined;
  readonly alt: string;
  /** [width, height] that the marks count in. */
  readonly size: readonly [number, number];
  readonly marks: readonly PictureMark[];
}) {
  const { picture, alt, size, marks } = props;
  const [width, height] = size;
  const url = useBlobUrl(picture);
  return (
    <div className="rollouts-seen" style={{ aspectRatio: `${width} / ${height}` }}>
      {url !== null && <img src={url} alt={alt} />}
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden>
        {marks.map(({ at: [u, v], shape, label }) => (
          <g key={`${shape} ${label} ${u} ${v}`}>
            {shape === 'dot' ? (
              <circle cx={u} cy={v} r={width / 70} fill="#ff2d95" stroke="white" strokeWidth={width / 320} />
            ) : (
              <circle cx={u} cy={v} r={width / 50} fill="none" stroke="#ff2d95" strokeWidth={width / 160} />
            )}
            {label && (
              <text
                x={u + (u < width * 0.85 ? width / 45 : -width / 45)}
                y={v}
                textAnchor={u < width * 0.85 ? 'start' : 'end'}
                dominantBaseline="central"
                className="rollouts-mark"
                fontSize={width / 28}
              >
                {label}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}
