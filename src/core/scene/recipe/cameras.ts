import { z } from 'zod';
import { categoryId, range } from './fields.js';

export const camerasSchema = z
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

export const anchorSchema = z
  .union([
    z.literal('robot-base').describe('A robot base at an edge of the surface; its front is forward.'),
    z
      .strictObject({ from: categoryId, to: categoryId })
      .readonly()
      .describe('Forward is from one object to another. Both must be in "required" or in "furniture".'),
  ])
  .describe('What makes the world frame readable in the image.');
