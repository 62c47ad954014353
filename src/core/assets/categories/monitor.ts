import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { box } from '../build/box.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay } from '../build/inlay.js';
import { slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'white'];

/** A desktop screen on its stand. It is faced, so left and right are those of whoever looks at it. */
export const monitor: Category = {
  id: 'monitor',
  kind: 'tabletop',
  nouns: ['monitor', 'computer monitor'],
  hypernyms: ['screen', 'display'],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const width = rng.range(0.48, 0.62);
    const height = width * rng.range(0.56, 0.62);
    const lift = rng.range(0.09, 0.13);
    const thick = 0.028;
    const bezel = 0.012;
    const chin = 0.026;
    const footHeight = 0.012;
    const foot = slab({
      size: [0.2, 0.26, footHeight],
      corner: rng.pick([0.02, 0.08]),
      edge: 0.002,
      x: -0.02,
      material: 2,
    });
    const neck = box({
      x: -0.035,
      z: footHeight,
      size: [0.022, 0.06, lift + height * 0.4 - footHeight],
      bevel: 0.002,
      material: 2,
    });
    // A lying panel raised on edge, its screen to +X.
    let panel = rotateAbout(slab({ size: [height, width, thick], corner: 0.008, edge: 0.002 }), 'y', 90);
    panel = translate(panel, [-0.024, 0, lift + height / 2]);
    panel = inlay(panel, {
      normal: [1, 0, 0],
      u: [0, 1, 0],
      us: [-width / 2 + bezel, width / 2 - bezel],
      vs: [-height / 2 + chin, -height / 2 + chin + height * 0.05, height / 2 - bezel],
      paint: (_, j) => (j === 0 ? 3 : 1),
    });
    return assemble({
      category: 'monitor',
      variant,
      bodies: [
        { cells: panel, density: 620 },
        { cells: foot, density: 2800 },
        { cells: neck, density: 1800 },
      ],
      materials: [
        coloured(rng, COLOURS, LOOKS.plastic),
        rng.pick([
          fixed('screen', '#8a94a6', { ...LOOKS.screen, texture: 'screen' }),
          fixed('screen', '#7f96b0', { ...LOOKS.screen, texture: 'screen' }),
          fixed('screen', '#0f1014', LOOKS.screen),
          fixed('screen', '#86a596', { ...LOOKS.screen, texture: 'screen' }),
        ]),
        fixed('stand', rng.pick(['#2a2b2e', '#9ea1a5']), LOOKS.paintedMetal),
        fixed('taskbar', '#27303c', LOOKS.screen),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.6,
    });
  },
};
