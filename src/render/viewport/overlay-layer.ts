import type { CameraView } from '../../core/camera/pinhole.js';
import type { Vec2 } from '../../core/geometry/polygon.js';
import type { Pose } from '../../core/geometry/pose.js';
import { drawExplanation } from './overlays/draw-explanation.js';
import { drawTruth } from './overlays/draw-truth.js';
import type { SurfaceImage } from './overlays/explanation.js';
import { drawGizmo, type Gizmo, type Handle } from './overlays/gizmo.js';
import { Sketch, type Stroke } from './overlays/sketch.js';
import { surfacePixels } from './overlays/surface-pixels.js';
import { HOVER, SELECTION, TONE_COLOURS } from './overlays/tones.js';
import { instanceCss, maskPixels, truthPixels, type PixelOverlay } from './overlays/truth-pixels.js';
import { scaledView, type Place } from './scene-canvas.js';
import type { Standing } from './shown-scene.js';
import type { TruthImage } from './truth-image.js';
import type { ViewportState } from './viewport-state.js';

/** A picture as it lies on the viewport: intrinsics and offset in CSS pixels. */
export interface LaidView {
  readonly view: CameraView;
  readonly offset: Vec2;
}

/** What is drawn over a picture. */
export interface Overlaid {
  readonly state: ViewportState;
  readonly standing: Standing;
  readonly shown: LaidView;
  /** Of the small picture, CSS pixels. */
  readonly inset: Place | null;
  /** Of the selected object. */
  readonly gizmo: Gizmo | null;
  readonly hot: Handle | null;
  /** Object under the pointer. */
  readonly hovered: number | null;
  /** Ids, depth and normals of the picture's pixels, or of fewer while something moves. */
  readonly truth: () => TruthImage;
}

/** The sharp half of the viewport: a canvas over the picture with the scene's truth, an explanation, handles. */
export class OverlayLayer {
  readonly canvas = document.createElement('canvas');
  readonly #context = contextOf(this.canvas);
  readonly #stencil = contextOf(document.createElement('canvas'));
  readonly #pixels = contextOf(document.createElement('canvas'));
  /** The last image of a surface, as it was seen. */
  #onSurface: { truth: TruthImage; surface: SurfaceImage; image: ImageData } | null = null;
  #width = 1;
  #height = 1;
  #density = 1;

  /** @param density device pixels a CSS pixel */
  resize(width: number, height: number, density: number): void {
    [this.#width, this.#height, this.#density] = [width, height, density];
    this.canvas.width = Math.round(width * density);
    this.canvas.height = Math.round(height * density);
  }

  sketch({ view, offset }: LaidView): Sketch {
    return new Sketch(this.#context, view, offset);
  }

  clear(): void {
    this.#context.setTransform(this.#density, 0, 0, this.#density, 0, 0);
    this.#context.clearRect(0, 0, this.#width, this.#height);
  }

  draw(what: Overlaid): void {
    this.clear();
    const { state, standing, shown, gizmo, hot, hovered } = what;
    const { overlays, explanation, selected, views, through, inset } = state;
    const { intrinsics } = shown.view;
    const context = this.#context;
    context.save();
    context.beginPath();
    context.rect(shown.offset[0], shown.offset[1], intrinsics.width, intrinsics.height);
    context.clip();
    this.#drawPixels(what);
    const sketch = this.sketch(shown);
    const outline = (shape: Parameters<Sketch['outline']>[0], pose: Pose, stroke: Stroke) =>
      sketch.outline(shape, pose, stroke, this.#stencil, this.#density);
    drawTruth(sketch, standing.marked(), overlays, views[through ?? inset ?? 0] ?? null, selected);
    const marked = new Set([...(explanation?.outlines ?? []).map(({ id }) => id), ...(explanation?.blockers ?? [])]);
    for (const [id, colour, width] of [
      [hovered, HOVER, 1.5],
      [selected, SELECTION, 2.5],
    ] as const) {
      const [object, pose] = id === null ? [null, null] : [standing.object(id), standing.pose(id)];
      if (!object || !pose || object.structure || (id !== null && marked.has(id))) continue;
      if (id === hovered && id === selected && colour === HOVER) continue;
      outline(object, pose, { colour, width });
    }
    if (explanation) drawExplanation(sketch, explanation, standing, outline);
    if (gizmo && selected !== null) {
      const front = standing.pose(selected);
      drawGizmo(sketch, gizmo, front ? yawOf(front) : 0, hot);
    }
    context.restore();
    if (what.inset) this.#drawInset(what, what.inset);
  }

  #drawPixels({ state, standing, shown, truth }: Overlaid): void {
    const { overlays, explanation, freeSpace, through } = state;
    const { width, height } = shown.view.intrinsics;
    const lay = (image: ImageData) => {
      this.#putPixels(image);
      this.#context.imageSmoothingEnabled = false;
      this.#context.drawImage(this.#pixels.canvas, shown.offset[0], shown.offset[1], width, height);
    };
    const wanted = (['mask', 'depth', 'normals'] as const).filter((name) => overlays.has(name));
    for (const name of wanted satisfies readonly PixelOverlay[]) lay(truthPixels(truth(), name));
    if (overlays.has('boxes2d')) this.#drawBoxes2d(truth(), shown, standing);
    if (explanation?.surfaceImage) lay(this.#surfaceSeen(truth(), explanation.surfaceImage, shown.view));
    for (const mask of [freeSpace, explanation?.mask]) if (mask && through === mask.view) lay(maskPixels(mask));
  }

  #surfaceSeen(truth: TruthImage, surface: SurfaceImage, view: CameraView): ImageData {
    if (this.#onSurface?.truth !== truth || this.#onSurface.surface !== surface) {
      const seen = scaledView(view, truth.width, truth.height);
      const image = new ImageData(surfacePixels(truth, seen, surface), truth.width, truth.height);
      this.#onSurface = { truth, surface, image };
    }
    return this.#onSurface.image;
  }

  #drawBoxes2d(truth: TruthImage, shown: LaidView, standing: Standing): void {
    const { view, offset } = shown;
    const [sx, sy] = [view.intrinsics.width / truth.width, view.intrinsics.height / truth.height];
    const context = this.#context;
    for (const [id, [left, top, right, bottom]] of truth.boxes()) {
      const object = standing.object(id);
      if (!object || object.structure) continue;
      const [x, y] = [offset[0] + left * sx, offset[1] + top * sy];
      context.lineWidth = 1.5;
      context.strokeStyle = instanceCss(id);
      context.strokeRect(x, y, (right - left) * sx, (bottom - top) * sy);
      this.sketch(shown).labelAt([x + 26, y - 10], object.name, instanceCss(id));
    }
  }

  /** Over the small picture: nothing of the large one, masks of its view, a frame. */
  #drawInset({ state, shown }: Overlaid, { x, y, width, height }: Place): void {
    const context = this.#context;
    context.clearRect(x, y, width, height);
    const { explanation, freeSpace, inset } = state;
    for (const mask of [freeSpace, explanation?.mask]) {
      if (!mask || mask.view !== inset) continue;
      this.#putPixels(maskPixels(mask));
      context.drawImage(this.#pixels.canvas, x, y, width, height);
    }
    context.lineWidth = 2;
    context.strokeStyle = 'rgba(20, 22, 26, 0.86)';
    context.strokeRect(x - 1, y - 1, width + 2, height + 2);
    this.sketch(shown).labelAt([x + 22, y + 14], `v${inset}`, TONE_COLOURS.neutral);
  }

  #putPixels(image: ImageData): void {
    this.#pixels.canvas.width = image.width;
    this.#pixels.canvas.height = image.height;
    this.#pixels.putImageData(image, 0, 0);
  }
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas.');
  return context;
}

function yawOf({ orientation: [x, y, z, w] }: Pose): number {
  return Math.atan2(2 * (w * z + x * y), 1 - 2 * (y * y + z * z));
}
