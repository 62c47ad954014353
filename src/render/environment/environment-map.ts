import { Constants } from '@babylonjs/core/Engines/constants';
import { RawTexture3D } from '@babylonjs/core/Materials/Textures/rawTexture3D';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { ToHalfFloat } from '@babylonjs/core/Misc/textureTools';
import type { Scene } from '@babylonjs/core/scene';
import { RIMMED_SIZE } from './octahedral.js';
import { prefilter, ROUGHNESS_LEVELS } from './prefilter.js';

/** A prefiltered environment on the GPU: octahedral, a layer for each of a few roughnesses. */
export class EnvironmentMap {
  readonly texture: RawTexture3D;

  constructor(scene: Scene) {
    this.texture = new RawTexture3D(
      new Uint16Array(4 * ROUGHNESS_LEVELS * RIMMED_SIZE * RIMMED_SIZE),
      RIMMED_SIZE,
      RIMMED_SIZE,
      ROUGHNESS_LEVELS,
      Constants.TEXTUREFORMAT_RGBA,
      scene,
      false,
      false,
      Texture.BILINEAR_SAMPLINGMODE,
      Constants.TEXTURETYPE_HALF_FLOAT,
    );
    this.texture.wrapU = this.texture.wrapV = this.texture.wrapR = Texture.CLAMP_ADDRESSMODE;
    this.texture.anisotropicFilteringLevel = 1;
  }

  /** @param radiance [3 n] linear RGB of the texels of an environment */
  set(radiance: Float32Array): void {
    this.texture.update(Uint16Array.from(prefilter(radiance), (value) => ToHalfFloat(value)));
  }
}
