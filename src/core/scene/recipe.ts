import { z } from 'zod';
import { profileSchema } from './settled-scene.js';

// A recipe says what to arrange, where cameras stand and which questions to ask (`scenes/*.json`).

const range = (low: number, high: number, text: string) =>
  z
    .tuple([z.number().min(low).max(high), z.number().min(low).max(high)])
    .refine(([a, b]) => a <= b, 'needs the smaller number first')
    .readonly()
    .describe(text);

const countRange = (low: number, high: number, text: string) =>
  z
    .tuple([z.number().int().min(low).max(high), z.number().int().min(low).max(high)])
    .refine(([a, b]) => a <= b, 'needs the smaller number first')
    .readonly()
    .describe(text);

const categoryId = z.string().regex(/^[a-z][a-z0-9-]*$/, 'is a category name such as "mug" or "desk-lamp"');

const roomSchema = z
  .strictObject({
    width: range(2, 12, 'Extent along world x, metres [least, most].'),
    depth: range(2, 12, 'Extent along world y, metres [least, most].'),
    height: z.number().min(2).max(5).default(2.6).describe('Height of the walls, metres.'),
    floor: z.enum(['planks', 'tiles', 'carpet', 'plain']).default('planks').describe('What the floor looks like.'),
  })
  .readonly();

const surfaceSchema = z
  .strictObject({
    category: categoryId.describe('The furniture whose top the objects stand on.'),
    size: z
      .tuple([z.number().min(0.3).max(4), z.number().min(0.3).max(4)])
      .readonly()
      .describe('Length and width of its top, metres.'),
    height: z.number().min(0.2).max(1.2).default(0.74).describe('Height of its top above the floor, metres.'),
    place: z.enum(['middle', 'against-wall']).default('middle').describe('Where in the room it stands.'),
  })
  .readonly();

const furnitureSchema = z
  .strictObject({
    category: categoryId,
    count: countRange(0, 8, 'How many [least, most].').default([1, 1]),
    place: z
      .enum(['against-wall', 'opposite', 'in-front', 'beside', 'corner', 'free', 'on'])
      .describe(
        'against-wall: its back to a wall. opposite: against the wall that "of" faces. in-front, beside: of the furniture named "of". corner: near a corner. free: anywhere. on: on top of "of".',
      ),
    of: categoryId.optional().describe('The furniture this one refers to; it must come earlier in the list.'),
    gap: range(0, 3, 'Distance to what it refers to, metres [least, most].').default([0.02, 0.1]),
    turnDeg: range(-180, 180, 'Extra turn about the vertical, degrees [least, most].').default([0, 0]),
    required: z.boolean().default(true).describe('When it finds no room: true rejects the scene, false leaves it out.'),
  })
  .readonly();

const objectsSchema = z
  .strictObject({
    count: countRange(1, 80, 'How many objects [least, most].'),
    categories: z
      .record(categoryId, z.number().positive().max(1000))
      .refine((all) => Object.keys(all).length > 0, 'needs at least one category')
      .describe('Category → weight.'),
    required: z.array(categoryId).max(20).default([]).readonly().describe('Categories that occur exactly once.'),
    on: z
      .array(categoryId)
      .min(1)
      .optional()
      .readonly()
      .describe('Furniture that objects stand on; default: the surface.'),
    perCategory: z.number().int().min(1).max(20).default(2).describe('Most objects of one category.'),
    stacked: z.number().min(0).max(0.8).default(0.15).describe('Share of objects put on top of another object.'),
    contained: z.number().min(0).max(0.8).default(0.08).describe('Share of objects dropped into a container.'),
    spacing: range(0.004, 1, 'Free distance to neighbours, metres [least, most].').default([0.01, 0.08]),
    facingDeg: z
      .record(categoryId, z.number().min(0).max(180))
      .default({})
      .describe('Category → most degrees its front may turn from the front side of the support; others turn freely.'),
    zones: z
      .record(categoryId, z.enum(['back', 'front', 'left', 'right', 'middle']))
      .default({})
      .describe('Category → the part of the support it stands on.'),
    clustering: z.number().min(0).max(1).default(0.4).describe('0: spread evenly; 1: always beside another object.'),
    triesPerObject: z
      .number()
      .int()
      .min(1)
      .max(1000)
      .default(60)
      .describe('Places tried before an object is left out.'),
  })
  .readonly();

const camerasSchema = z
  .strictObject({
    views: z.number().int().min(1).max(32).default(4).describe('Views of each scene.'),
    rig: z
      .enum(['table-side', 'robot-head', 'standing'])
      .describe(
        'table-side: seated around the surface. robot-head: a robot working at it. standing: a person or robot in the room.',
      ),
    size: z
      .tuple([z.number().int().min(64).max(4096), z.number().int().min(64).max(4096)])
      .default([640, 480])
      .readonly()
      .describe('Width and height of the images, pixels.'),
    hfovDeg: range(20, 120, 'Horizontal field of view, degrees [least, most].').default([55, 75]),
    arcDeg: range(
      -180,
      180,
      'Where around the surface the eyes are, degrees from its front side [least, most].',
    ).default([-180, 180]),
    normals: z.boolean().default(false).describe('Write normal.png too.'),
  })
  .readonly();

const anchorSchema = z
  .union([
    z.literal('robot-base').describe('A robot base at an edge of the surface; its front is forward.'),
    z
      .strictObject({ from: categoryId, to: categoryId })
      .readonly()
      .describe('Forward is from one object to another. Both must be in "required" or in "furniture".'),
  ])
  .describe('What makes the world frame readable in the image.');

/** What is asked where a recipe says nothing: every kind, the relations between things most of all. */
const DEFAULT_MIX = {
  configuration: 0.4,
  context: 0.1,
  compatibility: 0.1,
  metric: 0.1,
  choice: 0.08,
  count: 0.04,
  pointing: 0.04,
  box: 0.03,
  multiview: 0.04,
  reasoning: 0.05,
  unanswerable: 0.02,
};

const part = (text: string) => z.number().min(0).max(1).optional().describe(text);

const questionsSchema = z
  .strictObject({
    perView: z.number().int().min(0).max(400).default(40).describe('Most questions of one view.'),
    mix: z
      .strictObject({
        configuration: part('Is A left of, on, near, taller than B?'),
        context: part('Points of free space.'),
        compatibility: part('Would A fit beside, on, in B; can something pass?'),
        metric: part('Distances, sizes, gaps, clock directions.'),
        choice: part('Which is …? One of several.'),
        count: part('How many …?'),
        pointing: part('Point at a described object.'),
        box: part('2D and 3D boxes.'),
        multiview: part('Questions about several views.'),
        reasoning: part('Compound and nested questions, with their steps.'),
        unanswerable: part('What cannot be told from the view, and why.'),
      })
      .refine((mix) => Object.values(mix).some((share) => (share ?? 0) > 0), 'needs a share above 0')
      .default(DEFAULT_MIX)
      .readonly()
      .describe('Share of each kind; kinds left out are not asked.'),
  })
  .readonly();

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
    objects: objectsSchema,
    cameras: camerasSchema,
    worldAnchor: anchorSchema,
    questions: questionsSchema.default({ perView: 40, mix: DEFAULT_MIX }),
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

function crossCheck(recipe: Recipe, known: ReadonlySet<string>): string | null {
  const mentioned: [string, string][] = [
    ...Object.keys(recipe.objects.categories).map((id): [string, string] => ['objects.categories', id]),
    ...recipe.objects.required.map((id): [string, string] => ['objects.required', id]),
    ...Object.keys(recipe.objects.facingDeg).map((id): [string, string] => ['objects.facingDeg', id]),
    ...Object.keys(recipe.objects.zones).map((id): [string, string] => ['objects.zones', id]),
    ...(recipe.objects.on ?? []).map((id): [string, string] => ['objects.on', id]),
    ...recipe.furniture.map((rule, i): [string, string] => [`furniture[${i}].category`, rule.category]),
  ];
  if (recipe.surface) mentioned.push(['surface.category', recipe.surface.category]);
  for (const [field, id] of mentioned) {
    if (!known.has(id)) return `"${field}": there is no category "${id}"; known are ${[...known].sort().join(', ')}.`;
  }
  const standing = new Set(recipe.furniture.map((rule) => rule.category));
  if (recipe.surface) standing.add(recipe.surface.category);
  for (const [i, rule] of recipe.furniture.entries()) {
    const needsOf = rule.place !== 'against-wall' && rule.place !== 'corner' && rule.place !== 'free';
    const earlier = new Set(recipe.furniture.slice(0, i).map((other) => other.category));
    if (recipe.surface) earlier.add(recipe.surface.category);
    if (needsOf && (rule.of === undefined || !earlier.has(rule.of))) {
      return `"furniture[${i}].of": "${rule.place}" needs the category of furniture that comes earlier in the list.`;
    }
  }
  if (!recipe.surface && !recipe.objects.on)
    return '"objects.on": without a "surface", name the furniture that objects stand on.';
  for (const id of recipe.objects.on ?? []) {
    if (!standing.has(id))
      return `"objects.on": no "${id}" is in "furniture" or "surface"; add it there or leave it out here.`;
  }
  if (recipe.cameras.rig !== 'standing' && !recipe.surface)
    return `"cameras.rig": "${recipe.cameras.rig}" needs a "surface" to look at; use "standing".`;
  if (recipe.worldAnchor === 'robot-base') {
    if (!recipe.surface) return '"worldAnchor": "robot-base" needs a "surface" to stand on.';
  } else {
    for (const key of ['from', 'to'] as const) {
      const id = recipe.worldAnchor[key];
      if (!recipe.objects.required.includes(id) && !standing.has(id)) {
        return `"worldAnchor.${key}": "${id}" must be listed in "objects.required" or "furniture", so that every scene has it.`;
      }
    }
    if (recipe.worldAnchor.from === recipe.worldAnchor.to) return '"worldAnchor": "from" and "to" must differ.';
  }
  return recipe.objects.required.length > recipe.objects.count[0]
    ? `"objects.count[0]": ${recipe.objects.required.length} objects are required; raise it to at least that.`
    : null;
}
