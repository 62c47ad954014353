import type { Category } from '../asset.js';
import { assemble } from '../build/assemble.js';
import { coloured, fixed, LOOKS } from '../build/finish.js';
import { inlay, rowOfFields } from '../build/inlay.js';
import { drum, slab } from '../build/loft.js';

const COLOURS = ['black', 'grey', 'white'];

/** A television remote, lying with its sender end towards +X. */
export const remoteControl: Category = {
  id: 'remote-control',
  kind: 'tabletop',
  nouns: ['remote control', 'TV remote', 'remote'],
  hypernyms: [],
  variants: 6,
  colours: COLOURS,
  material: 'plastic',
  build(variant, rng) {
    const length = rng.range(0.15, 0.2);
    const width = rng.range(0.042, 0.05);
    const thick = rng.range(0.016, 0.021);
    let body = slab({ size: [length, width, thick], corner: 0.014, edge: 0.004, edgeSteps: 2, bottomEdge: 0.002 });
    const columns = rowOfFields(3, width * 0.62, width * 0.09);
    const rows = rowOfFields(7, length * 0.62, length * 0.03, -length * 0.12);
    body = inlay(body, {
      normal: [0, 0, 1],
      u: [1, 0, 0],
      us: [...rows, length * 0.38, length * 0.42],
      vs: columns,
      paint: (i, j) => {
        if (i === 14) return j === 4 ? 2 : 0;
        return i % 2 === 0 && i < 14 && j % 2 === 0 ? (i === 0 ? 3 : 1) : 0;
      },
    });
    const pad = drum({
      axis: 'z',
      center: [length * 0.275, 0, thick + 0.0015],
      radius: width * 0.26,
      length: 0.003,
      bevel: 0.0008,
      segments: 20,
      material: 1,
    });
    const main = coloured(rng, COLOURS, LOOKS.plastic);
    return assemble({
      category: 'remote-control',
      variant,
      bodies: [
        { cells: body, density: 900 },
        { cells: pad, density: 1200 },
      ],
      materials: [
        main,
        fixed('buttons', main.name === 'black' ? '#8d9094' : '#33353a', LOOKS.rubber),
        fixed('power', '#d4262f', LOOKS.rubber),
        fixed('colour keys', '#3a6fc4', LOOKS.rubber),
      ],
      symmetry: 1,
      friction: 0.6,
    });
  },
};
