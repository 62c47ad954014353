import { Constants } from '@babylonjs/core/Engines/constants';
import { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { Viewport } from '@babylonjs/core/Maths/math.viewport';
import type { Scene } from '@babylonjs/core/scene';
import { dot, sub, type Vec3 } from '../core/geometry/vec3.js';
import { MOST_LIGHTS } from '../core/looks/choose-lighting.js';
import type { Lighting } from '../core/scene/settled-scene.js';
import type { DrawnBox } from './drawn-scene.js';
import { FACE, FACE_SCALE } from './lamp-map.js';
import { NO_ANISOTROPY } from './light-maps.js';
import { axesMatrix, MatrixCamera, projectionMatrix } from './matrix-camera.js';

type Lamp = NonNullable<Lighting['lamps']>[number];

/** Nothing in a room is further from its lamp. */
const FAR = 16;

/** The faces of a cube as the surface shader counts them: where each looks, and what is right of it and up. */
const FACES: readonly { readonly toward: Vec3; readonly right: Vec3; readonly up: Vec3 }[] = [
  { toward: [1, 0, 0], right: [0, -1, 0], up: [0, 0, 1] },
  { toward: [-1, 0, 0], right: [0, 1, 0], up: [0, 0, 1] },
  { toward: [0, 1, 0], right: [1, 0, 0], up: [0, 0, 1] },
  { toward: [0, -1, 0], right: [-1, 0, 0], up: [0, 0, 1] },
  { toward: [0, 0, 1], right: [-1, 0, 0], up: [0, 1, 0] },
  { toward: [0, 0, -1], right: [1, 0, 0], up: [0, 1, 0] },
];

/** Per lamp: map depth of infinity, its fall with 1 / distance, metres of the soft edge, and how near light is free. */
export type LampUniform = readonly [infinity: number, fall: number, softness: number, clear: number];

/** The scene as its lamps see it, each in six directions: one depth map, a lamp a row, drawn once a scene. */
export class LampShadows {
  readonly map: RenderTargetTexture;
  readonly #camera: MatrixCamera;
  #clears = true;

  constructor(scene: Scene) {
    this.map = new RenderTargetTexture('lamps', { width: 6 * FACE, height: MOST_LIGHTS * FACE }, scene, {
      generateDepthBuffer: false,
      noColorAttachment: true,
      samplingMode: Texture.BILINEAR_SAMPLINGMODE,
    });
    this.map.createDepthStencilTexture(Constants.LEQUAL, true, false, 1, Constants.TEXTUREFORMAT_DEPTH16);
    this.map.anisotropicFilteringLevel = NO_ANISOTROPY;
    this.map.onClearObservable.add((engine) => {
      if (this.#clears) engine.clear(null, false, true, false);
    });
    this.#camera = new MatrixCamera('lamps', scene);
    this.map.activeCamera = this.#camera;
  }

  /** @param casters what light does not go through */
  render(lamps: readonly Lamp[], casters: readonly DrawnBox[]): LampUniform[] {
    this.#clears = true;
    return lamps.slice(0, MOST_LIGHTS).map((lamp, row) => {
      const { position, radius = 0, clear } = lamp;
      if (clear === undefined) return [1, 0, 0, FAR];
      for (const [column, { toward, right, up }] of FACES.entries()) {
        // A shade lets nothing out behind it.
        if (lamp.axis && dot(lamp.axis, toward) < -0.8) continue;
        const seen = casters.filter(({ corners }) => mayShow(corners, position, toward, right, up, clear));
        if (seen.length === 0 && !this.#clears) continue;
        const back: Vec3 = [-toward[0], -toward[1], -toward[2]];
        const view = axesMatrix(right, up, back);
        const at = (axis: Vec3) => -dot(axis, position);
        view.setRowFromFloats(3, at(right), at(up), at(back), 1);
        const focal = FACE_SCALE / 2;
        const intrinsics = { width: 1, height: 1, fx: focal, fy: focal, cx: 0.5, cy: 0.5 };
        this.#camera.setMatrices(view, projectionMatrix(intrinsics, clear, FAR));
        this.#camera.viewport = new Viewport(column / 6, row / MOST_LIGHTS, 1 / 6, 1 / MOST_LIGHTS);
        this.map.renderList = seen.map(({ mesh }) => mesh);
        this.map.render();
        this.#clears = false;
      }
      const infinity = FAR / (FAR - clear);
      return [infinity, infinity * clear, SOFTNESS * radius, clear];
    });
  }
}

/** Half width of the soft edge as a share of the lamp's radius: an occluder about a sixth of the way from what it darkens. */
const SOFTNESS = 0.16;

/** Whether a box may reach into a face: no face of the pyramid has all corners on its other side. */
function mayShow(corners: readonly Vec3[], eye: Vec3, toward: Vec3, right: Vec3, up: Vec3, near: number): boolean {
  const outside = [0, 0, 0, 0, 0];
  for (const corner of corners) {
    const p = sub(corner, eye);
    const [x, y, z] = [dot(p, right), dot(p, up), dot(p, toward)];
    const reach = z / FACE_SCALE;
    if (x < -reach) outside[0]++;
    if (x > reach) outside[1]++;
    if (y < -reach) outside[2]++;
    if (y > reach) outside[3]++;
    if (z < near) outside[4]++;
  }
  return !outside.includes(corners.length);
}
