import { Constants } from '@babylonjs/core/Engines/constants';
import { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { Color4 } from '@babylonjs/core/Maths/math.color';
import { Matrix } from '@babylonjs/core/Maths/math.vector';
import type { Mesh } from '@babylonjs/core/Meshes/mesh';
import type { Scene } from '@babylonjs/core/scene';
import { cross, dot, negate, normalize, scale, type Vec3 } from '../core/geometry/vec3.js';
import { createMaterials, type MaterialSet } from './materials.js';
import { axesMatrix, MatrixCamera, orthographicMatrix } from './matrix-camera.js';

/**
 * Babylon's default of 4 hangs llvmpipe (Mesa 22.3): its loop over a footprint's samples never ends where the
 * derivatives are not finite, as those of a shadow map are beside a branch.
 */
export const NO_ANISOTROPY = 1;

const SHADOW_SIZE = 2048;
const HEIGHT_SIZE = 512;

/** Half-width of a shadow's soft edge: a large window two metres away, things a hand high. */
const SHADOW_SOFTNESS = 0.007;

/** How far behind the last caster shadows still fall: a floor below the table. */
const SHADOW_REACH = 15;

/**
 * Metres that a surface is taken to lie nearer the light. On concave facets (the inside of a bowl) the neighbour stands
 * about this far over the facet's plane at the soft edge's width; contact gaps of this size are less than a pixel.
 */
const SHADOW_BIAS = 0.0012;

/** Free ground around the casters in the height map. */
const HEIGHT_MARGIN = 0.3;

/** What the surface shader needs to look the maps up; units as in its uniforms. */
export interface LightMapUniforms {
  readonly shadowFromWorld: Matrix;
  readonly shadowSlopeX: Vec3;
  readonly shadowSlopeY: Vec3;
  readonly shadowScale: readonly [texel: number, radius: number, bias: number, perMetre: number];
  readonly heightRect: readonly [number, number, number, number];
  readonly heightScale: readonly [base: number, logTexelsPerMetre: number];
}

/** What throws shadows and takes the room's light from its surroundings. */
export interface Casters {
  readonly meshes: Mesh[];
  /** Those of them that light does not go through. */
  readonly opaque: Mesh[];
  /** Of their boxes, world. */
  readonly corners: readonly Vec3[];
}

/** The scene as the key light and as the ceiling see it; drawn once a scene, looked up by every view. */
export class LightMaps {
  readonly shadow: RenderTargetTexture;
  readonly height: RenderTargetTexture;
  readonly shadowMaterials: MaterialSet;
  readonly heightMaterials: MaterialSet;
  readonly #shadowCamera: MatrixCamera;
  readonly #heightCamera: MatrixCamera;
  #heightBase = 0;

  constructor(scene: Scene) {
    this.shadow = new RenderTargetTexture('shadow', SHADOW_SIZE, scene, {
      generateDepthBuffer: false,
      noColorAttachment: true,
      samplingMode: Texture.BILINEAR_SAMPLINGMODE,
    });
    this.shadow.createDepthStencilTexture(Constants.LEQUAL, true, false, 1, Constants.TEXTUREFORMAT_DEPTH16);
    this.shadow.onClearObservable.add((engine) => engine.clear(null, false, true, false));
    this.height = new RenderTargetTexture('height', HEIGHT_SIZE, scene, {
      generateMipMaps: true,
      // Half floats tell heights of 0.7 m apart by half a millimetre, which shows as a stipple on curved things.
      type: Constants.TEXTURETYPE_FLOAT,
      format: Constants.TEXTUREFORMAT_R,
      samplingMode: Texture.LINEAR_LINEAR_MIPNEAREST,
    });
    this.height.clearColor = new Color4(0, 0, 0, 1);
    this.height.wrapU = this.height.wrapV = Texture.CLAMP_ADDRESSMODE;
    for (const map of [this.shadow, this.height]) map.anisotropicFilteringLevel = NO_ANISOTROPY;
    this.#shadowCamera = new MatrixCamera('shadow', scene);
    this.#heightCamera = new MatrixCamera('height', scene);
    this.shadow.activeCamera = this.#shadowCamera;
    this.height.activeCamera = this.#heightCamera;
    this.shadowMaterials = createMaterials('shadow', scene, () => {});
    this.heightMaterials = createMaterials('height', scene, (effect) => {
      effect.setFloat('heightBase', this.#heightBase);
    });
  }

  /**
   * @param casters what stands in the light
   * @param direction the key light travels, unit, world
   */
  render({ meshes, opaque, corners }: Casters, direction: Vec3): LightMapUniforms {
    const points: readonly Vec3[] = corners.length > 0 ? corners : [[0, 0, 0]];
    const shadow = this.#aimShadow(points, direction);
    const height = this.#aimHeight(points);
    this.shadow.renderList = opaque;
    this.height.renderList = meshes;
    this.shadow.render();
    this.height.render();
    return { ...shadow, ...height };
  }

  #aimShadow(points: readonly Vec3[], direction: Vec3) {
    const back = negate(normalize(direction));
    const right = normalize(cross(Math.abs(back[2]) < 0.99 ? [0, 0, 1] : [0, 1, 0], back));
    const up = cross(back, right);
    const [x, y, z] = [extent(points, right), extent(points, up), extent(points, back)];
    // Square, with a rim that stays lit, so that a look-up at the border finds light.
    const half = Math.max(x.max - x.min, y.max - y.min) / 2 + 0.05;
    const [cx, cy] = [(x.min + x.max) / 2, (y.min + y.max) / 2];
    const [near, far] = [z.max + 0.01, z.min - SHADOW_REACH];
    const view = axesMatrix(right, up, back);
    const projection = orthographicMatrix([cx - half, cy - half, far], [cx + half, cy + half, near]);
    this.#shadowCamera.setMatrices(view, projection);
    const mapFromClip = Matrix.FromValues(0.5, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0.5, 0, 0.5, 0.5, 0.5, 1);
    const width = 2 * half;
    const perMetre = 1 / (near - far);
    const texel = 1 / SHADOW_SIZE;
    return {
      shadowFromWorld: view.multiply(projection).multiply(mapFromClip),
      shadowSlopeX: scale(right, width),
      shadowSlopeY: scale(up, width),
      shadowScale: [texel, Math.max(SHADOW_SOFTNESS / width, 2 * texel), SHADOW_BIAS * perMetre, perMetre] as const,
    };
  }

  #aimHeight(points: readonly Vec3[]) {
    const [x, y, z] = [extent(points, [1, 0, 0]), extent(points, [0, 1, 0]), extent(points, [0, 0, 1])];
    const half = Math.max(x.max - x.min, y.max - y.min) / 2 + HEIGHT_MARGIN;
    const [cx, cy] = [(x.min + x.max) / 2, (y.min + y.max) / 2];
    const min: Vec3 = [cx - half, cy - half, z.min - 0.01];
    const max: Vec3 = [cx + half, cy + half, z.max + 0.01];
    this.#heightCamera.setMatrices(axesMatrix([1, 0, 0], [0, 1, 0], [0, 0, 1]), orthographicMatrix(min, max));
    this.#heightBase = z.min;
    const perMetre = 1 / (2 * half);
    return {
      heightRect: [perMetre, perMetre, -min[0] * perMetre, -min[1] * perMetre] as const,
      heightScale: [z.min, Math.log2(HEIGHT_SIZE * perMetre)] as const,
    };
  }
}

function extent(points: readonly Vec3[], axis: Vec3): { min: number; max: number } {
  const values = points.map((p) => dot(p, axis));
  return { min: Math.min(...values), max: Math.max(...values) };
}
