import { z } from 'zod';
import { anchorSchema, camerasSchema } from './recipe/cameras.js';
import { looksSchema } from './recipe/looks.js';
import { objectsSchema } from './recipe/objects.js';
import { questionsSchema } from './recipe/questions.js';
import { furnitureSchema, roomSchema, surfaceSchema } from './recipe/room.js';
import { forcedRelationSchema } from './recipe/relations.js';
import { settingSchema } from './recipe/settings.js';
import { twinsSchema } from './recipe/twins.js';
import { profileSchema } from './settled-scene.js';

// A recipe says what to arrange, where cameras stand and which questions to ask (`scenes/*.json`). Its sections are in
// the folder `recipe/`; here they come together, and what no section can know alone is checked.

export const recipeSchema = z
  .strictObject({
    $schema: z.string().optional(),
    schema: z.literal('vantage/recipe@1'),
    id: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/, 'is a short name of small letters, digits and dashes'),
    title: z.string().max(200).optional().describe('One line for people.'),
    profile: profileSchema.describe('Which constants apply to the scene.'),
    room: roomSchema,
    surface: surfaceSchema.optional(),
    furniture: z.array(furnitureSchema).max(40).default([]).readonly(),
    settings: z.array(settingSchema).max(20).default([]).readonly(),
    objects: objectsSchema,
    relations: z
      .array(forcedRelationSchema)
      .max(20)
      .default([])
      .readonly()
      .describe('Relations that scenes are arranged to have, so that rare answers are not rare.'),
    twins: twinsSchema,
    cameras: camerasSchema,
    worldAnchor: anchorSchema,
    looks: looksSchema.prefault({}).describe('Light, exposure, sensor and variety of materials.'),
    imported: z
      .record(z.string(), z.string().regex(/^[0-9a-f]{64}$/))
      .optional()
      .describe('Filled in when run: sha256 of each imported category that occurs.'),
    questions: questionsSchema.prefault({}),
  })
  .readonly();

/** A recipe as run: every default filled in. This is what a dataset stores and hashes. */
export type Recipe = z.infer<typeof recipeSchema>;
export type FurnitureRule = Recipe['furniture'][number];

/**
 * Parses a recipe and checks what a schema alone cannot: that categories exist and references resolve.
 *
 * @param input parsed JSON
 * @param knownCategories ids of the object library
 * @returns the recipe, or one sentence naming the field and what to change
 */
export function parseRecipe(
  input: unknown,
  knownCategories: ReadonlySet<string>,
): { ok: true; recipe: Recipe } | { ok: false; problem: string } {
  const parsed = recipeSchema.safeParse(input);
  if (!parsed.success) return { ok: false, problem: sentenceOf(parsed.error) };
  const problem = crossCheck(parsed.data, knownCategories);
  return problem === null ? { ok: true, recipe: parsed.data } : { ok: false, problem };
}

/** The first problem of a schema error as one sentence: `"objects.count[0]": …`. */
export function sentenceOf(error: z.ZodError): string {
  const issue = error.issues[0];
  const path = issue.path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
  if (issue.code === 'unrecognized_keys') {
    const where = path === '' ? '' : ` in "${path}"`;
    return `unknown key "${issue.keys[0]}"${where}: remove it or correct its spelling.`;
  }
  return path === '' ? `${issue.message}.` : `"${path}": ${issue.message}.`;
}

/** Ids of all categories a recipe names. */
export function categoriesOf(recipe: Recipe): ReadonlySet<string> {
  return new Set(mentionedIn(recipe).map(([, id]) => id));
}

/** Places that refer to another piece. */
const NEEDS_OF: ReadonlySet<string> = new Set(['opposite', 'in-front', 'beside', 'on', 'around', 'under']);

const piecesOf = ({ category }: FurnitureRule): readonly string[] =>
  typeof category === 'string' ? [category] : category;

/** Field and id of every category named. */
function mentionedIn(recipe: Recipe): [string, string][] {
  const mentioned: [string, string][] = [
    ...Object.keys(recipe.objects.categories).map((id): [string, string] => ['objects.categories', id]),
    ...recipe.objects.required.map((id): [string, string] => ['objects.required', id]),
    ...Object.keys(recipe.objects.facingDeg).map((id): [string, string] => ['objects.facingDeg', id]),
    ...Object.keys(recipe.objects.zones).map((id): [string, string] => ['objects.zones', id]),
    ...(recipe.objects.on ?? []).map((id): [string, string] => ['objects.on', id]),
    ...recipe.furniture.flatMap((rule, i) =>
      piecesOf(rule).map((id): [string, string] => [`furniture[${i}].category`, id]),
    ),
    ...Object.entries(recipe.objects.where).flatMap(([id, on]) =>
      [id, ...on].map((each): [string, string] => [`objects.where.${id}`, each]),
    ),
    ...recipe.settings.flatMap((setting, i) =>
      [setting.on, ...Object.values(setting.with)].flatMap((id): [string, string][] =>
        id === undefined ? [] : [[`settings[${i}]`, id]],
      ),
    ),
  ];
  if (recipe.surface) mentioned.push(['surface.category', recipe.surface.category]);
  return mentioned;
}

function crossCheck(recipe: Recipe, known: ReadonlySet<string>): string | null {
  for (const [field, id] of mentionedIn(recipe)) {
    if (!known.has(id)) return `"${field}": there is no category "${id}"; known are ${[...known].sort().join(', ')}.`;
  }
  const standing = new Set(recipe.furniture.flatMap(piecesOf));
  if (recipe.surface) standing.add(recipe.surface.category);
  if (recipe.room.doors[0] > 0) standing.add('door');
  if (recipe.room.windows[0] > 0) standing.add('window');
  for (const [i, rule] of recipe.furniture.entries()) {
    const needsOf = NEEDS_OF.has(rule.place) || rule.each;
    const earlier = new Set(recipe.furniture.slice(0, i).flatMap(piecesOf));
    if (recipe.surface) earlier.add(recipe.surface.category);
    if (rule.place === 'wall') for (const opening of ['door', 'window']) earlier.add(opening);
    if ((needsOf && rule.of === undefined) || (rule.of !== undefined && !earlier.has(rule.of))) {
      const what = rule.each ? '"each"' : `"${rule.place}"`;
      return `"furniture[${i}].of": ${what} needs the category of furniture that comes earlier in the list.`;
    }
  }
  if (!recipe.surface && !recipe.objects.on)
    return '"objects.on": without a "surface", name the furniture that objects stand on.';
  for (const id of recipe.objects.on ?? []) {
    if (!standing.has(id))
      return `"objects.on": no "${id}" is in "furniture" or "surface"; add it there or leave it out here.`;
  }
  if (recipe.worldAnchor === 'robot-base') {
    if (!recipe.surface) return '"worldAnchor": "robot-base" needs a "surface" to stand on.';
  } else {
    for (const key of ['from', 'to'] as const) {
      const id = recipe.worldAnchor[key];
      if (!recipe.objects.required.includes(id) && !standing.has(id)) {
        return `"worldAnchor.${key}": "${id}" must be listed in "objects.required" or "furniture" (or be a "door" or "window" of a room that always has one), so that every scene has it.`;
      }
    }
    if (recipe.worldAnchor.from === recipe.worldAnchor.to) return '"worldAnchor": "from" and "to" must differ.';
  }
  return recipe.objects.required.length > recipe.objects.count[0]
    ? `"objects.count[0]": ${recipe.objects.required.length} objects are required; raise it to at least that.`
    : null;
}
