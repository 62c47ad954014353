import type { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import type { DrawnMesh, SceneRequest } from '../../contract/capture-messages.js';
import { eyeOf, type CameraView } from '../../core/camera/pinhole.js';
import type { Pose } from '../../core/geometry/pose.js';
import type { Pass } from '../drawn-scene.js';
import { MatrixCamera } from '../matrix-camera.js';
import { patternsAside } from '../patterns-aside.js';
import { materialsOf, SceneDrawing } from '../scene-drawing.js';
import { createPictureTarget, createTruthTarget } from '../targets.js';
import { warmUpScene } from '../warm-up-scene.js';
import { TruthImage } from './truth-image.js';

/** Samples a pixel of a picture at rest. */
const SAMPLES = 4;
/** How often a fence is asked whether the drawing is done, milliseconds. */
const FENCE_POLL = 3;
/** Where time is short, shadows follow what moves this much later, milliseconds. */
const SHADOW_LAG = 400;

/** Part of the canvas, device pixels from its upper left. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  /** Of any size: its intrinsics are scaled to what is drawn. */
  readonly view: CameraView;
  readonly place: Place;
  /** Objects left out. */
  readonly hidden?: ReadonlySet<number>;
}

/** How a picture is drawn. */
export interface Effort {
  /** Of drawn pixels to those of the canvas, a side; under 1 without multisampling, for what moves. */
  readonly ratio: number;
  /** While something moves and time is short: shadows follow later, and the small picture when all is at rest. */
  readonly hasty: boolean;
}

/** What a picture took. */
export interface Drawn {
  /** Until the GPU was done. */
  readonly milliseconds: number;
  /** Of the large picture; null where only the small one was drawn anew. */
  readonly triangles: number | null;
}

/**
 * The GPU half of the viewport: pictures of a scene on a canvas, drawn when asked. Pictures are drawn into targets and
 * copied, so that a moving one can be coarse and a small one be kept while only the large one changes.
 */
export class SceneCanvas {
  readonly #canvas: HTMLCanvasElement;
  readonly #drawing: SceneDrawing;
  readonly #camera: MatrixCamera;
  readonly #draft: RenderTargetTexture;
  readonly #fine: RenderTargetTexture;
  readonly #inset: RenderTargetTexture;
  readonly #truth: RenderTargetTexture;
  readonly #framebuffer: WebGLFramebuffer;
  #lightStale = false;
  #litAt = 0;
  /** What the pictures in their targets show; empty when something has changed since. */
  #shown = '';
  #shownInset = '';
  #insetDrawn = false;
  #triangles = 0;
  #samples = SAMPLES;

  /** Waits until every program is compiled. @throws Error when there is no WebGL 2 */
  static async create(canvas: HTMLCanvasElement): Promise<SceneCanvas> {
    const made = new SceneCanvas(canvas, await patternsAside());
    const { requests, meshes, frame } = warmUpScene();
    made.addMeshes(meshes);
    for (const request of requests) {
      made.setScene(request);
      const { drawn } = made.#drawing;
      for (const mesh of drawn?.visibleFrom(frame.view) ?? []) {
        for (const { materials } of made.#drawing.passes(made.#passes())) {
          for (const material of materialsOf(materials)) await material.forceCompilationAsync(mesh);
        }
      }
    }
    return made;
  }

  private constructor(canvas: HTMLCanvasElement, patterns: Uint8Array) {
    this.#canvas = canvas;
    this.#drawing = new SceneDrawing(canvas, patterns, false);
    // Babylon puts its canvas first in the order of focus; the element around it is what takes keys.
    canvas.tabIndex = -1;
    const { scene, gl } = this.#drawing;
    this.#camera = new MatrixCamera('view', scene);
    this.#draft = createPictureTarget('draft', scene, this.#camera);
    this.#fine = createPictureTarget('fine', scene, this.#camera);
    this.#inset = createPictureTarget('inset', scene, this.#camera);
    this.#truth = createTruthTarget('truth', scene, this.#camera);
    this.#framebuffer = gl.createFramebuffer();
  }

  get description(): string {
    return this.#drawing.description;
  }

  addMeshes(meshes: readonly DrawnMesh[]): void {
    this.#drawing.addMeshes(meshes);
  }

  /** @throws Error naming a mesh that was not added */
  setScene(request: SceneRequest): void {
    this.#drawing.setScene(request);
    const missing = this.#drawing.buildScene(this.#passes());
    if (missing.length > 0) throw new Error(`The viewport lacks the meshes ${missing.join(', ')}.`);
    this.#shownInset = '';
    // It shows another scene.
    this.#insetDrawn = false;
    this.#lightStale = false;
    this.#shown = '';
  }

  move(id: number, worldFromObject: Pose): void {
    this.#drawing.drawn?.move(id, worldFromObject);
    this.#shownInset = '';
    this.#lightStale = true;
    this.#shown = '';
  }

  /** @param samples of a picture at rest: 1 where four take too long */
  setSamples(samples: 1 | 4): void {
    this.#samples = samples;
  }

  /**
   * Draws the large picture and, where one is wanted, the small one; neither where it is drawn already.
   *
   * @param border linear RGB around the pictures
   */
  async draw(
    main: Picture,
    inset: Picture | null,
    { ratio, hasty }: Effort,
    border: readonly [number, number, number],
  ): Promise<Drawn> {
    const start = performance.now();
    const { gl } = this.#drawing;
    if (this.#lightStale && !(hasty && start - this.#litAt < SHADOW_LAG)) {
      this.#drawing.relight();
      this.#lightStale = false;
      this.#litAt = start;
      this.#shown = this.#shownInset = '';
    }
    const [target, samples] = ratio < 1 ? [this.#draft, 1] : [this.#fine, this.#samples];
    const wanted = keyOf(main, ratio, samples);
    const isNew = wanted !== this.#shown;
    if (isNew) this.#triangles = this.#render(target, main, ratio, samples);
    this.#shown = wanted;
    if (inset && (!hasty || !this.#insetDrawn)) {
      const small = keyOf(inset, 1, 1);
      if (small !== this.#shownInset) this.#render(this.#inset, inset, 1, 1);
      this.#shownInset = small;
      this.#insetDrawn = true;
    }
    gl.clearColor(border[0], border[1], border[2], 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    this.#copy(target, main.place);
    if (inset && this.#insetDrawn) this.#copy(this.#inset, inset.place);
    return { milliseconds: await this.#done(start), triangles: isNew ? this.#triangles : null };
  }

  /** Ids, depth and normals of a view in its own pixels. Waits for the GPU. */
  truth({ view, hidden }: Omit<Picture, 'place'>): TruthImage {
    const { gl, drawn } = this.#drawing;
    const { width, height } = view.intrinsics;
    fit(this.#truth, width, height);
    this.#camera.setView(view);
    this.#truth.renderList = drawn?.visibleFrom(view, hidden) ?? [];
    const raw = new Uint32Array(4 * width * height);
    this.#truth.onAfterRenderObservable.addOnce(() => {
      gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, raw);
    });
    this.#truth.render();
    return new TruthImage(width, height, raw);
  }

  dispose(): void {
    this.#drawing.gl.deleteFramebuffer(this.#framebuffer);
    this.#drawing.dispose();
  }

  #passes(): Pass[] {
    const { surfaceMaterials, truthMaterials } = this.#drawing;
    return [
      { target: this.#truth, materials: truthMaterials },
      ...[this.#draft, this.#fine, this.#inset].map((target) => ({ target, materials: surfaceMaterials })),
    ];
  }

  /** @returns triangles in it */
  #render(target: RenderTargetTexture, { view, place, hidden }: Picture, ratio: number, samples: number): number {
    const [width, height] = [place.width, place.height].map((size) => Math.max(1, Math.round(ratio * size)));
    fit(target, width, height);
    if (target.samples !== samples) target.samples = samples;
    const scaled = scaledView(view, width, height);
    this.#camera.setView(scaled);
    this.#drawing.setEye(eyeOf(view));
    const meshes = this.#drawing.drawn?.visibleFrom(scaled, hidden) ?? [];
    target.renderList = meshes;
    target.render();
    return meshes.reduce((sum, { subMeshes }) => sum + subMeshes.reduce((n, part) => n + part.indexCount / 3, 0), 0);
  }

  #copy(target: RenderTargetTexture, { x, y, width, height }: Place): void {
    const { gl } = this.#drawing;
    // Babylon has no other name for the GL texture.
    // oxlint-disable-next-line no-underscore-dangle
    const texture = target.getInternalTexture()?._hardwareTexture?.underlyingResource as WebGLTexture | undefined;
    if (!texture) throw new Error('A picture was copied before it was drawn.');
    const size = target.getSize();
    const bottom = this.#canvas.height - y - height;
    gl.bindFramebuffer(gl.READ_FRAMEBUFFER, this.#framebuffer);
    gl.framebufferTexture2D(gl.READ_FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0);
    const filter = size.width === width && size.height === height ? gl.NEAREST : gl.LINEAR;
    const to = [x, bottom, x + width, bottom + height] as const;
    gl.blitFramebuffer(0, 0, size.width, size.height, ...to, gl.COLOR_BUFFER_BIT, filter);
    // Babylon believes that the canvas is bound, as it left it.
    gl.bindFramebuffer(gl.FRAMEBUFFER, null);
  }

  #done(start: number): Promise<number> {
    const { gl } = this.#drawing;
    const fence = gl.fenceSync(gl.SYNC_GPU_COMMANDS_COMPLETE, 0);
    gl.flush();
    return new Promise((resolve) => {
      const ask = () => {
        if (fence && !gl.isContextLost() && gl.clientWaitSync(fence, 0, 0) === gl.TIMEOUT_EXPIRED) {
          setTimeout(ask, FENCE_POLL);
          return;
        }
        gl.deleteSync(fence);
        resolve(performance.now() - start);
      };
      ask();
    });
  }
}

/** What a picture depends on but for the scene. */
const keyOf = ({ view, place, hidden }: Picture, ratio: number, samples: number): string =>
  JSON.stringify([view, place, [...(hidden ?? [])], ratio, samples]);

function fit(target: RenderTargetTexture, width: number, height: number): void {
  const size = target.getSize();
  if (size.width !== width || size.height !== height) target.resize({ width, height });
}

/** The same picture with other pixels. */
export function scaledView({ intrinsics, cameraFromWorld }: CameraView, width: number, height: number): CameraView {
  const [sx, sy] = [width / intrinsics.width, height / intrinsics.height];
  return {
    intrinsics: {
      width,
      height,
      fx: intrinsics.fx * sx,
      fy: intrinsics.fy * sy,
      cx: intrinsics.cx * sx,
      cy: intrinsics.cy * sy,
    },
    cameraFromWorld,
  };
}
