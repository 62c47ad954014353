import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { blocks, box, type Block } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';

const COLOURS = ['grey', 'black', 'yellow', 'orange', 'blue'];

/**
 * A robot work cell: a bench plate in a frame of profiles, open in front (+X), guard panels low at the back and sides
 * above the plate, a beam on top. One works at it from its open side, which is its front; left as seen facing it.
 */
export const robotCell: Category = {
  id: 'robot-cell',
  kind: 'furniture',
  nouns: ['robot cell', 'work cell'],
  hypernyms: ['workstation'],
  variants: 5,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng, size) {
    const [depth, width, top] = size ?? [rng.range(0.9, 1.1), rng.range(1.3, 1.7), rng.range(0.74, 0.82)];
    const height = top + rng.range(0.9, 1.1);
    const bar = 0.05;
    const plate = 0.03;
    const [x, y] = [depth / 2, width / 2];
    const span = (s: number, outer: number): readonly [number, number] =>
      s < 0 ? [-outer, bar - outer] : [outer - bar, outer];
    const frame: Block[] = [-1, 1].flatMap((sx) =>
      [-1, 1].map((sy) => {
        const [x0, x1] = span(sx, x);
        const [y0, y1] = span(sy, y);
        return { min: [x0, y0, 0] as const, max: [x1, y1, sx > 0 ? top - plate : height] as const };
      }),
    );
    for (const sy of [-1, 1]) {
      const [y0, y1] = span(sy, y);
      frame.push({ min: [bar - x, y0, top - plate - bar], max: [x - bar, y1, top - plate] });
      frame.push({ min: [bar - x, y0, 0.12], max: [x - bar, y1, 0.12 + bar] });
    }
    for (const sx of [-1, 1]) {
      const [x0, x1] = span(sx, x);
      frame.push({ min: [x0, bar - y, top - plate - bar], max: [x1, y - bar, top - plate] });
    }
    frame.push({ min: [-x, bar - y, 0.12], max: [bar - x, y - bar, 0.12 + bar] });
    frame.push({ min: [-x, bar - y, height - bar], max: [bar - x, y - bar, height] });
    const board = blocks([
      { min: [bar + 0.002 - x, -y - 0.004, top - plate], max: [x + 0.004, y + 0.004, top], material: 1 },
      { min: [-x - 0.004, bar + 0.002 - y, top - plate], max: [bar + 0.002 - x, y - bar - 0.002, top], material: 1 },
    ]);
    const guard = 0.32;
    const panel = box({
      x: bar / 2 - x,
      z: top,
      size: [0.006, width - 2 * bar, guard],
      material: 2,
    });
    const rail = box({ x: bar / 2 - x, z: top + guard, size: [bar * 0.6, width - 2 * bar, bar * 0.6] });
    const strip = box({ x: bar / 2 - x + 0.03, z: height - bar - 0.03, size: [0.03, width * 0.5, 0.03], material: 3 });
    const hazard = box({
      x: x + 0.002,
      z: top - plate - bar * 0.9,
      size: [0.004, width - 0.02, bar * 0.8],
      material: 4,
    });
    const lamp = [0, 1, 2].map((i) =>
      box({
        x: bar / 2 - x,
        y: y - bar / 2,
        z: height + i * 0.05,
        size: i === 1 ? [0.038, 0.038, 0.05] : [0.04, 0.04, 0.05],
        material: 5 + i,
      }),
    );
    return assemble({
      category: 'robot-cell',
      variant,
      bodies: [
        { cells: blocks(frame), density: 900 },
        { cells: board, density: DENSITY.board },
        { cells: panel, density: 1200 },
        { cells: rail, density: 900 },
        { cells: strip, density: 900 },
        { cells: hazard, density: 900 },
        ...lamp.map((cells) => ({ cells, density: 900 })),
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.4, roughness: 0.4 }),
        rng.pick([fixed('plate', '#c9ccd0', LOOKS.metal), fixed('plate', '#4a4d52', LOOKS.plastic)]),
        fixed('guard', '#c7dbe4', LOOKS.glass),
        fixed('light', '#fbf7ea', LOOKS.gloss),
        fixed('warning', '#f2d024', { ...LOOKS.paintedMetal, texture: 'hazard' }),
        fixed('green lamp', '#2f9144', LOOKS.gloss),
        fixed('amber lamp', '#ee7d1e', LOOKS.gloss),
        fixed('red lamp', '#c1272d', LOOKS.gloss),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      surfaces: [{ outline: rectangleAt([bar - x + 0.01, 0.01 - y], [x - 0.01, y - 0.01], top) }],
      friction: 0.5,
    });
  },
};
