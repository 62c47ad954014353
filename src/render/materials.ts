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
      'ambientLight',
      'shadowFromWorld',
      'shadowSlopeX',
      'shadowSlopeY',
      'shadowScale',
      'heightRect',
      'heightScale',
    ],
    samplers: ['patterns', 'shadowMap', 'heightMap'],
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

/** A material for closed meshes, whose back faces nobody sees, and one for sheets; both share one compiled program. */
export interface MaterialPair {
  readonly closed: ShaderMaterial;
  readonly open: ShaderMaterial;
}

/** @param bind called before each draw, after Babylon has set the matrices */
export function createMaterials(
  name: ShaderName,
  scene: Scene,
  bind: (effect: Effect, surface: DrawnSurface) => void,
): MaterialPair {
  const shader: Shader = SHADERS[name];
  const key = `vantage-${name}`;
  ShaderStore.ShadersStore[`${key}VertexShader`] = shader.vertex;
  ShaderStore.ShadersStore[`${key}FragmentShader`] = shader.fragment;
  const create = (closed: boolean) => {
    const material = new ShaderMaterial(key, scene, key, {
      attributes: [...shader.attributes],
      uniforms: [...POSITION_UNIFORMS, ...shader.uniforms],
      samplers: [...shader.samplers],
    });
    material.backFaceCulling = closed;
    // Matrices are GL's own, so that front faces are counter-clockwise; Babylon's default expects its mirrored ones.
    material.sideOrientation = Constants.MATERIAL_CounterClockWiseSideOrientation;
    material.onBindObservable.add((mesh) => {
      const effect = material.getEffect();
      if (effect) bind(effect, surfaceOf(mesh));
    });
    return material;
  };
  return { closed: create(true), open: create(false) };
}
