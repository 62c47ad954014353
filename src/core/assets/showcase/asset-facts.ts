import { bounds, volumeAndCentroid } from '../../geometry/mesh.js';
import { polygonArea } from '../../geometry/polygon.js';
import { sub, type Vec3 } from '../../geometry/vec3.js';
import type { AssetModel, Category, LeftRight, Symmetry } from '../asset.js';
import { labFromRgb, nameColour } from '../palette.js';

/** What the library says of one shape; metres, kilograms, object frame (+Z up, front +X). */
export interface AssetFacts {
  readonly asset: string;
  /** Kept for test scenes. */
  readonly testOnly: boolean;
  /** Along x, y, z. */
  readonly size: Vec3;
  readonly mass: number;
  /** Colour of its main material as built; scenes paint it in any of the category's colours. */
  readonly colour: string;
  readonly front: Vec3 | null;
  readonly symmetry: Symmetry;
  readonly leftRight: LeftRight;
  readonly friction: number;
  readonly triangles: number;
  readonly colliderParts: number;
  readonly surfaces: readonly { readonly height: number; readonly area: number; readonly clearance: number | null }[];
  /** Litres. */
  readonly cavityLitres: number | null;
  readonly materials: readonly string[];
}

/** What the library says of one category. */
export interface CategoryFacts {
  readonly id: string;
  readonly kind: Category['kind'];
  readonly nouns: readonly string[];
  readonly hypernyms: readonly string[];
  readonly material: string;
  readonly colours: readonly string[];
  readonly assets: readonly AssetFacts[];
}

/** @param models of its variants, in order */
export function categoryFacts(category: Category, models: readonly AssetModel[]): CategoryFacts {
  const { id, kind, nouns, hypernyms, material, colours } = category;
  return {
    id,
    kind,
    nouns,
    hypernyms,
    material,
    colours,
    assets: models.map((model, i) => assetFacts(model, i === models.length - 1)),
  };
}

function assetFacts(model: AssetModel, testOnly: boolean): AssetFacts {
  const { mesh, cavity } = model;
  const { min, max } = bounds(mesh.positions);
  return {
    asset: model.asset,
    testOnly,
    size: sub(max, min).map(rounded) as unknown as Vec3,
    mass: rounded(model.mass),
    colour: nameColour(labFromRgb(model.materials[0].colour)).name,
    front: model.front,
    symmetry: model.symmetry,
    leftRight: model.leftRight,
    friction: model.friction,
    triangles: mesh.indices.length / 3,
    colliderParts: model.parts.length,
    surfaces: model.surfaces.map(({ outline, holes, clearance }) => ({
      height: rounded(outline[0][2]),
      area: rounded([outline, ...holes].reduce((sum, loop) => sum + polygonArea(loop.map(([x, y]) => [x, y])), 0)),
      clearance: Number.isFinite(clearance) ? rounded(clearance) : null,
    })),
    cavityLitres: cavity ? rounded(1000 * volumeAndCentroid(cavity.positions, cavity.indices).volume) : null,
    materials: model.materials.map(({ name, texture }) => (texture === 'plain' ? name : `${name} (${texture})`)),
  };
}

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;
