import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { rotateAbout, translate } from '../build/cell.js';
import { drum, slab } from '../build/loft.js';
import { inlay } from '../build/inlay.js';

const COLOURS = ['yellow', 'orange', 'red', 'black', 'blue'];

/** A steel tape in its case, standing, some tape drawn out towards +X. No front. */
export const tapeMeasure: Category = {
  id: 'tape-measure',
  kind: 'tabletop',
  nouns: ['tape measure', 'measuring tape'],
  hypernyms: ['tool'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const height = rng.range(0.06, 0.072);
    const width = rng.range(0.032, 0.04);
    const long = height * rng.range(1.02, 1.14);
    // A slab with one strongly rounded side, turned onto its edge.
    const shell = translate(
      rotateAbout(
        slab({ size: [long, height, width], corner: height * 0.3, cornerSteps: 5, edge: 0.004, edgeSteps: 2 }),
        'x',
        90,
      ),
      [0, width / 2, height / 2],
    );
    const discs = [-1, 1].map((s) =>
      drum({
        axis: 'y',
        center: [-0.002, s * (width / 2 + 0.0008), height * 0.5],
        radius: height * 0.3,
        length: 0.0016,
        segments: 24,
        material: 1,
      }),
    );
    const out = rng.range(0.02, 0.12);
    const z = 0.008;
    const ticks = Math.floor((out - 0.006) / 0.01);
    let tape = box({ x: long / 2 + out / 2, z, size: [out, width * 0.62, 0.0012], material: 2 });
    tape = inlay(tape, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: Array.from({ length: ticks }, (_, i) => (i - (ticks - 1) / 2) * 0.01).flatMap((u) => [
        u - 0.0008,
        u + 0.0008,
      ]),
      vs: [-width * 0.28, 0],
      paint: (i) => (i % 2 === 0 ? 3 : 2),
    });
    const hook = box({ x: long / 2 + out + 0.0012, z: z - 0.007, size: [0.0024, width * 0.62, 0.009], material: 4 });
    const lock = box({ x: long * 0.2, z: height, size: [0.018, width * 0.4, 0.005], bevel: 0.001, material: 3 });
    return assemble({
      category: 'tape-measure',
      variant,
      bodies: [
        { cells: shell, density: 1900 },
        ...discs.map((cells) => ({ cells, density: 1200 })),
        { cells: tape, density: 5000 },
        { cells: hook, density: 7800 },
        { cells: lock, density: 1200 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        fixed('disc', rng.pick(['#f1f1ee', '#26272a']), { ...LOOKS.plastic, texture: 'print' }),
        fixed('tape', '#f2d024', LOOKS.paintedMetal),
        fixed('marks', '#1b1b1d', LOOKS.plastic),
        fixed('hook', '#b9bcc0', LOOKS.metal),
      ],
      symmetry: 1,
      friction: 0.5,
    });
  },
};
