import { z } from 'zod';
import { modelDescriptionSchema } from '../evaluation/evaluation-record.js';
import { modelProfileSchema } from '../models/profile.js';
import {
  anchorSchema,
  contactSchema,
  obbSchema,
  poseSchema,
  surfaceSchema,
  vec3Schema,
  type SettledScene,
} from '../scene/settled-scene.js';
import { suiteSchema } from '../tasks/suite.js';
import { VIEW_NAME } from './looks.js';
import { goalTypeSchema, taskFrameSchema, taskSchema } from '../tasks/task.js';

// What a rollout writes down (`rollouts/<run>/`). Metres, seconds, newtons; world +Z up; pixels in border coordinates.

const finite = z.number();
const id = z.number().int().min(1).max(65535);
const list = <T extends z.ZodType>(item: T) => z.array(item).readonly();
const someOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).readonly();
const measuredSchema = z.record(z.string(), z.union([finite, z.string(), z.boolean(), z.null()])).readonly();

export const runName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,99}$/, 'must be small letters, digits, ".", "_" or "-"');

/** Why an episode failed: exactly one. */
export const FAILURE_CLASSES = [
  'model-error',
  'timeout',
  'parsing',
  'wrong-object',
  'surface',
  'frame-confusion',
  'wrong-place',
  'would-not-fit',
  'reach',
  'collision',
  'grasp',
  'physics',
] as const;
export const failureClassSchema = z.enum(FAILURE_CLASSES);

/** What is put between the model and the robot. */
export const noiseSchema = z
  .strictObject({
    /** Standard deviation of the measured depth, as a share of it. */
    depth: finite.min(0).max(1),
    /** Standard deviations of where the camera is believed to be: metres, degrees. */
    cameraPosition: finite.min(0).max(1),
    cameraAngleDeg: finite.min(0).max(45),
    /** Standard deviation of a point's place in the image, pixels. */
    pointing: finite.min(0).max(200),
  })
  .readonly();

export const runRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/rollout-run@1'),
    name: runName,
    generator: z.strictObject({ name: z.string(), version: z.string() }).readonly(),
    suite: suiteSchema,
    /** sha256 of the recipe as run. */
    recipeHash: z.string(),
    renderer: z.string(),
    spec: z.string(),
    model: modelDescriptionSchema,
    profile: modelProfileSchema,
    plan: z
      .strictObject({
        episodes: z.number().int().min(1),
        placementOnly: z.boolean(),
        replans: z.number().int().min(0).max(3),
        noise: noiseSchema,
      })
      .readonly(),
  })
  .readonly();

/** One thing asked of the model, and what became of its reply. */
const askedSchema = z
  .strictObject({
    stage: z.enum(['object', 'place']),
    /** Names of the views shown; the point lies in the last. */
    views: someOf(z.string().regex(VIEW_NAME)),
    system: z.string().nullable(),
    prompt: z.string(),
    /** Verbatim; null when none came. */
    reply: z.string().nullable(),
    /** The first point, the refusal, or why neither can be read. */
    point: z.tuple([finite, finite]).readonly().nullable(),
    refuses: z.boolean(),
    fault: z.strictObject({ reason: z.string(), detail: z.string() }).readonly().nullable(),
    /** What the point shows, and where the robot takes that to be. */
    lifted: z.strictObject({ id, depth: finite, world: vec3Schema }).readonly().nullable(),
  })
  .readonly();

/** Stage flags of docs/rollouts.md; null: not reached, or not part of the protocol. */
export const stagesSchema = z
  .strictObject({
    parsed: z.boolean().nullable(),
    rightObject: z.boolean().nullable(),
    onSurface: z.boolean().nullable(),
    reachable: z.boolean().nullable(),
    grasped: z.boolean().nullable(),
    transported: z.boolean().nullable(),
    released: z.boolean().nullable(),
    stable: z.boolean().nullable(),
    goalTrue: z.boolean().nullable(),
    noCollateral: z.boolean().nullable(),
  })
  .readonly();

/** A check of the score: what was measured, the limit, and whether it passes. */
export const checkSchema = z
  .strictObject({
    check: z.enum(['goal', 'rest', 'moved', 'fell', 'refusal']),
    passed: z.boolean(),
    /** Of a goal: its relation. */
    type: goalTypeSchema.optional(),
    frame: taskFrameSchema.nullable().optional(),
    verdict: z.enum(['T', 'F', 'A']).optional(),
    measured: measuredSchema,
    limit: finite.nullable(),
  })
  .readonly();

export const failureSchema = z.strictObject({ class: failureClassSchema, detail: z.string() }).readonly();

export const actionSchema = z
  .strictObject({
    object: id,
    /** Let go here. */
    worldFromObject: poseSchema,
    owner: id,
    surface: z.number().int().nullable(),
    yawDeg: finite,
  })
  .readonly();

const attemptSchema = z
  .strictObject({
    /** Which of the task's steps was next. */
    step: z.number().int().min(0),
    asked: someOf(askedSchema),
    action: actionSchema.nullable(),
    stages: stagesSchema,
    checks: list(checkSchema),
    /** File of the 30 Hz record beside this one; null when nothing moved. */
    motion: z.string().nullable(),
    /** Middles of the object, world, at which the step's goal would hold: some of all the places that the view shows. */
    region: list(vec3Schema),
    /** Dense reward: distance of the object's middle to the nearest of these, metres, at the start and the end. */
    distance: z.strictObject({ before: finite, after: finite }).readonly().nullable(),
    failure: failureSchema.nullable(),
  })
  .readonly();

/** Something that happened to the scene that the robot did not do. */
const eventSchema = z
  .strictObject({ afterAttempt: z.number().int().min(0), object: id, worldFromObject: poseSchema })
  .readonly();

export const episodeRecordSchema = z
  .strictObject({
    schema: z.literal('vantage/rollout@1'),
    episode: z.number().int().min(0),
    /** id of the scene as it was first seen. */
    scene: z.string(),
    seed: z.number().int(),
    /** Scenes tried before one had room for the task, and why not the others. */
    trials: list(z.string()),
    task: taskSchema.nullable(),
    attempts: list(attemptSchema),
    events: list(eventSchema),
    outcome: z
      .strictObject({
        success: z.boolean(),
        /** Success of the first attempt alone. */
        firstAttempt: z.boolean(),
        failure: failureSchema.nullable(),
      })
      .readonly(),
  })
  .readonly();

/** A scene after an attempt: what differs from the scene as it was first seen. */
export const lookStateSchema = z
  .strictObject({
    schema: z.literal('vantage/look@1'),
    anchor: anchorSchema,
    objects: list(z.strictObject({ id, worldFromObject: poseSchema, obb: obbSchema }).readonly()),
    surfaces: list(surfaceSchema),
    contacts: list(contactSchema),
    settle: z.strictObject({ steps: z.number().int(), drift: finite, penetration: finite }).readonly(),
  })
  .readonly();

export const motionFrameSchema = z
  .strictObject({
    time: finite,
    /** Joint angles of the arm, radians; null where nothing grasps. */
    joints: list(finite).nullable(),
    /** Distance between the pads of its gripper, metres. */
    opening: finite,
    poses: list(z.strictObject({ id, worldFromObject: poseSchema }).readonly()),
    touches: list(z.strictObject({ a: id, b: id, point: vec3Schema, force: vec3Schema, pressed: finite }).readonly()),
    /** Dense reward of this frame: the distance above, metres. */
    distance: finite.nullable(),
  })
  .readonly();

export type Noise = z.infer<typeof noiseSchema>;
export type FailureClass = z.infer<typeof failureClassSchema>;
export type Failure = z.infer<typeof failureSchema>;
export type RunRecord = z.infer<typeof runRecordSchema>;
export type Asked = z.infer<typeof askedSchema>;
export type Stages = z.infer<typeof stagesSchema>;
export type Check = z.infer<typeof checkSchema>;
export type Action = z.infer<typeof actionSchema>;
export type Attempt = z.infer<typeof attemptSchema>;
export type EpisodeEvent = z.infer<typeof eventSchema>;
export type EpisodeRecord = z.infer<typeof episodeRecordSchema>;
export type LookState = z.infer<typeof lookStateSchema>;
export type RecordedFrame = z.infer<typeof motionFrameSchema>;

export const NO_NOISE: Noise = { depth: 0, cameraPosition: 0, cameraAngleDeg: 0, pointing: 0 };

/** What a later scene of an episode says beyond the first one. */
export const lookStateOf = (first: SettledScene, scene: SettledScene): LookState => ({
  schema: 'vantage/look@1',
  anchor: scene.anchor,
  objects: scene.objects
    .filter((object, k) => JSON.stringify(object.worldFromObject) !== JSON.stringify(first.objects[k].worldFromObject))
    .map(({ id: object, worldFromObject, obb }) => ({ id: object, worldFromObject, obb })),
  surfaces: scene.surfaces,
  contacts: scene.contacts,
  settle: scene.settle,
});

/** The inverse: the whole scene again. */
export function sceneAt(first: SettledScene, { anchor, objects, surfaces, contacts, settle }: LookState): SettledScene {
  const moved = new Map(objects.map((object) => [object.id, object]));
  return {
    ...first,
    anchor,
    objects: first.objects.map((object) => ({ ...object, ...moved.get(object.id) })),
    surfaces,
    contacts,
    settle,
  };
}
