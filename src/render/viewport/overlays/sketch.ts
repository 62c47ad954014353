import { projectCamera, type CameraView } from '../../../core/camera/pinhole.js';
import { convexHull, type Vec2 } from '../../../core/geometry/polygon.js';
import { compose, transformPoint, type Pose } from '../../../core/geometry/pose.js';
import { lerp, type Vec3 } from '../../../core/geometry/vec3.js';

/** Nearer than this to the camera's plane nothing is drawn, metres. */
const NEAR = 0.02;
const ARROW_HEAD = 9;
const PLATE_HEIGHT = 18;
/** Where words go when their place is taken, CSS pixels downwards, the first that is free. */
const EVASIONS = [0, -20, 20, -40, 40, -60, 60];
const LABEL_FONT = '12px system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

export interface Stroke {
  readonly colour: string;
  /** CSS pixels. */
  readonly width?: number;
  readonly dashed?: boolean;
  readonly closed?: boolean;
  /** Fill of a closed line. */
  readonly fill?: string;
}

/** An object's shape as a sketch draws it. */
export interface Shape {
  readonly parts: readonly { readonly vertices: readonly Vec3[] }[];
}

/**
 * Lines, arrows and words over a picture, at places in the world. Everything is drawn as if things were glass: what
 * explains must not hide behind what it explains. Line widths and letters are those of the screen.
 */
export class Sketch {
  /** Plates of words drawn so far: [left, top, right, bottom). */
  readonly #plates: (readonly [number, number, number, number])[] = [];

  /** @param offset of the picture on the canvas, CSS pixels; the view's intrinsics are in CSS pixels too */
  constructor(
    readonly context: CanvasRenderingContext2D,
    readonly view: CameraView,
    readonly offset: Vec2,
  ) {}

  /** CSS pixels on the canvas; null behind the camera. */
  at(point: Vec3): Vec2 | null {
    const p = transformPoint(this.view.cameraFromWorld, point);
    return p[2] < NEAR ? null : this.#onCanvas(p);
  }

  /** A line through world points; what is behind the camera is cut away. */
  line(points: readonly Vec3[], { colour, width = 1.5, dashed = false, closed = false, fill }: Stroke): void {
    const runs = this.#runs(closed && points.length > 0 ? [...points, points[0]] : points);
    const { context } = this;
    context.lineJoin = context.lineCap = 'round';
    context.setLineDash(dashed ? [5, 4] : []);
    for (const run of runs) {
      context.beginPath();
      run.forEach(([x, y], k) => (k === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
      if (closed && runs.length === 1) context.closePath();
      if (closed && fill) {
        context.fillStyle = fill;
        context.fill();
      }
      this.#strokeWithHalo(colour, width);
    }
    context.setLineDash([]);
  }

  arrow(from: Vec3, to: Vec3, colour: string, width = 2): void {
    this.line([from, to], { colour, width });
    const [a, b] = [this.at(from), this.at(to)];
    if (!a || !b) return;
    const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
    if (length < 4) return;
    const head = Math.min(ARROW_HEAD, 0.6 * length);
    const [ux, uy] = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
    const { context } = this;
    context.beginPath();
    context.moveTo(b[0] + 2 * ux, b[1] + 2 * uy);
    context.lineTo(b[0] - head * ux - 0.5 * head * uy, b[1] - head * uy + 0.5 * head * ux);
    context.lineTo(b[0] - head * ux + 0.5 * head * uy, b[1] - head * uy - 0.5 * head * ux);
    context.closePath();
    context.fillStyle = colour;
    context.fill();
  }

  dot(at: Vec3, colour: string, radius = 4): void {
    const p = this.at(at);
    if (!p) return;
    const { context } = this;
    context.beginPath();
    context.arc(p[0], p[1], radius, 0, 2 * Math.PI);
    context.fillStyle = colour;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = 'rgba(0, 0, 0, 0.55)';
    context.stroke();
  }

  /** Words on a dark plate, readable over anything. @param shift from the place, CSS pixels */
  label(at: Vec3, text: string, colour: string, shift: Vec2 = [0, -14]): void {
    const p = this.at(at);
    if (p) this.labelAt([p[0] + shift[0], p[1] + shift[1]], text, colour);
  }

  /** Moves a plate up or down where words stand already. @param middle of the plate, CSS pixels */
  labelAt([x, wanted]: Vec2, text: string, colour: string): void {
    const { context } = this;
    context.font = LABEL_FONT;
    const width = context.measureText(text).width + 12;
    const left = Math.round(x - width / 2);
    const y = wanted + (EVASIONS.find((shift) => this.#isFree(left, wanted - 9 + shift, width)) ?? 0);
    const top = Math.round(y - 9);
    this.#plates.push([left, top, left + width, top + PLATE_HEIGHT]);
    context.beginPath();
    context.roundRect(left, top, width, PLATE_HEIGHT, 4);
    context.fillStyle = 'rgba(20, 22, 26, 0.86)';
    context.fill();
    context.fillStyle = colour;
    context.fillRect(left, top + 3, 2.5, 12);
    context.fillStyle = '#f8fafc';
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(text, left + 7, y + 0.5);
  }

  /**
   * Outline of a shape at a pose: the edge of all its convex parts together, as they appear from here.
   *
   * @param stencil a context that it is made on: resized, and all of it lost
   * @param scale device pixels a CSS pixel
   */
  outline(
    { parts }: Shape,
    worldFromObject: Pose,
    stroke: Stroke,
    stencil: CanvasRenderingContext2D,
    scale: number,
  ): void {
    const cameraFromObject = compose(this.view.cameraFromWorld, worldFromObject);
    const hulls: Vec2[][] = [];
    for (const { vertices } of parts) {
      const points: Vec2[] = [];
      for (const vertex of vertices) {
        const p = transformPoint(cameraFromObject, vertex);
        if (p[2] < NEAR) return;
        points.push(this.#onCanvas(p));
      }
      const hull = convexHull(points);
      if (hull.length > 2) hulls.push([...hull]);
    }
    if (hulls.length === 0) return;
    const path = pathOf(hulls);
    const { colour, width = 2, dashed = false, fill } = stroke;
    const { canvas } = stencil;
    const { context } = this;
    const around = boundsOf(hulls, 2 * (width + 1.5), scale, context.canvas);
    if (around === null) return;
    // As large as the shape: to draw and copy a whole canvas for each takes milliseconds without a GPU.
    [canvas.width, canvas.height] = [around.width, around.height];
    stencil.setTransform(scale, 0, 0, scale, -around.left, -around.top);
    stencil.lineJoin = 'round';
    stencil.setLineDash(dashed ? [6, 5] : []);
    for (const [strokeColour, strokeWidth] of [
      ['rgba(0, 0, 0, 0.45)', width + 1.5],
      [colour, width],
    ] as const) {
      stencil.strokeStyle = strokeColour;
      stencil.lineWidth = 2 * strokeWidth;
      stencil.stroke(path);
    }
    stencil.globalCompositeOperation = 'destination-out';
    stencil.fill(path);
    if (fill) {
      stencil.globalCompositeOperation = 'source-over';
      stencil.fillStyle = fill;
      stencil.fill(path);
    }
    context.save();
    context.resetTransform();
    context.drawImage(canvas, around.left, around.top);
    context.restore();
  }

  #isFree(left: number, top: number, width: number): boolean {
    return this.#plates.every(([l, t, r, b]) => left >= r || left + width <= l || top >= b || top + PLATE_HEIGHT <= t);
  }

  #strokeWithHalo(colour: string, width: number): void {
    const { context } = this;
    context.strokeStyle = 'rgba(0, 0, 0, 0.4)';
    context.lineWidth = width + 1.5;
    context.stroke();
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.stroke();
  }

  #onCanvas(camera: Vec3): Vec2 {
    const [u, v] = projectCamera(this.view.intrinsics, camera);
    return [u + this.offset[0], v + this.offset[1]];
  }

  /** The parts of a line before the camera, on the canvas. */
  #runs(points: readonly Vec3[]): Vec2[][] {
    const inCamera = points.map((point) => transformPoint(this.view.cameraFromWorld, point));
    const runs: Vec2[][] = [];
    let run: Vec2[] = [];
    inCamera.forEach((p, k) => {
      const before = inCamera[k - 1];
      if (before && p[2] < NEAR !== before[2] < NEAR) {
        run.push(this.#onCanvas(lerp(before, p, (NEAR - before[2]) / (p[2] - before[2]))));
        if (p[2] < NEAR) {
          runs.push(run);
          run = [];
        }
      }
      if (p[2] >= NEAR) run.push(this.#onCanvas(p));
    });
    if (run.length > 1) runs.push(run);
    return runs;
  }
}

/**
 * Where what is drawn around some rings lies, device pixels of the canvas; null outside of it.
 *
 * @param margin around them, CSS pixels
 */
function boundsOf(
  rings: readonly (readonly Vec2[])[],
  margin: number,
  scale: number,
  canvas: { readonly width: number; readonly height: number },
): { left: number; top: number; width: number; height: number } | null {
  const [xs, ys] = [0, 1].map((axis) => rings.flatMap((ring) => ring.map((point) => point[axis])));
  const [left, top] = [xs, ys].map((values) => Math.max(0, Math.floor((Math.min(...values) - margin) * scale)));
  const right = Math.min(canvas.width, Math.ceil((Math.max(...xs) + margin) * scale));
  const bottom = Math.min(canvas.height, Math.ceil((Math.max(...ys) + margin) * scale));
  return right > left && bottom > top ? { left, top, width: right - left, height: bottom - top } : null;
}

function pathOf(rings: readonly (readonly Vec2[])[]): Path2D {
  const path = new Path2D();
  for (const ring of rings) {
    ring.forEach(([x, y], k) => (k === 0 ? path.moveTo(x, y) : path.lineTo(x, y)));
    path.closePath();
  }
  return path;
}
