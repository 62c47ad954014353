import { z } from 'zod';
import { materialSchema } from './material.js';
import { forcedType } from './recipe/relations.js';

// The scene record of a dataset (`*.scene.json`, RECORDS format 1). Metres, world +Z up, `aFromB`, quaternions xyzw.

const finite = z.number();
export const vec3Schema = z.tuple([finite, finite, finite]).readonly();
export const quatSchema = z.tuple([finite, finite, finite, finite]).readonly();
export const poseSchema = z.strictObject({ position: vec3Schema, orientation: quatSchema }).readonly();
export const obbSchema = z
  .strictObject({ center: vec3Schema, halfExtents: vec3Schema, orientation: quatSchema })
  .readonly();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const instanceId = z.number().int().min(1).max(65535);
const readonlyArray = <T extends z.ZodType>(item: T) => z.array(item).readonly();

export const profileSchema = z.enum(['tabletop', 'room']);

export const sceneObjectSchema = z
  .strictObject({
    id: instanceId,
    category: z.string(),
    /** `category/variant`. */
    asset: z.string(),
    /** The noun a phrase starts from. */
    name: z.string(),
    attributes: z.strictObject({ colour: z.string(), material: z.string() }).readonly(),
    /** sha256 of `assets/<mesh>.glb`. */
    mesh: sha256,
    scale: finite.positive(),
    worldFromObject: poseSchema,
    /** In world; its axes are the object's. */
    obb: obbSchema,
    mass: finite.positive(),
    /** Object frame, scale applied. */
    massCenter: vec3Schema,
    solid: z.boolean(),
    /** Does not move in the simulation. */
    fixed: z.boolean(),
    /** Part of the building: floor, wall, ceiling, door, window. */
    structure: z.boolean(),
    /** Convex parts, object frame, scale applied. */
    parts: readonlyArray(z.strictObject({ vertices: readonlyArray(vec3Schema) }).readonly()),
    up: vec3Schema,
    front: vec3Schema.nullable(),
    symmetry: z.union([z.literal(1), z.literal(2), z.literal(4), z.literal('infinite')]),
    leftRight: z.enum(['intrinsic', 'facing', 'unsettled']),
    colourLab: vec3Schema,
    colourConfidence: finite.min(0).max(1),
    held: z.boolean(),
    cavity: sha256.nullable(),
    opening: vec3Schema.nullable(),
    parent: instanceId.nullable(),
    /** As drawn, in the order of the materials of the mesh file; primitives refer to them by index. */
    materials: readonlyArray(materialSchema),
    friction: finite.min(0),
  })
  .readonly();

export const surfaceSchema = z
  .strictObject({
    id: z.number().int().min(1),
    owner: instanceId,
    normal: vec3Schema,
    /** World, counter-clockwise seen from above. */
    outline: readonlyArray(vec3Schema),
    holes: readonlyArray(readonlyArray(vec3Schema)),
  })
  .readonly();

export const contactSchema = z
  .strictObject({
    /** The supported body. */
    a: instanceId,
    /** What supports it. */
    b: instanceId,
    point: vec3Schema,
    /** Unit, pointing to a. */
    normal: vec3Schema,
    /**
     * Part of a's upward support that this point carries, friction included; a's entries sum to 1. A contact from the side
     * carries what its friction holds up, 0 where that is nothing.
     */
    share: finite,
  })
  .readonly();

export const anchorSchema = z
  .strictObject({
    origin: vec3Schema,
    /** Unit, horizontal. */
    heading: vec3Schema,
    /** How questions state it, verbatim. */
    text: z.string(),
    by: z
      .strictObject({
        kind: z.enum(['objects', 'arrow', 'robot', 'edge', 'camera']),
        objects: readonlyArray(instanceId),
      })
      .readonly(),
  })
  .readonly();

export const lightingSchema = z
  .strictObject({
    /** Direction the key light travels, unit, world. */
    direction: vec3Schema,
    /** Relative strengths; 1 is the usual daylight room. */
    key: finite.min(0),
    ambient: finite.min(0),
    /** Linear RGB tint of the key light. */
    tint: vec3Schema,
    /** Factor on all light; 1 when absent. */
    exposure: finite.positive().optional(),
    /** Windows by which alone the key light comes in: rectangles, world. Absent: it comes from everywhere. */
    openings: readonlyArray(
      z.strictObject({ center: vec3Schema, halfWidth: vec3Schema, halfHeight: vec3Schema }).readonly(),
    ).optional(),
    /**
     * Lamps that are on: bulb, world; linear RGB strength at one metre; the way a shade lets light out, unit, absent where
     * it goes everywhere; radius of what shines; and how near a thing throws no shadow, absent where none does.
     */
    lamps: readonlyArray(
      z
        .strictObject({
          position: vec3Schema,
          colour: vec3Schema,
          axis: vec3Schema.optional(),
          radius: finite.positive().optional(),
          clear: finite.positive().optional(),
        })
        .readonly(),
    ).optional(),
  })
  .readonly();

const relationTypeId = z.string().regex(/^[a-z_]+$/);

/** What a counterfactual twin changed, and answers that are other ones because of it. */
export const counterfactualSchema = z
  .strictObject({
    how: z.enum(['moved', 'swapped', 'mirrored']),
    /** Objects whose pose differs from the original's; all others are where they were, to the last bit. */
    objects: readonlyArray(instanceId),
    /** Relations that were T and are F, or the other way round, both sure, with their objects named by `view` in both scenes. */
    flips: readonlyArray(
      z
        .strictObject({
          /** Number of the view: k of the ids that end in -vk. */
          view: z.number().int().min(0),
          /** Predicate of SPEC. */
          type: relationTypeId,
          /** Whose left and front are meant; null where the relation has none. */
          frame: z.enum(['ego', 'world', 'object']).nullable(),
          subject: instanceId,
          reference: instanceId,
          was: z.enum(['T', 'F']),
          is: z.enum(['T', 'F']),
        })
        .readonly(),
    ),
  })
  .readonly();

/** A relation the recipe asked for, with the ids it is between in SPEC's order (of a row, the middle one first). */
export const forcedSchema = z.strictObject({ type: forcedType, objects: readonlyArray(instanceId) }).readonly();

export const settledSceneSchema = z
  .strictObject({
    schema: z.literal('vantage/scene@1'),
    id: z.string(),
    recipe: z.string(),
    seed: z.number().int(),
    profile: profileSchema,
    split: z.enum(['train', 'test']),
    gravity: vec3Schema,
    anchor: anchorSchema,
    /** id of the scene that this one is a twin of; null for a scene of its own. */
    counterfactualOf: z.string().nullable(),
    /** Relations that the recipe asked for and that hold. */
    forced: readonlyArray(forcedSchema).optional(),
    /** Twins only. */
    counterfactual: counterfactualSchema.optional(),
    lighting: lightingSchema,
    objects: readonlyArray(sceneObjectSchema),
    surfaces: readonlyArray(surfaceSchema),
    contacts: readonlyArray(contactSchema),
    settle: z.strictObject({ steps: z.number().int(), drift: finite, penetration: finite }).readonly(),
  })
  .readonly();

/** SPEC §10: which column of constants applies. */
export type Profile = z.infer<typeof profileSchema>;
export type Obb = z.infer<typeof obbSchema>;
export type SceneObject = z.infer<typeof sceneObjectSchema>;
export type Surface = z.infer<typeof surfaceSchema>;
export type Contact = z.infer<typeof contactSchema>;
export type Anchor = z.infer<typeof anchorSchema>;
export type Counterfactual = z.infer<typeof counterfactualSchema>;
export type Forced = z.infer<typeof forcedSchema>;
export type Lighting = z.infer<typeof lightingSchema>;
export type SettledScene = z.infer<typeof settledSceneSchema>;
