import { z } from 'zod';
import { DEVICE_NAMES } from '../../camera/devices.js';
import { categoryId, range } from './fields.js';

const rigName = z.enum(['table-side', 'robot-head', 'wrist', 'phone', 'standing', 'walking']);

const share = (text: string) => z.number().min(0.05).max(0.95).describe(text);

export const rigSchema = z
  .union([rigName, z.array(rigName).min(1).readonly()])
  .describe(
    'Who looks, or several, of which each scene takes one. table-side: seated at the surface. robot-head: a robot working at it. wrist: a camera on a robot hand over it. phone: held in a hand before it. standing: a person or robot in the room. walking: the same on the way through. Without a "surface", the first four look at furniture that carries things.',
  );

export const camerasSchema = z
  .strictObject({
    views: z
      .number()
      .int()
      .min(1)
      .max(32)
      .default(4)
      .describe('Views of each scene; frames, where they are a sequence.'),
    rig: rigSchema,
    device: z
      .union([z.enum(DEVICE_NAMES), z.array(z.enum(DEVICE_NAMES)).min(1).readonly()])
      .optional()
      .describe(
        'A real camera by name, or several, of which each view takes one: its field of view goes before "hfovDeg".',
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
    sequence: z
      .strictObject({
        overlap: z
          .tuple([share('Least.'), share('Most.')])
          .refine(([a, b]) => a + 0.05 <= b, 'needs the smaller number first, and the larger at least 0.05 above it')
          .default([0.5, 0.85])
          .readonly()
          .describe('Part of what a frame shows that the frame before it shows too [least, most].'),
      })
      .optional()
      .readonly()
      .describe('Views are frames along one path, each overlapping the one before it; left out: views from all round.'),
    normals: z.boolean().default(false).describe('Write normal.png too.'),
  })
  .readonly();

export const anchorSchema = z
  .union([
    z.literal('robot-base').describe('A robot base at an edge of the surface; its front is forward.'),
    z
      .strictObject({ from: categoryId, to: categoryId })
      .readonly()
      .describe('Forward is from one object to another. Both must be in "required" or in "furniture".'),
  ])
  .describe('What makes the world frame readable in the image.');

export type Rig = z.infer<typeof rigName>;
