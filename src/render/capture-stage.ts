import type { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import type { Scene } from '@babylonjs/core/scene';
import {
  frameLayout,
  writeFrameHeader,
  type DrawnMesh,
  type FrameRequest,
  type SceneRequest,
} from '../contract/capture-messages.js';
import { eyeOf } from '../core/camera/pinhole.js';
import type { Pass } from './drawn-scene.js';
import { MatrixCamera } from './matrix-camera.js';
import { materialsOf, SceneDrawing } from './scene-drawing.js';
import { createPictureTarget, createTruthTarget } from './targets.js';
import { warmUpScene } from './warm-up-scene.js';

const SAMPLES = 4;

const MAX_DEPTH_STEP = 65535;

/**
 * A page's scene and the targets it is drawn into. Draws when asked and never otherwise: once the light maps of a
 * scene, then for each frame the truth (ids, depth, normals in integers, one sample a pixel) and the picture.
 */
export class CaptureStage {
  readonly #drawing: SceneDrawing;
  readonly #camera: MatrixCamera;
  readonly #targets: Targets;

  /**
   * Makes the engine, draws one scene with every kind of material, so that later scenes meet compiled programs.
   *
   * @param patterns as drawPatterns gives them
   */
  static async create(canvas: HTMLCanvasElement | OffscreenCanvas, patterns: Uint8Array): Promise<CaptureStage> {
    const stage = new CaptureStage(canvas, patterns);
    const { requests, meshes, frame } = warmUpScene();
    stage.addMeshes(meshes);
    for (const request of requests) {
      stage.setScene(request);
      stage.buildScene();
      await stage.compile(frame);
      stage.capture(frame);
    }
    return stage;
  }

  private constructor(canvas: HTMLCanvasElement | OffscreenCanvas, patterns: Uint8Array) {
    this.#drawing = new SceneDrawing(canvas, patterns, true);
    const { scene } = this.#drawing;
    this.#camera = new MatrixCamera('view', scene);
    this.#targets = new Targets(scene, this.#camera, 1, 1, false);
  }

  get description(): string {
    return this.#drawing.description;
  }

  addMeshes(meshes: readonly DrawnMesh[]): void {
    this.#drawing.addMeshes(meshes);
  }

  setScene(request: SceneRequest): void {
    this.#drawing.setScene(request);
  }

  /** Names of meshes that have to be added first; empty when the scene is ready to draw. */
  buildScene(): string[] {
    return this.#drawing.buildScene(this.#passes());
  }

  /** @returns one frame message, see contract/capture-messages */
  capture(request: FrameRequest): ArrayBuffer {
    const { drawn, gl } = this.#drawing;
    if (!drawn) throw new Error('A frame was asked for before its scene.');
    const { width, height } = request.view.intrinsics;
    this.#fit(width, height, request.antialias);
    this.#camera.setView(request.view);
    this.#drawing.setEye(eyeOf(request.view));
    const meshes = drawn.visibleFrom(request.view);
    const { truth, picture } = this.#targets;
    truth.renderList = meshes;
    picture.renderList = meshes;
    const truthPixels = this.#targets.truthPixels;
    truth.onAfterRenderObservable.addOnce(() => {
      gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, truthPixels);
    });
    truth.render();
    this.#drawing.occlusion?.render(truth, request.view);
    const rgbPixels = this.#targets.rgbPixels;
    picture.onAfterRenderObservable.addOnce(() => {
      gl.readPixels(0, 0, width, height, gl.RGBA, gl.UNSIGNED_BYTE, rgbPixels);
    });
    picture.render();
    const error = gl.getError();
    if (error !== gl.NO_ERROR) throw new Error(`WebGL error 0x${error.toString(16)} while drawing a frame.`);
    return packFrame(truthPixels, rgbPixels, request);
  }

  /** Waits until every program is compiled: a draw with one that is not ready would silently leave its mesh out. */
  async compile(request: FrameRequest): Promise<void> {
    const { width, height } = request.view.intrinsics;
    this.#fit(width, height, request.antialias);
    await this.#drawing.occlusion?.compile();
    const passes = this.#drawing.passes(this.#passes());
    for (const mesh of this.#drawing.drawn?.visibleFrom(request.view) ?? []) {
      for (const { materials } of passes) {
        for (const material of materialsOf(materials)) await material.forceCompilationAsync(mesh);
      }
    }
  }

  #passes(): Pass[] {
    return [
      { target: this.#targets.truth, materials: this.#drawing.truthMaterials },
      { target: this.#targets.picture, materials: this.#drawing.surfaceMaterials },
    ];
  }

  #fit(width: number, height: number, antialias: boolean): void {
    const old = this.#targets;
    if (old.width === width && old.height === height && old.antialias === antialias) return;
    old.resize(width, height, antialias);
  }
}

/** What frames are drawn into; made anew when the size or the sampling changes. */
class Targets {
  readonly truth: RenderTargetTexture;
  readonly picture: RenderTargetTexture;
  truthPixels = new Uint32Array(4);
  rgbPixels = new Uint8Array(4);

  constructor(
    scene: Scene,
    camera: MatrixCamera,
    public width: number,
    public height: number,
    public antialias: boolean,
  ) {
    this.truth = createTruthTarget('truth', scene, camera);
    this.picture = createPictureTarget('picture', scene, camera);
    this.resize(width, height, antialias);
  }

  resize(width: number, height: number, antialias: boolean): void {
    this.width = width;
    this.height = height;
    this.antialias = antialias;
    this.truth.resize({ width, height });
    this.picture.resize({ width, height });
    this.picture.samples = antialias ? SAMPLES : 1;
    this.truthPixels = new Uint32Array(4 * width * height);
    this.rgbPixels = new Uint8Array(4 * width * height);
  }
}

function packFrame(truth: Uint32Array, rgba: Uint8Array, request: FrameRequest): ArrayBuffer {
  const { width, height } = request.view.intrinsics;
  let wideIds = false;
  for (let i = 1; i < truth.length; i += 4) if (truth[i] > 255) wideIds = true;
  const layout = frameLayout(width, height, wideIds, request.normals);
  const buffer = new ArrayBuffer(layout.size);
  writeFrameHeader(buffer, width, height, wideIds, request.normals);
  const depth = new Uint16Array(buffer, layout.depth, layout.pixels);
  const ids = wideIds
    ? new Uint16Array(buffer, layout.ids, layout.pixels)
    : new Uint8Array(buffer, layout.ids, layout.pixels);
  const rgb = new Uint8Array(buffer, layout.rgb, 3 * layout.pixels);
  const normals = request.normals ? new Uint8Array(buffer, layout.normals, 3 * layout.pixels) : null;
  const meters = new Float32Array(truth.buffer);
  for (let row = 0; row < height; row++) {
    // GL's first row is the lowest.
    let from = 4 * (height - 1 - row) * width;
    let to = row * width;
    for (let column = 0; column < width; column++, from += 4, to++) {
      const id = truth[from + 1];
      rgb[3 * to] = rgba[from];
      rgb[3 * to + 1] = rgba[from + 1];
      rgb[3 * to + 2] = rgba[from + 2];
      if (id === 0) continue;
      ids[to] = id;
      const steps = Math.round(meters[from] / request.depthUnit);
      if (steps <= MAX_DEPTH_STEP) depth[to] = steps;
      if (normals) {
        const normal = truth[from + 2];
        normals[3 * to] = normal & 255;
        normals[3 * to + 1] = (normal >> 8) & 255;
        normals[3 * to + 2] = normal >> 16;
      }
    }
  }
  return buffer;
}
