import { z } from 'zod';

// How a model writes what it is asked for: its profile. Points and boxes are turned into pixels by the profile's scale
// and nothing else: 0–1000 and pixels of a resized image look alike, so the magnitude of a number says nothing.

/**
 * What a written coordinate means along one side of the image of length 1:
 * `span`: n / max (1: shares, 100: percent, 1000, 1024) · `bins`: (n + 0.5) / bins, the centre of a bin (Florence-2) ·
 * `pixels`: n pixels of the image as stored, or as the model sees it after the profile's resize.
 */
export const coordinateScaleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('span'), max: z.number().positive() }).readonly(),
  z.strictObject({ kind: z.literal('bins'), bins: z.number().int().min(2) }).readonly(),
  z.strictObject({ kind: z.literal('pixels'), of: z.enum(['stored', 'resized']) }).readonly(),
]);

/**
 * The image as the model sees it. `multiple`: sides rounded to multiples of `factor`, shrunk or grown until the area is
 * within [minPixels, maxPixels] (smart_resize of the Qwen-VL processors) · `stretch`: size × size whatever the shape ·
 * `longest`, `shortest`: that side becomes `size`, the shape stays · `letterbox`: longest side becomes `size`, and the
 * rest of the square is padding around the centred image.
 */
export const resizeRuleSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }).readonly(),
  z
    .strictObject({
      kind: z.literal('multiple'),
      factor: z.number().int().min(1).max(256),
      minPixels: z.number().int().min(1),
      maxPixels: z.number().int().min(1),
    })
    .readonly(),
  z.strictObject({ kind: z.literal('stretch'), size: z.number().int().min(1).max(8192) }).readonly(),
  z.strictObject({ kind: z.literal('longest'), size: z.number().int().min(1).max(8192) }).readonly(),
  z.strictObject({ kind: z.literal('shortest'), size: z.number().int().min(1).max(8192) }).readonly(),
  z.strictObject({ kind: z.literal('letterbox'), size: z.number().int().min(1).max(8192) }).readonly(),
]);

/**
 * The spelling of points and boxes. `plain`: numbers in brackets or JSON, in any of their many forms · `molmo`:
 * `<point x="52.9" y="43.9">` · `molmo-coords`: `<points coords="1 1 461 527">`, (index, x, y) triples after the number
 * of the image · `loc`: `<loc0256>` · `loc-underscore`: `<loc_500>`. One family's tags are no answer under another's
 * profile, nor plain numbers under a profile with tags: their scale would be a guess.
 */
export const notationSchema = z.enum(['plain', 'molmo', 'molmo-coords', 'loc', 'loc-underscore']);

const template = (slots: readonly string[]) =>
  z
    .string()
    .max(4000)
    .refine((text) => slots.every((slot) => text.split(`{${slot}}`).length === 2), {
      message: `must contain ${slots.map((s) => `{${s}}`).join(' and ')} once`,
    });

/** What is asked of a model, by kind of answer; `{question}` stands for the question. */
export const promptsSchema = z
  .strictObject({
    system: z.string().max(4000).nullable(),
    'yes-no': template(['question']),
    /** `{unit}`: the unit the number shall be given in, as words. */
    number: template(['question', 'unit']),
    count: template(['question']),
    clock: template(['question']),
    /** `{options}`: one option a line, lettered. */
    choice: template(['question', 'options']),
    points: template(['question']),
    box2d: template(['question']),
    /** `{frame}`: the frame coordinates are wanted in, as words. */
    box3d: template(['question', 'frame']),
    point3d: template(['question', 'frame']),
    trace: template(['question']),
    /** Two points: where the fingers of a gripper touch. */
    grasp: template(['question']),
    text: template(['question']),
    /** Put after any of the above where a set also asks what cannot be told. */
    abstain: z.string().max(400),
  })
  .readonly();

export const modelProfileSchema = z
  .strictObject({
    schema: z.literal('vantage/profile@1'),
    id: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be small letters, digits, ".", "_" or "-"'),
    title: z.string().min(1).max(200),
    /** Parts of model names this profile is suggested for, in small letters. */
    names: z
      .array(
        z
          .string()
          .min(2)
          .regex(/^[^A-Z]+$/, 'must be in small letters'),
      )
      .readonly(),
    notation: notationSchema,
    scale: coordinateScaleSchema,
    /** Of points and of each corner of a box: Gemini and PaliGemma write y first. Keys named x and y are obeyed before it. */
    order: z.enum(['xy', 'yx']),
    /** `corners`: x0 y0 x1 y1 · `size`: x0 y0 width height, in the profile's order. */
    box: z.enum(['corners', 'size']),
    /** The family points by boxes only: the centre of a box answers a question for points. */
    boxAsPoint: z.boolean(),
    /** Third number of a point, in metres along the camera's axis; null where a third number is an error. */
    depth: z.enum(['metres']).nullable(),
    /** Unit of written rotations; a half-turn is 180°. */
    angle: z.enum(['degrees', 'radians', 'half-turns']),
    resize: resizeRuleSchema,
    /** Longest side an image is sent with: larger ones are shrunk before sending, the shape kept. Null: as stored. */
    maxImageSide: z.number().int().min(16).max(8192).nullable(),
    /** Unit of a length written without one: the unit the prompt asks for. Null: a bare number is no answer. */
    bareLength: z.enum(['m', 'cm']).nullable(),
    prompts: promptsSchema,
  })
  .readonly();

export type CoordinateScale = z.infer<typeof coordinateScaleSchema>;
export type ResizeRule = z.infer<typeof resizeRuleSchema>;
export type Notation = z.infer<typeof notationSchema>;
export type ProfilePrompts = z.infer<typeof promptsSchema>;
export type ModelProfile = z.infer<typeof modelProfileSchema>;

/**
 * A profile as a user wrote it. Prompts left out are those of the generic profile.
 *
 * @returns the profile, or one sentence that names the field at fault
 */
export function parseProfile(
  value: unknown,
  defaults: ProfilePrompts,
): { readonly ok: true; readonly profile: ModelProfile } | { readonly ok: false; readonly problem: string } {
  const given = value as { prompts?: unknown } | null;
  const filled =
    typeof given === 'object' && given !== null
      ? { ...given, prompts: { ...defaults, ...(given.prompts as object | undefined) } }
      : value;
  const parsed = modelProfileSchema.safeParse(filled);
  if (parsed.success) return { ok: true, profile: parsed.data };
  const issue = parsed.error.issues[0];
  const where = issue.path.join('.');
  return { ok: false, problem: `${where === '' ? 'the profile' : `"${where}"`}: ${issue.message}` };
}
