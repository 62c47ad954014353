import type { Explanation, PixelMask } from '../../render/viewport/overlays/explanation.js';
import type { DrawnPicture, Hovered } from '../../render/viewport/viewport-state.js';
import { createStore, type Store } from '../store.js';

/** What can be shown over the picture, in the order of the buttons. */
export const OVERLAYS = [
  { name: 'mask', title: 'Mask', hint: 'Instance mask: one colour an object' },
  { name: 'depth', title: 'Depth', hint: 'Depth along the optical axis, red is near' },
  { name: 'normals', title: 'Normals', hint: 'Surface normals in the world frame' },
  { name: 'boxes2d', title: '2D boxes', hint: 'Boxes around the visible pixels of each object' },
  { name: 'boxes3d', title: '3D boxes', hint: 'Oriented boxes of all objects' },
  { name: 'axes', title: 'Axes', hint: 'Each object’s own axes: x red, y green, z blue' },
  { name: 'fronts', title: 'Fronts', hint: 'Where objects that have a front face' },
  {
    name: 'frames',
    title: 'Frames',
    hint: 'Front and left of the camera, of the world’s anchor and of the selected object',
  },
  { name: 'surfaces', title: 'Surfaces', hint: 'Patches that things can stand on' },
  {
    name: 'freeSpace',
    title: 'Free space',
    hint: 'What is free on surfaces, in the view that is looked through or in the small picture',
  },
  { name: 'contacts', title: 'Contacts', hint: 'Where things touch; longer lines carry more' },
] as const;
export type OverlayName = (typeof OVERLAYS)[number]['name'];

/** How the open scene is looked at. */
export interface DisplayState {
  /** Number of the view that is looked through; null: the free camera. */
  readonly through: number | null;
  /** Number of the view in the small picture. */
  readonly inset: number | null;
  readonly overlays: ReadonlySet<OverlayName>;
  /** Why the chosen question has its answer. */
  readonly explanation: Explanation | null;
  /** Free places of the view that is looked through or in the small picture, while they are shown. */
  readonly freeSpace: PixelMask | null;
  /** Whether the chosen question is being looked at again, with things where they are dragged to. */
  readonly answering: boolean;
  readonly hovered: Hovered | null;
  readonly drawn: DrawnPicture | null;
}

export const display: Store<DisplayState> = createStore<DisplayState>({
  through: null,
  inset: 0,
  overlays: new Set(),
  explanation: null,
  freeSpace: null,
  answering: false,
  hovered: null,
  drawn: null,
});

/** Draws why a question has its answer over the scene; null takes it away. */
export const showExplanation = (explanation: Explanation | null): void => display.set({ explanation });

/** Puts the camera exactly where a view of the scene has it; null frees it. */
export const lookThrough = (view: number | null): void =>
  display.set(view === null ? { through: null } : { through: view, inset: view });

export const toggleOverlay = (name: OverlayName): void =>
  display.set(({ overlays }) => {
    const next = new Set(overlays);
    if (!next.delete(name)) next.add(name);
    return { overlays: next };
  });
