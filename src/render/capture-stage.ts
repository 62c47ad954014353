import { Constants } from '@babylonjs/core/Engines/constants';
import { Engine } from '@babylonjs/core/Engines/engine';
import type { Effect } from '@babylonjs/core/Materials/effect';
import { RawTexture2DArray } from '@babylonjs/core/Materials/Textures/rawTexture2DArray';
import { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { Color4 } from '@babylonjs/core/Maths/math.color';
import { Vector2, Vector3, Vector4 } from '@babylonjs/core/Maths/math.vector';
import { Logger } from '@babylonjs/core/Misc/logger';
import { Scene } from '@babylonjs/core/scene';
import {
  frameLayout,
  writeFrameHeader,
  type DrawnMesh,
  type FrameRequest,
  type SceneRequest,
} from '../contract/capture-messages.js';
import { eyeOf } from '../core/camera/pinhole.js';
import { length, negate, normalize, scale, type Vec3 } from '../core/geometry/vec3.js';
import { MOST_LIGHTS } from '../core/looks/choose-lighting.js';
import { TEXTURES } from '../core/scene/material.js';
import type { Lighting } from '../core/scene/settled-scene.js';
import { DrawnScene, type Pass } from './drawn-scene.js';
import { LightMaps, NO_ANISOTROPY } from './light-maps.js';
import { createMaterials, type DrawnSurface, type MaterialSet } from './materials.js';
import { MatrixCamera } from './matrix-camera.js';
import { MeshStore } from './mesh-store.js';
import { drawPatterns, PATTERN_SIZE } from './patterns.js';
import { warmUpScene } from './warm-up-scene.js';

const SAMPLES = 4;

/** Behind everything, sRGB: a plain studio wall. */
const BACKGROUND = new Color4(0.7, 0.71, 0.72, 1);

const MAX_DEPTH_STEP = 65535;

/** Irradiance over π of the key light, and the room's light, when a scene's lighting says 1. */
const KEY_LIGHT = 0.5;
const AMBIENT_LIGHT = 0.56;
/** Radiance of the sky in a window, and what is left of the room's own light where all of it comes in by windows. */
const SKY_LIGHT = 1.5;
const SHADED = 0.85;

/**
 * A page's scene and the targets it is drawn into. Draws when asked and never otherwise: once the light maps of a
 * scene, then for each frame the truth (ids, depth, normals in integers, one sample a pixel) and the picture.
 */
export class CaptureStage {
  readonly description: string;
  readonly #gl: WebGL2RenderingContext;
  readonly #scene: Scene;
  readonly #camera: MatrixCamera;
  readonly #meshes: MeshStore;
  readonly #lights: LightMaps;
  readonly #truthMaterials: MaterialSet;
  readonly #surfaceMaterials: MaterialSet;
  #targets: Targets;
  #request: SceneRequest | null = null;
  #drawn: DrawnScene | null = null;

  /** Makes the engine, draws one scene with every kind of material, so that later scenes meet compiled programs. */
  static async create(canvas: HTMLCanvasElement): Promise<CaptureStage> {
    const stage = new CaptureStage(canvas);
    const { request, meshes, frame } = warmUpScene();
    stage.addMeshes(meshes);
    stage.setScene(request);
    stage.buildScene();
    await stage.compile(frame);
    stage.capture(frame);
    return stage;
  }

  private constructor(canvas: HTMLCanvasElement) {
    Logger.LogLevels = Logger.WarningLogLevel | Logger.ErrorLogLevel;
    const engine = new Engine(canvas, false, {
      useHighPrecisionMatrix: true,
      alpha: false,
      stencil: false,
      depth: false,
    });
    const gl = canvas.getContext('webgl2');
    if (!gl) throw new Error('This browser has no WebGL 2.');
    this.#gl = gl;
    this.description = `${engine.getGlInfo().renderer}; Babylon.js ${Engine.Version}`;
    this.#scene = new Scene(engine);
    this.#scene.useRightHandedSystem = true;
    this.#scene.blockMaterialDirtyMechanism = true;
    this.#camera = new MatrixCamera('view', this.#scene);
    this.#meshes = new MeshStore(this.#scene);
    this.#lights = new LightMaps(this.#scene);
    const patterns = new RawTexture2DArray(
      drawPatterns(),
      PATTERN_SIZE,
      PATTERN_SIZE,
      TEXTURES.length,
      Constants.TEXTUREFORMAT_RGBA,
      this.#scene,
      true,
      false,
      Texture.TRILINEAR_SAMPLINGMODE,
    );
    patterns.anisotropicFilteringLevel = NO_ANISOTROPY;
    patterns.wrapU = patterns.wrapV = Texture.WRAP_ADDRESSMODE;
    this.#truthMaterials = createMaterials('truth', this.#scene, (effect, surface) => {
      effect.setUInt('instanceId', surface.instanceId);
    });
    this.#surfaceMaterials = createMaterials('surface', this.#scene, (effect, surface) =>
      this.#bindSurface(effect, surface),
    );
    for (const material of all(this.#surfaceMaterials)) {
      material.setTexture('patterns', patterns);
      material.setTexture('heightMap', this.#lights.height);
    }
    this.#targets = new Targets(this.#scene, this.#camera, 1, 1, false);
  }

  addMeshes(meshes: readonly DrawnMesh[]): void {
    for (const mesh of meshes) this.#meshes.add(mesh);
  }

  setScene(request: SceneRequest): void {
    this.#drawn?.dispose();
    this.#drawn = null;
    this.#request = request;
  }

  /** Names of meshes that have to be added first; empty when the scene is ready to draw. */
  buildScene(): string[] {
    const request = this.#request;
    if (!request) throw new Error('No scene was set.');
    const needed = new Set(request.objects.map((object) => object.mesh));
    const missing = [...needed].filter((hash) => !this.#meshes.get(hash));
    if (missing.length > 0) return missing;
    this.#meshes.trim(needed);
    this.#drawn = new DrawnScene(this.#scene, request.objects, this.#meshes, this.#passes());
    this.#setLight(request.lighting, this.#drawn.casters);
    return [];
  }

  /** @returns one frame message, see contract/capture-messages */
  capture(request: FrameRequest): ArrayBuffer {
    if (!this.#drawn) throw new Error('A frame was asked for before its scene.');
    const { width, height } = request.view.intrinsics;
    this.#fit(width, height, request.antialias);
    this.#camera.setView(request.view);
    const eye = eyeOf(request.view);
    for (const material of all(this.#surfaceMaterials)) material.setVector3('eye', vector(eye));
    const meshes = this.#drawn.visibleFrom(request.view);
    const { truth, picture } = this.#targets;
    truth.renderList = meshes;
    picture.renderList = meshes;
    const gl = this.#gl;
    const truthPixels = this.#targets.truthPixels;
    truth.onAfterRenderObservable.addOnce(() => {
      gl.readPixels(0, 0, width, height, gl.RGBA_INTEGER, gl.UNSIGNED_INT, truthPixels);
    });
    truth.render();
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
    const passes = this.#passes();
    for (const mesh of this.#drawn?.visibleFrom(request.view) ?? []) {
      for (const { materials } of passes) {
        for (const material of all(materials)) await material.forceCompilationAsync(mesh);
      }
    }
  }

  #passes(): Pass[] {
    return [
      { target: this.#targets.truth, materials: this.#truthMaterials },
      { target: this.#targets.picture, materials: this.#surfaceMaterials },
      { target: this.#lights.shadow, materials: this.#lights.shadowMaterials },
      { target: this.#lights.height, materials: this.#lights.heightMaterials },
    ];
  }

  #fit(width: number, height: number, antialias: boolean): void {
    const old = this.#targets;
    if (old.width === width && old.height === height && old.antialias === antialias) return;
    old.resize(width, height, antialias);
  }

  #setLight(lighting: Lighting, casters: DrawnScene['casters']): void {
    const maps = this.#lights.render(casters, lighting.direction);
    const [red, green, blue] = lighting.tint;
    const exposure = lighting.exposure ?? 1;
    const key = exposure * KEY_LIGHT * lighting.key;
    const { openings = [], lamps = [] } = lighting;
    const windows = openings.map(({ center, halfWidth, halfHeight }) => ({
      center,
      width: [...normalize(halfWidth), length(halfWidth)],
      height: [...normalize(halfHeight), length(halfHeight)],
    }));
    for (const material of all(this.#surfaceMaterials)) {
      material.setVector3('toLight', vector(negate(lighting.direction)));
      material.setVector3('keyLight', new Vector3(red * key, green * key, blue * key));
      material.setFloat(
        'ambientLight',
        exposure * AMBIENT_LIGHT * lighting.ambient * (windows.length > 0 ? SHADED : 1),
      );
      material.setVector4('lightCount', new Vector4(windows.length, lamps.length, exposure * SKY_LIGHT, 0));
      material.setArray3(
        'openingCenter',
        padded(
          windows.map((window) => window.center),
          3,
        ),
      );
      material.setArray4(
        'openingWidth',
        padded(
          windows.map((window) => window.width),
          4,
        ),
      );
      material.setArray4(
        'openingHeight',
        padded(
          windows.map((window) => window.height),
          4,
        ),
      );
      material.setArray3(
        'lampPosition',
        padded(
          lamps.map((lamp) => lamp.position),
          3,
        ),
      );
      material.setArray3(
        'lampColour',
        padded(
          lamps.map((lamp) => scale(lamp.colour, exposure)),
          3,
        ),
      );
      material.setMatrix('shadowFromWorld', maps.shadowFromWorld);
      material.setVector3('shadowSlopeX', vector(maps.shadowSlopeX));
      material.setVector3('shadowSlopeY', vector(maps.shadowSlopeY));
      material.setVector4('shadowScale', new Vector4(...maps.shadowScale));
      material.setVector4('heightRect', new Vector4(...maps.heightRect));
      material.setVector2('heightScale', new Vector2(...maps.heightScale));
    }
  }

  #bindSurface(effect: Effect, { colour, roughness, metallic, pattern, opacity }: DrawnSurface): void {
    effect.setFloat3('baseColour', colour[0], colour[1], colour[2]);
    effect.setFloat4('surface', roughness, metallic, pattern, opacity);
    effect.setDepthStencilTexture('shadowMap', this.#lights.shadow);
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
    const size = { width, height };
    this.truth = new RenderTargetTexture('truth', size, scene, {
      type: Constants.TEXTURETYPE_UNSIGNED_INTEGER,
      format: Constants.TEXTUREFORMAT_RGBA_INTEGER,
      samplingMode: Texture.NEAREST_SAMPLINGMODE,
    });
    this.truth.activeCamera = camera;
    this.truth.onClearObservable.add((engine) => {
      engine.clear(null, false, true, false);
      const gl = engine.getRenderingCanvas()?.getContext('webgl2');
      // clear() leaves integer targets as they are.
      gl?.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0]);
    });
    this.picture = new RenderTargetTexture('picture', size, scene, {
      type: Constants.TEXTURETYPE_UNSIGNED_BYTE,
      format: Constants.TEXTUREFORMAT_RGBA,
      samplingMode: Texture.NEAREST_SAMPLINGMODE,
    });
    this.picture.activeCamera = camera;
    this.picture.clearColor = BACKGROUND;
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

const all = ({ closed, open, glass }: MaterialSet) => [closed, open, glass];
const vector = (v: Vec3) => new Vector3(v[0], v[1], v[2]);

/** Four entries of `size` numbers each, as the shader's arrays have them; those that are not there are zero. */
function padded(entries: readonly (readonly number[])[], size: number): number[] {
  return Array.from({ length: MOST_LIGHTS * size }, (_, i) => entries[Math.floor(i / size)]?.[i % size] ?? 0);
}
