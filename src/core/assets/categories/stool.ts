import type { Vec3 } from '../../geometry/vec3.js';
import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, DENSITY, LOOKS } from '../build/finish.js';
import { cylinder } from '../build/lathe.js';
import { loft } from '../build/loft.js';
import { rotateAbout } from '../build/cell.js';

const COLOURS = ['brown', 'beige', 'white', 'red', 'blue', 'green', 'yellow'];

/** A round stool on four splayed legs: alike from four sides. */
export const stool: Category = {
  id: 'stool',
  kind: 'furniture',
  nouns: ['stool'],
  hypernyms: ['seat'],
  variants: 6,
  colours: COLOURS,
  material: 'wooden',
  build(variant, rng) {
    const radius = rng.range(0.155, 0.19);
    const height = rng.range(0.43, 0.62);
    const thick = 0.035;
    const under = height - thick;
    const splay = rng.range(0.02, 0.07);
    const leg = 0.036;
    const near = radius * 0.62;
    const ring = (away: number, side: number, z: number): Vec3[] =>
      [
        [-1, -1],
        [1, -1],
        [1, 1],
        [-1, 1],
      ].map(([a, b]): Vec3 => [away + (a * side) / 2, (b * side) / 2, z]);
    const legs = [45, 135, 225, 315].map((turn) =>
      rotateAbout(loft([ring(near + splay, leg * 0.75, 0), ring(near, leg, under)], { material: 1 }), 'z', turn),
    );
    const main = coloured(rng, COLOURS, LOOKS.wood);
    const seat = radius - 0.008;
    const outline = Array.from({ length: 24 }, (_, i): Vec3 => {
      const angle = ((2 * Math.PI) / 24) * (i + 0.5);
      return [seat * Math.cos(angle), seat * Math.sin(angle), height];
    });
    return assemble({
      category: 'stool',
      variant,
      bodies: [
        { cells: cylinder({ radius, z: under, height: thick, bevel: 0.008 }), density: DENSITY.wood },
        ...legs.map((cells) => ({ cells, density: DENSITY.wood })),
      ],
      materials: [main, rng.next() < 0.5 ? main : coloured(rng, ['brown', 'beige', 'black'], LOOKS.wood)],
      symmetry: 4,
      surfaces: [{ outline }],
      friction: 0.5,
    });
  },
};
