import type { Category } from '../assets/asset.js';
import type { AssetShelf, ShelvedAsset } from '../assets/shelf.js';
import { bounds } from '../geometry/mesh.js';
import { transformPoints, type Pose } from '../geometry/pose.js';
import { convexHull, type Vec2 } from '../geometry/polygon.js';
import type { Vec3 } from '../geometry/vec3.js';
import type { Rng } from '../random.js';
import { chooseAppearance, type Appearance } from './appearance.js';
import type { Placement } from './placement.js';

/** A category with its shape and colour chosen, not yet anywhere. */
export interface ChosenAsset {
  readonly category: Category;
  readonly shelved: ShelvedAsset;
  readonly appearance: Appearance;
}

/** The scene under construction: what has its place so far, with ids in the order of placing. */
export interface SceneBuilder {
  readonly placements: readonly Placement[];
  /** Draws a shape and a colour. Test scenes use the shapes that training scenes never show. */
  choose(category: string, rng: Rng, size?: Vec3): ChosenAsset;
  place(asset: ChosenAsset, worldFromObject: Pose, support: number, contained?: boolean): Placement;
  /** Undoes the last placing. */
  takeBack(placement: Placement): void;
  /** ids below an object: what it stands on, what that stands on, and so on. */
  supportsOf(id: number): number[];
}

export function createSceneBuilder(
  categories: (id: string) => Category,
  shelf: AssetShelf,
  split: 'train' | 'test',
  randomMaterials = 0,
): SceneBuilder {
  const placements: Placement[] = [];
  return {
    placements,
    choose(id, rng, size) {
      const category = categories(id);
      const variant =
        split === 'test' ? category.variants - 1 : rng.fork('variant').int(Math.max(1, category.variants - 1));
      const shelved = shelf.get(id, variant, size);
      return {
        category,
        shelved,
        appearance: chooseAppearance(category, shelved.model, rng.fork('appearance'), randomMaterials),
      };
    },
    place({ category, shelved, appearance }, worldFromObject, support, contained = false) {
      const world = transformPoints(worldFromObject, shelved.model.mesh.positions);
      const points: Vec2[] = [];
      for (let i = 0; i < world.length; i += 3) points.push([world[i], world[i + 1]]);
      const { min, max } = bounds(world);
      const placement: Placement = {
        id: placements.length + 1,
        category,
        asset: shelved,
        appearance,
        worldFromObject,
        footprint: convexHull(points),
        bottom: min[2],
        top: max[2],
        support,
        contained,
      };
      placements.push(placement);
      return placement;
    },
    takeBack(placement) {
      if (placements.at(-1) !== placement) throw new Error('Only what was placed last can be taken back.');
      placements.pop();
    },
    supportsOf(id) {
      const below: number[] = [];
      for (let at = id; at > 0; at = placements[at - 1].support) below.push(at);
      return below;
    },
  };
}
