import type { Category } from '../asset.js';
import { assemble, rectangleAt } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, DENSITY, fixed, LOOKS } from '../build/finish.js';
import { panel } from '../build/inlay.js';
import { drum } from '../build/loft.js';

const COLOURS = ['red', 'blue', 'green', 'yellow', 'black', 'purple', 'orange', 'pink'];

/** A closed spiral notebook lying, rings along its left long side (+Y is up the page). No front, like a book. */
export const notebook: Category = {
  id: 'notebook',
  kind: 'tabletop',
  nouns: ['notebook', 'spiral notebook'],
  hypernyms: ['notepad'],
  variants: 6,
  colours: COLOURS,
  material: 'paper',
  build(variant, rng) {
    const [width, tall] = rng.pick([
      [0.148, 0.21],
      [0.105, 0.148],
      [0.17, 0.24],
    ]);
    const pages = rng.range(0.007, 0.014);
    const cover = 0.0012;
    const x = width / 2;
    const sheet = { x: 0.004, size: [width - 0.012, tall - 0.006, pages] as const };
    let front = box({ z: cover + pages, size: [width, tall, cover] });
    front = panel(front, [0, 0, 1], [0, -1, 0], [tall * 0.42, width * 0.28], 3, [0, width * 0.16]);
    const rings = Math.round(tall / 0.0125);
    const r = pages / 2 + 0.0035;
    const coils = Array.from({ length: rings }, (_, i) =>
      drum({
        axis: 'y',
        center: [-x - r * 0.72, -tall / 2 + ((i + 0.5) * tall) / rings, Math.max(r, cover + pages / 2)],
        radius: r,
        length: 0.004,
        segments: 12,
        material: 2,
      }),
    );
    return assemble({
      category: 'notebook',
      variant,
      bodies: [
        { cells: front, density: DENSITY.paper },
        { cells: box({ size: [width, tall, cover] }), density: DENSITY.paper },
        { cells: box({ ...sheet, z: cover, material: 1 }), density: DENSITY.paper },
        ...coils.map((cells) => ({ cells, density: 400 })),
      ],
      materials: [
        coloured(rng, COLOURS, { ...LOOKS.paper, roughness: 0.5 }),
        fixed('pages', '#f1efe8', { ...LOOKS.paper, texture: 'pages' }),
        fixed('spiral', rng.pick(['#2a2b2e', '#a7abb0']), LOOKS.metal),
        fixed('label', '#f4f2ec', LOOKS.print),
      ],
      symmetry: 1,
      surfaces: [
        { outline: rectangleAt([0.004 - x, 0.004 - tall / 2], [x - 0.004, tall / 2 - 0.004], 2 * cover + pages) },
      ],
      friction: 0.5,
    });
  },
};
