import { dimensionsOf } from '../../relations/dimensions.js';
import type { SceneGeometry } from '../../relations/scene-geometry.js';
import { quantityFamily } from './quantity-family.js';

/** Sides of a footprint within this of each other are no length and width. */
const OBLONG = 1.1;

/** Sizes of a thing as it stands (SPEC §7). */
export const SIZES = quantityFamily({
  name: 'sizes',
  types: ['height', 'width', 'depth', 'length', 'diameter'],
  weight: 2.5,
  *tuples({ referents }) {
    for (const { id } of referents) yield { ids: [id] };
  },
  forbidden({ graph: { geometry } }, type, [id]) {
    const { length, width, diameter, depth } = dimensionsOf(geometry.object(id));
    if (type === 'height') return null;
    if (type === 'depth') return depth === null ? 'it has no front and so no depth' : null;
    if (type === 'diameter') return diameter === null || !isRound(geometry, id) ? 'it is not round as it stands' : null;
    if (diameter !== null) return 'of a round thing one asks the diameter';
    if (length !== null && length < OBLONG * width) return 'neither side is the longer one';
    return type === 'length' && length === null ? 'with a front it has a width and a depth' : null;
  },
  /** Width is across the front where there is one, else the shorter side: the words say which. */
  form({ graph }, { type, objects: { subject } }) {
    if (type !== 'width' || subject === undefined) return type;
    return dimensionsOf(graph.geometry.object(subject)).depth === null ? 'width.shorter' : 'width.across';
  },
  measure({ graph }, type, [id]) {
    const sizes = dimensionsOf(graph.geometry.object(id));
    return (
      { height: sizes.height, width: sizes.width, depth: sizes.depth, length: sizes.length, diameter: sizes.diameter }[
        type
      ] ?? NaN
    );
  },
});

/** How high the lowest point of a thing is above the floor; asked of what does not stand there. */
export const ELEVATION = quantityFamily({
  name: 'elevation',
  types: ['elevation'],
  weight: 0.5,
  least: 0.02,
  *tuples({ graph: { geometry }, referents }) {
    if (floorOf(geometry) === null) return;
    for (const { id } of referents) yield { ids: [id] };
  },
  measure({ graph: { geometry } }, _, [id]) {
    const floor = floorOf(geometry);
    return floor === null ? NaN : geometry.object(id).vertical.min - floor;
  },
});

/** Solid volume of closed things without a hollow one would fill: nobody means the walls of a cup. */
export const VOLUME = quantityFamily({
  name: 'volume',
  types: ['volume'],
  weight: 0.3,
  least: 1e-4,
  *tuples({ graph: { geometry }, referents }) {
    for (const { id } of referents) {
      const { record, cavity } = geometry.object(id);
      if (record.solid && cavity === null && record.parts.length === 1) yield { ids: [id] };
    }
  },
  measure: ({ graph }, _, [id]) => graph.geometry.object(id).volume,
});

function floorOf(geometry: SceneGeometry): number | null {
  const floor = geometry.objects.find(({ record }) => record.category === 'floor');
  return floor ? floor.vertical.max : null;
}

/** Upright or on its head: lying, a round thing shows no circle from above. */
function isRound(geometry: SceneGeometry, id: number): boolean {
  return Math.abs(geometry.object(id).up[2]) > Math.cos((5 * Math.PI) / 180);
}
