import { describe, expect, it } from 'vitest';
import { readFileSync, readdirSync } from 'node:fs';
import { buildAsset, CATEGORIES, category } from '../assets/library.js';
import { createAssetShelf } from '../assets/shelf.js';
import { buildConvexBody, separationBelow, transformConvexBody, type ConvexBody } from '../geometry/convex.js';
import { createRng } from '../random.js';
import { parseRecipe, type Recipe } from '../scene/recipe.js';
import type { SceneSpec } from '../scene/scene-spec.js';
import { arrangeScene } from './arrange-scene.js';

const RECIPES = readdirSync('scenes')
  .filter((name) => name.endsWith('.json'))
  .map((name) => {
    const parsed = parseRecipe(
      JSON.parse(readFileSync(`scenes/${name}`, 'utf8')),
      new Set(CATEGORIES.map((c) => c.id)),
    );
    if (!parsed.ok) throw new Error(`${name}: ${parsed.problem}`);
    return parsed.recipe;
  });

const shelf = createAssetShelf(buildAsset, (model) => ({
  mesh: `${model.asset} ${model.mesh.positions.length} ${model.mesh.positions.join(' ').length}`,
  cavity: model.cavity && `${model.asset} cavity`,
}));

function arrange(recipe: Recipe, seed: number): SceneSpec {
  const result = arrangeScene(
    recipe,
    { id: '000000-000', seed, split: seed % 5 === 0 ? 'test' : 'train' },
    category,
    shelf,
    createRng(seed),
  );
  if (!result.ok) throw new Error(`seed ${seed}: ${result.fault.detail}`);
  return result.value;
}

/** By their bounding spheres, which spares most of the exact tests. */
const apart = (a: readonly ConvexBody[], b: readonly ConvexBody[]) =>
  a.every((p) => b.every((q) => Math.hypot(...[0, 1, 2].map((k) => p.center[k] - q.center[k])) > p.radius + q.radius));

describe.each(RECIPES.map((recipe) => [recipe.id, recipe] as const))('recipe %s', (_, recipe) => {
  // How often scenes are given up is measured by `npm run bench -- arrange`; here, that it is the exception.
  it('finds room in most scenes', () => {
    const made = [0, 1, 2, 3].filter(
      (seed) => arrangeScene(recipe, { id: '000000-000', seed, split: 'train' }, category, shelf, createRng(seed)).ok,
    );
    expect(made.length).toBeGreaterThanOrEqual(3);
  });

  it('is a function of recipe and seed', () => {
    expect(JSON.stringify(arrange(recipe, 1))).toBe(JSON.stringify(arrange(recipe, 1)));
    expect(JSON.stringify(arrange(recipe, 1))).not.toBe(JSON.stringify(arrange(recipe, 2)));
  });

  it.each([1, 2])('puts nothing into anything else, seed %i', (seed) => {
    const spec = arrange(recipe, seed);
    const bodies = spec.objects.map((o) => ({
      o,
      parts: o.parts.map((part) => transformConvexBody(o.worldFromObject, buildConvexBody(part.vertices))),
    }));
    for (const [i, a] of bodies.entries()) {
      for (const b of bodies.slice(i + 1)) {
        if (a.o.structure && b.o.structure) continue;
        if (apart(a.parts, b.parts)) continue;
        for (const pa of a.parts)
          for (const pb of b.parts)
            expect(separationBelow(pa, pb, 0), `${a.o.name} ${a.o.id} in ${b.o.name} ${b.o.id}`).toBeGreaterThan(-1e-6);
      }
    }
  });

  it('shows test shapes only in test scenes', () => {
    const last = (category: string) => `${category}/${CATEGORIES.find((c) => c.id === category)!.variants - 1}`;
    for (const o of arrange(recipe, 5).objects) expect(o.asset).toBe(last(o.category));
    for (const o of arrange(recipe, 6).objects) expect(o.asset).not.toBe(last(o.category));
  });

  it('has the objects its world anchor names', () => {
    const spec = arrange(recipe, 3);
    expect(Math.hypot(...spec.anchor.heading)).toBeCloseTo(1, 12);
    expect(spec.anchor.heading[2]).toBe(0);
    for (const id of spec.anchor.by.objects) expect(spec.objects.some((o) => o.id === id)).toBe(true);
  });
});
