import { Constants } from '@babylonjs/core/Engines/constants';
import { EffectRenderer, EffectWrapper } from '@babylonjs/core/Materials/effectRenderer';
import { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import type { Scene } from '@babylonjs/core/scene';
import type { CameraView } from '../core/camera/pinhole.js';
import { NO_ANISOTROPY } from './light-maps.js';
import { viewMatrix } from './matrix-camera.js';
import { OCCLUSION_FRAGMENT, OCCLUSION_VERTEX, SMOOTHING_FRAGMENT } from './shaders/occlusion-shader.js';

/** Ambient occlusion of a view from its truth, at half its resolution; drawn after the truth and before the picture. */
export class Occlusion {
  readonly map: RenderTargetTexture;
  readonly #rough: RenderTargetTexture;
  readonly #renderer: EffectRenderer;
  readonly #find: EffectWrapper;
  readonly #smooth: EffectWrapper;

  constructor(scene: Scene) {
    const engine = scene.getEngine();
    const target = (name: string) => {
      const made = new RenderTargetTexture(name, { width: 1, height: 1 }, scene, {
        generateDepthBuffer: false,
        type: Constants.TEXTURETYPE_HALF_FLOAT,
        format: Constants.TEXTUREFORMAT_RG,
        samplingMode: Texture.NEAREST_SAMPLINGMODE,
      });
      made.anisotropicFilteringLevel = NO_ANISOTROPY;
      return made;
    };
    const effect = (name: string, fragmentShader: string, uniformNames: string[], sampler: string) =>
      new EffectWrapper({
        engine,
        name,
        vertexShader: OCCLUSION_VERTEX,
        fragmentShader,
        uniformNames,
        samplerNames: [sampler],
      });
    this.#rough = target('rough occlusion');
    this.map = target('occlusion');
    this.#renderer = new EffectRenderer(engine, { positions: [-1, -1, 3, -1, -1, 3], indices: [0, 1, 2] });
    this.#find = effect('vantage-occlusion', OCCLUSION_FRAGMENT, ['lens', 'size', 'viewFromWorld'], 'truth');
    this.#smooth = effect('vantage-smoothing', SMOOTHING_FRAGMENT, [], 'rough');
  }

  /** Waits until its programs are compiled. */
  async compile(): Promise<void> {
    for (const { effect } of [this.#find, this.#smooth]) {
      await new Promise<void>((resolve) => effect.executeWhenCompiled(() => resolve()));
    }
  }

  /** @param truth of the view, just drawn */
  render(truth: RenderTargetTexture, view: CameraView): void {
    const { width, height, fx, fy, cx, cy } = view.intrinsics;
    const coarse = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) };
    for (const map of [this.#rough, this.map]) {
      const size = map.getSize();
      if (size.width !== coarse.width || size.height !== coarse.height) map.resize(coarse);
    }
    this.#find.onApplyObservable.addOnce(() => {
      const { effect } = this.#find;
      effect.setTexture('truth', truth);
      effect.setFloat4('lens', 1 / fx, 1 / fy, cx, height - cy);
      effect.setFloat2('size', width, height);
      effect.setMatrix('viewFromWorld', viewMatrix(view.cameraFromWorld));
    });
    this.#renderer.render(this.#find, this.#rough);
    this.#smooth.onApplyObservable.addOnce(() => this.#smooth.effect.setTexture('rough', this.#rough));
    this.#renderer.render(this.#smooth, this.map);
  }
}
