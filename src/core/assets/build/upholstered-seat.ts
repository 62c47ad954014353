import type { Vec3 } from '../../geometry/vec3.js';
import type { Body, SurfacePlan } from './assemble.js';
import { rectangleAt } from './assemble.js';
import { box } from './box.js';
import { rotateAbout, translate, type Cells } from './cell.js';
import { cushion, lean } from './cushion.js';
import { DENSITY } from './finish.js';
import { leg } from './leg.js';
import { prism } from './prism.js';

export interface UpholsteredSize {
  readonly seats: number;
  readonly seatWidth: number;
  readonly depth: number;
  /** Heights above the floor. */
  readonly seatHeight: number;
  readonly armHeight: number;
  readonly backHeight: number;
  readonly armWidth: number;
  /** `box`: hardly rounded; `soft`: round all over; `roll`: a scroll on top. */
  readonly arms: 'box' | 'soft' | 'roll';
  /** Loose cushions against the back, or the back itself. */
  readonly backCushions: boolean;
  readonly legHeight: number;
  readonly legs: 'round' | 'block';
}

/** Sofa or armchair about the origin, looking along +X. Materials: 0 cover, 1 cushions, 2 legs. */
export function upholsteredSeat(plan: UpholsteredSize): { bodies: Body[]; seats: SurfacePlan[] } {
  const { seats, seatWidth, depth, seatHeight, armHeight, backHeight, armWidth, legHeight } = plan;
  const inner = seats * seatWidth;
  const thick = 0.14;
  const base = seatHeight - thick;
  const [rear, front] = [-depth / 2, depth / 2];
  const backThick = plan.backCushions ? 0.13 : 0.2;
  const tilt = 8;
  const round = plan.arms === 'box' ? 0.018 : 0.045;
  const bodies: Body[] = [
    {
      cells: box({ x: -0.006, z: legHeight, size: [depth - 0.012, inner, base - legHeight], bevel: 0.006 }),
      density: 160,
    },
    {
      cells: lean(
        cushion({
          x: rear + backThick / 2,
          z: base,
          size: [backThick, inner, backHeight - base],
          round: plan.arms === 'box' ? 0.022 : 0.05,
        }),
        tilt,
        base,
      ),
      density: 90,
    },
  ];
  for (const s of [-1, 1]) {
    bodies.push({ cells: arm(plan, round, s), density: 90 });
  }
  const seatBack = rear + backThick;
  const cushionThick = 0.15;
  const seatTop: SurfacePlan[] = [];
  for (let i = 0; i < seats; i++) {
    const y = (i - (seats - 1) / 2) * seatWidth;
    bodies.push({
      cells: cushion({
        x: (seatBack + front) / 2,
        y,
        z: base,
        size: [front - seatBack, seatWidth - 0.006, thick],
        round: 0.032,
        material: 1,
      }),
      density: DENSITY.foam,
    });
    if (plan.backCushions) {
      const size: Vec3 = [cushionThick, seatWidth - 0.012, backHeight - seatHeight + 0.03];
      // Stands on the seat, against the back that leans away from it.
      const x = seatBack + cushionThick / 2;
      bodies.push({
        cells: lean(cushion({ x, y, z: seatHeight, size, round: 0.055, material: 1 }), tilt, base),
        density: DENSITY.foam,
      });
    }
    const from = seatBack + (plan.backCushions ? cushionThick : 0) + 0.01;
    const half = seatWidth / 2 - 0.04;
    seatTop.push({ outline: rectangleAt([from, y - half], [front - 0.035, y + half], seatHeight) });
  }
  const [x, y] = [depth / 2 - 0.07, inner / 2 + armWidth / 2];
  for (const sx of [-1, 1]) {
    for (const sy of [-1, 1]) {
      bodies.push({ cells: foot(plan, sx * x, sy * y), density: DENSITY.wood });
    }
  }
  return { bodies, seats: seatTop };
}

function foot({ legs, legHeight, armWidth }: UpholsteredSize, x: number, y: number): Cells {
  if (legs === 'round') {
    return leg({ foot: [x * 1.02, y], top: [x, y], high: legHeight, radii: [0.012, 0.022], sides: 12, material: 2 });
  }
  const r = Math.min(0.03, armWidth * 0.35);
  return leg({ foot: [x, y], top: [x, y], high: legHeight, radii: [r * 0.85, r], sides: 4, material: 2 });
}

/** The arm on one side. @param s −1 right, 1 left */
function arm({ arms, depth, seats, seatWidth, armWidth, armHeight, legHeight }: UpholsteredSize, round: number, s: number): Cells {
  const y = s * ((seats * seatWidth) / 2 + armWidth / 2);
  if (arms !== 'roll') {
    return cushion({
      y,
      z: legHeight,
      size: [depth, armWidth, armHeight - legHeight],
      round: Math.min(round, armWidth * 0.4),
      bottomEdge: 0.008,
    });
  }
  // The front view: a post with a scroll on it that overhangs outward, drawn along x.
  const radius = armWidth * 0.55;
  const middle = armHeight - radius;
  const n = 16;
  const scroll = Array.from({ length: n }, (_, i): [number, number] => {
    const angle = -Math.PI / 2 + ((2 * Math.PI) / n) * (i + 0.5);
    return [radius * Math.cos(angle), middle + radius * Math.sin(angle)];
  });
  const post: [number, number][] = [
    [-armWidth / 2 + 0.01, legHeight],
    [armWidth / 2 - 0.02, legHeight],
    scroll[1],
    scroll[0],
    scroll[n - 1],
    scroll[n - 2],
  ];
  // Drawn in (a, z) along +z, then laid so that a runs to the outside.
  const upright = prism([scroll, post], -depth / 2, depth / 2);
  const standing = rotateAbout(rotateAbout(upright, 'x', 90), 'z', 90);
  const shift = radius - armWidth / 2 + 0.0;
  const placed = s > 0 ? standing : rotateAbout(standing, 'z', 180);
  return translate(placed, [0, y + s * shift, 0]);
}
