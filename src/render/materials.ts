import { Constants } from '@babylonjs/core/Engines/constants';
import type { Effect } from '@babylonjs/core/Materials/effect';
import { ShaderMaterial } from '@babylonjs/core/Materials/shaderMaterial';
import { ShaderStore } from '@babylonjs/core/Engines/shaderStore';
import type { AbstractMesh } from '@babylonjs/core/Meshes/abstractMesh';
import type { Scene } from '@babylonjs/core/scene';
import { HEIGHT_FRAGMENT, HEIGHT_VERTEX, SHADOW_FRAGMENT, SHADOW_VERTEX } from './shaders/light-map-shader.js';
import { SURFACE_FRAGMENT, SURFACE_VERTEX } from './shaders/surface-shader.js';
import { TRUTH_FRAGMENT, TRUTH_VERTEX } from './shaders/truth-shader.js';

/** What one draw call needs besides its geometry. */
export interface DrawnSurface {
  readonly instanceId: number;
  /** Linear RGB. */
  readonly colour: readonly [number, number, number];
  readonly roughness: number;
  readonly metallic: number;
  /** Layer of the pattern texture; 0 is plain. */
  readonly pattern: number;
  /** Shows the sky by day and the dark at night. */
  readonly pane: boolean;
  /** 1 unless it is glass. */
  readonly opacity: number;
}

const surfaces = new WeakMap<AbstractMesh, DrawnSurface>();

/** The surface that a drawn mesh shows: materials read it when they draw the mesh. */
export const describeSurface = (mesh: AbstractMesh, surface: DrawnSurface) => surfaces.set(mesh, surface);

function surfaceOf(mesh: AbstractMesh): DrawnSurface {
  const surface = surfaces.get(mesh);
  if (!surface) throw new Error(`Mesh "${mesh.name}" is drawn before describeSurface() said what it shows.`);
  return surface;
}

const POSITION_UNIFORMS = ['world', 'worldView', 'projection'];

interface Shader {
  readonly vertex: string;
  readonly fragment: string;
  readonly attributes: readonly string[];
  readonly uniforms: readonly string[];
  readonly samplers: readonly string[];
}

const SHADERS = {
  truth: {
    vertex: TRUTH_VERTEX,
    fragment: TRUTH_FRAGMENT,
    attributes: ['position', 'normal'],
    uniforms: ['instanceId'],
    samplers: [],
  },
  surface: {
    vertex: SURFACE_VERTEX,
    fragment: SURFACE_FRAGMENT,
    attributes: ['position', 'normal', 'uv'],
    uniforms: [
      'baseColour',
      'surface',
      'eye',
      'toLight',
      'keyLight',
      'irradiance',
      'glow',
      'lightCount',
      'openingCenter',
      'openingWidth',
      'openingHeight',
      'lampPosition',
      'lampColour',
      'lampAxis',
      'lampShadow',
      'shadowFromWorld',
      'shadowSlopeX',
      'shadowSlopeY',
      'shadowScale',
      'heightRect',
      'heightScale',
    ],
    samplers: ['patterns', 'shadowMap', 'lampMap', 'environment', 'occlusion', 'heightMap'],
  },
  shadow: { vertex: SHADOW_VERTEX, fragment: SHADOW_FRAGMENT, attributes: ['position'], uniforms: [], samplers: [] },
  height: {
    vertex: HEIGHT_VERTEX,
    fragment: HEIGHT_FRAGMENT,
    attributes: ['position'],
    uniforms: ['heightBase'],
    samplers: [],
  },
} as const satisfies Record<string, Shader>;

export type ShaderName = keyof typeof SHADERS;

/** Materials for closed meshes, whose back faces nobody sees, for sheets, and for glass; all share one compiled program. */
export interface MaterialSet {
  readonly closed: ShaderMaterial;
  readonly open: ShaderMaterial;
  /** Drawn after all else, over what is there; only the picture tells it from `closed`. */
  readonly glass: ShaderMaterial;
}

/**
 * @param bind called before each draw, after Babylon has set the matrices
 * @param defines names that the shader's own #ifdef ask for
 */
export function createMaterials(
  name: ShaderName,
  scene: Scene,
  bind: (effect: Effect, surface: DrawnSurface) => void,
  defines: readonly string[] = [],
): MaterialSet {
  const shader: Shader = SHADERS[name];
  const key = `vantage-${name}`;
  ShaderStore.ShadersStore[`${key}VertexShader`] = shader.vertex;
  ShaderStore.ShadersStore[`${key}FragmentShader`] = shader.fragment;
  const create = (closed: boolean, blended: boolean) => {
    const material = new ShaderMaterial(key, scene, key, {
      attributes: [...shader.attributes],
      uniforms: [...POSITION_UNIFORMS, ...shader.uniforms],
      samplers: [...shader.samplers],
      defines: defines.map((define) => `#define ${define}`),
      needAlphaBlending: blended,
    });
    // The shader has multiplied by its alpha already: a reflection is as bright on clear glass as on a plate.
    if (blended) material.alphaMode = Constants.ALPHA_PREMULTIPLIED;
    material.backFaceCulling = closed;
    // Matrices are GL's own, so that front faces are counter-clockwise; Babylon's default expects its mirrored ones.
    material.sideOrientation = Constants.MATERIAL_CounterClockWiseSideOrientation;
    material.onBindObservable.add((mesh) => {
      const effect = material.getEffect();
      if (effect) bind(effect, surfaceOf(mesh));
    });
    return material;
  };
  const closed = create(true, false);
  return { closed, open: create(false, false), glass: name === 'surface' ? create(true, true) : closed };
}
