import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { rotateAbout, translate } from '../build/cell.js';
import { coloured, fixed, LOOKS, toned } from '../build/finish.js';
import { inlay, panel, rowOfFields } from '../build/inlay.js';
import { cylinder } from '../build/lathe.js';
import { slab } from '../build/loft.js';

const COLOURS = ['grey', 'black', 'white', 'blue'];

/** An open laptop. Its front is where its screen looks; it is faced, so left and right are the viewer's. */
export const laptop: Category = {
  id: 'laptop',
  kind: 'tabletop',
  nouns: ['laptop', 'laptop computer', 'notebook computer'],
  hypernyms: ['computer'],
  variants: 8,
  colours: COLOURS,
  material: 'metal',
  build(variant, rng) {
    const width = rng.range(0.3, 0.36);
    const depth = width * rng.range(0.64, 0.7);
    const base = rng.range(0.015, 0.019);
    const lid = 0.007;
    const opening = rng.range(100, 115);
    const hinge = 0.006;
    let deck = slab({ size: [depth, width, base], corner: 0.012, edge: 0.0025 });
    // Seen from above with the user at +X: rows run along Y.
    const rows = rowOfFields(5, depth * 0.42, 0.003, -depth * 0.17);
    const keys = rowOfFields(13, width * 0.86, 0.0035);
    deck = inlay(deck, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: [...rows, depth * 0.14, depth * 0.4],
      vs: keys,
      paint: (i, j) => {
        if (i < 9) return i % 2 === 0 && j % 2 === 0 ? 1 : 3;
        return i === 10 && j >= 9 && j <= 15 ? 3 : 0;
      },
    });
    let screen = slab({ size: [depth - 0.004, width, lid], corner: 0.012, edge: 0.0015 });
    screen = panel(screen, [0, 0, -1], [1, 0, 0], [depth - 0.03, width - 0.018], 2);
    // Closed it would look down at the keys; lying with its lower edge at the hinge, then raised about it.
    const raised = rotateAbout(translate(screen, [depth / 2 - 0.002 + hinge, 0, -lid / 2]), 'y', -opening);
    const axis = -depth / 2 + hinge;
    const barrel = rotateAbout(cylinder({ radius: hinge, height: width * 0.7, segments: 12, material: 3 }), 'x', 90);
    const main = coloured(rng, COLOURS, { ...LOOKS.metal, metallic: 0.6 });
    return assemble({
      category: 'laptop',
      variant,
      bodies: [
        { cells: deck, density: 1300 },
        { cells: translate(raised, [axis, 0, base + hinge]), density: 1100 },
        { cells: translate(barrel, [axis, width * 0.35, base + hinge]), density: 1300 },
      ],
      materials: [
        main,
        fixed('keys', '#1b1c1f', LOOKS.plastic),
        rng.pick([
          fixed('screen', '#8a94a6', { ...LOOKS.screen, texture: 'screen' }),
          fixed('screen', '#0c0d10', LOOKS.screen),
          fixed('screen', '#7f96b0', { ...LOOKS.screen, texture: 'screen' }),
        ]),
        toned(main, 0.8),
      ],
      symmetry: 1,
      front: true,
      leftRight: 'facing',
      friction: 0.5,
    });
  },
};
