import { Constants } from '@babylonjs/core/Engines/constants';
import { Engine } from '@babylonjs/core/Engines/engine';
import type { Effect } from '@babylonjs/core/Materials/effect';
import { RawTexture2DArray } from '@babylonjs/core/Materials/Textures/rawTexture2DArray';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { Vector2, Vector3, Vector4 } from '@babylonjs/core/Maths/math.vector';
import { Logger } from '@babylonjs/core/Misc/logger';
import { Scene } from '@babylonjs/core/scene';
import type { DrawnMesh, SceneRequest } from '../contract/capture-messages.js';
import { length, negate, normalize, scale, type Vec3 } from '../core/geometry/vec3.js';
import { MOST_LIGHTS } from '../core/looks/choose-lighting.js';
import { TEXTURES } from '../core/scene/material.js';
import type { Lighting } from '../core/scene/settled-scene.js';
import { DrawnScene, type Pass } from './drawn-scene.js';
import { EnvironmentMap } from './environment/environment-map.js';
import { irradiance } from './environment/irradiance.js';
import { roomEnvironment } from './environment/room-environment.js';
import { LampShadows } from './lamp-shadows.js';
import { LightMaps, NO_ANISOTROPY } from './light-maps.js';
import { createMaterials, type DrawnSurface, type MaterialSet } from './materials.js';
import { MeshStore } from './mesh-store.js';
import { Occlusion } from './occlusion.js';
import { PATTERN_SIZE } from './patterns.js';

/** Irradiance over π of the key light, and the room's light, when a scene's lighting says 1. */
const KEY_LIGHT = 0.5;
const AMBIENT_LIGHT = 0.56;
/** Radiance of the sky in a window, and what is left of the room's own light where all of it comes in by windows. */
const SKY_LIGHT = 1.5;
const SHADED = 0.85;
/** Height over the lowest thing from which the surroundings are seen that light a scene. */
const EYE_HEIGHT = 1.3;
/** What of the sky's radiance a pane shows, and of its own colour at night. */
const PANE_SKY = 0.5;
const NIGHT_PANE = 0.05;

/**
 * One scene on a canvas's GPU context: its meshes, materials and light. What it is drawn into, from where and when is its
 * owner's affair: the capture page's targets, the viewport's.
 */
export class SceneDrawing {
  /** GL renderer and Babylon version. */
  readonly description: string;
  readonly engine: Engine;
  readonly gl: WebGL2RenderingContext;
  readonly scene: Scene;
  readonly truthMaterials: MaterialSet;
  /** Null where pictures do without. */
  readonly occlusion: Occlusion | null;
  readonly #surfaceMaterials: Readonly<Record<LightKind, MaterialSet>>;
  readonly #meshes: MeshStore;
  readonly #lights: LightMaps;
  readonly #lampShadows: LampShadows;
  readonly #environment: EnvironmentMap;
  #glow: readonly [sky: number, pane: number] = [0, 1];
  #request: SceneRequest | null = null;
  #drawn: DrawnScene | null = null;

  /**
   * @param patternTexels as drawPatterns gives them
   * @param occludes whether each picture is drawn after its `occlusion`
   * @throws Error when the canvas gives no WebGL 2
   */
  constructor(canvas: HTMLCanvasElement | OffscreenCanvas, patternTexels: Uint8Array, occludes: boolean) {
    Logger.LogLevels = Logger.WarningLogLevel | Logger.ErrorLogLevel;
    this.engine = new Engine(canvas, false, {
      useHighPrecisionMatrix: true,
      alpha: false,
      stencil: false,
      depth: false,
    });
    const gl = canvas.getContext('webgl2');
    if (!gl) throw new Error('This browser has no WebGL 2.');
    this.gl = gl;
    this.description = `${this.engine.getGlInfo().renderer}; Babylon.js ${Engine.Version}`;
    // Without the map from a material to its meshes: it would keep every mesh of every scene ever drawn.
    this.scene = new Scene(this.engine, { useMaterialMeshMap: false });
    this.scene.useRightHandedSystem = true;
    this.scene.blockMaterialDirtyMechanism = true;
    this.#meshes = new MeshStore(this.scene);
    this.#lights = new LightMaps(this.scene);
    this.#lampShadows = new LampShadows(this.scene);
    this.#environment = new EnvironmentMap(this.scene);
    this.occlusion = occludes ? new Occlusion(this.scene) : null;
    const patterns = new RawTexture2DArray(
      patternTexels,
      PATTERN_SIZE,
      PATTERN_SIZE,
      TEXTURES.length,
      Constants.TEXTUREFORMAT_RGBA,
      this.scene,
      true,
      false,
      Texture.TRILINEAR_SAMPLINGMODE,
    );
    patterns.anisotropicFilteringLevel = NO_ANISOTROPY;
    patterns.wrapU = patterns.wrapV = Texture.WRAP_ADDRESSMODE;
    this.truthMaterials = createMaterials('truth', this.scene, (effect, surface) => {
      effect.setUInt('instanceId', surface.instanceId);
    });
    const surfaces = (defines: readonly string[]) => {
      const bind = (effect: Effect, surface: DrawnSurface) => this.#bindSurface(effect, surface);
      return createMaterials('surface', this.scene, bind, [...defines, ...(occludes ? ['OCCLUSION'] : [])]);
    };
    this.#surfaceMaterials = { key: surfaces(['KEY']), both: surfaces(['KEY', 'LAMPS']), lamps: surfaces(['LAMPS']) };
    for (const material of Object.values(this.#surfaceMaterials).flatMap(materialsOf)) {
      material.setTexture('patterns', patterns);
      material.setTexture('heightMap', this.#lights.height);
      material.setTexture('environment', this.#environment.texture);
      if (this.occlusion) material.setTexture('occlusion', this.occlusion.map);
    }
  }

  /** What draws the picture of the scene that was set: a program leaves out the lights that it does not have. */
  get surfaceMaterials(): MaterialSet {
    return this.#surfaceMaterials[this.#request ? lightKind(this.#request.lighting) : 'key'];
  }

  /** The scene that is ready to draw; null before there is one. */
  get drawn(): DrawnScene | null {
    return this.#drawn;
  }

  addMeshes(meshes: readonly DrawnMesh[]): void {
    for (const mesh of meshes) this.#meshes.add(mesh);
  }

  setScene(request: SceneRequest): void {
    this.#drawn?.dispose();
    this.#drawn = null;
    // For the end of a frame Babylon notes which programs a mesh that is gone needs no more. Nobody ends frames here, and
    // the next scene wants them.
    this.engine.onEndFrameObservable.clear();
    this.#request = request;
  }

  /**
   * @param passes what the scene will be drawn into, and with which materials
   * @returns names of meshes that have to be added first; empty when the scene is ready to draw
   */
  buildScene(passes: readonly Pass[]): string[] {
    const request = this.#request;
    if (!request) throw new Error('No scene was set.');
    const needed = new Set(request.objects.map((object) => object.mesh));
    const missing = [...needed].filter((hash) => !this.#meshes.get(hash));
    if (missing.length > 0) return missing;
    this.#meshes.trim(needed);
    this.#drawn = new DrawnScene(this.scene, request.objects, this.#meshes, this.passes(passes));
    this.#surround(request.lighting, this.#drawn);
    this.relight();
    return [];
  }

  /** The owner's passes and those of the light maps. */
  passes(own: readonly Pass[]): Pass[] {
    return [
      ...own,
      { target: this.#lights.shadow, materials: this.#lights.shadowMaterials },
      { target: this.#lampShadows.map, materials: this.#lights.shadowMaterials },
      { target: this.#lights.height, materials: this.#lights.heightMaterials },
    ];
  }

  /** Draws the light maps of the scene as it now stands. */
  relight(): void {
    if (this.#request && this.#drawn) this.#setLight(this.#request.lighting, this.#drawn.casters);
  }

  /** Where the next picture is looked at from. @param eye world */
  setEye(eye: Vec3): void {
    for (const material of materialsOf(this.surfaceMaterials)) material.setVector3('eye', vector(eye));
  }

  dispose(): void {
    this.#drawn?.dispose();
    this.scene.dispose();
    this.engine.dispose();
  }

  /** What stands around lights and is mirrored, as seen from the middle of the scene at a person's height. */
  #surround(lighting: Lighting, { boxes, casters: { corners } }: DrawnScene): void {
    const span = (k: number) => [Math.min(...corners.map((p) => p[k])), Math.max(...corners.map((p) => p[k]))] as const;
    const [x, y, z] =
      corners.length > 0 ? [span(0), span(1), span(2)] : [[0, 0] as const, [0, 0] as const, [0, 0] as const];
    const middle: Vec3 = [(x[0] + x[1]) / 2, (y[0] + y[1]) / 2, z[0] + EYE_HEIGHT];
    const [red, green, blue] = lighting.tint;
    const exposure = lighting.exposure ?? 1;
    const key = exposure * KEY_LIGHT * lighting.key;
    const shaded = (lighting.openings ?? []).length > 0 ? SHADED : 1;
    const { diffuse, mirrored } = roomEnvironment(middle, boxes, lighting, {
      key: [red * key, green * key, blue * key],
      ambient: exposure * AMBIENT_LIGHT * lighting.ambient * shaded,
      sky: exposure * SKY_LIGHT,
    });
    this.#environment.set(mirrored);
    const factors = irradiance(diffuse).flat();
    for (const material of materialsOf(this.surfaceMaterials)) material.setArray3('irradiance', factors);
    const day = lighting.key > 0;
    this.#glow = day ? [exposure * SKY_LIGHT * PANE_SKY, 1] : [0, NIGHT_PANE];
  }

  #setLight(lighting: Lighting, casters: DrawnScene['casters']): void {
    const maps = this.#lights.render(casters, lighting.direction);
    const [red, green, blue] = lighting.tint;
    const exposure = lighting.exposure ?? 1;
    const key = exposure * KEY_LIGHT * lighting.key;
    const { openings = [], lamps = [] } = lighting;
    const lampShadows = this.#lampShadows.render(lamps, casters.boxes);
    const windows = openings.map(({ center, halfWidth, halfHeight }) => ({
      center,
      width: [...normalize(halfWidth), length(halfWidth)],
      height: [...normalize(halfHeight), length(halfHeight)],
    }));
    for (const material of materialsOf(this.surfaceMaterials)) {
      material.setVector3('toLight', vector(negate(lighting.direction)));
      material.setVector3('keyLight', new Vector3(red * key, green * key, blue * key));
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
      material.setArray4(
        'lampAxis',
        padded(
          lamps.map(({ axis }) => (axis ? [...axis, 1] : [0, 0, 0, 0])),
          4,
        ),
      );
      material.setArray4('lampShadow', padded(lampShadows, 4));
      material.setMatrix('shadowFromWorld', maps.shadowFromWorld);
      material.setVector3('shadowSlopeX', vector(maps.shadowSlopeX));
      material.setVector3('shadowSlopeY', vector(maps.shadowSlopeY));
      material.setVector4('shadowScale', new Vector4(...maps.shadowScale));
      material.setVector4('heightRect', new Vector4(...maps.heightRect));
      material.setVector2('heightScale', new Vector2(...maps.heightScale));
    }
  }

  #bindSurface(effect: Effect, { colour, roughness, metallic, pattern, pane, opacity }: DrawnSurface): void {
    const [sky, darker] = pane ? this.#glow : [0, 1];
    effect.setFloat3('baseColour', darker * colour[0], darker * colour[1], darker * colour[2]);
    effect.setFloat('glow', sky);
    effect.setFloat4('surface', roughness, metallic, pattern, opacity);
    effect.setDepthStencilTexture('shadowMap', this.#lights.shadow);
    effect.setDepthStencilTexture('lampMap', this.#lampShadows.map);
  }
}

type LightKind = 'key' | 'both' | 'lamps';

function lightKind({ key, lamps = [] }: Lighting): LightKind {
  if (lamps.length === 0) return 'key';
  return key > 0 ? 'both' : 'lamps';
}

/** The materials of a set. */
export const materialsOf = ({ closed, open, glass }: MaterialSet) => [closed, open, glass];
const vector = (v: Vec3) => new Vector3(v[0], v[1], v[2]);

/** Four entries of `size` numbers each, as the shader's arrays have them; those that are not there are zero. */
function padded(entries: readonly (readonly number[])[], size: number): number[] {
  return Array.from({ length: MOST_LIGHTS * size }, (_, i) => entries[Math.floor(i / size)]?.[i % size] ?? 0);
}
