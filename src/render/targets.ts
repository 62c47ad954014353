import { Constants } from '@babylonjs/core/Engines/constants';
import { RenderTargetTexture } from '@babylonjs/core/Materials/Textures/renderTargetTexture';
import { Texture } from '@babylonjs/core/Materials/Textures/texture';
import { Color4 } from '@babylonjs/core/Maths/math.color';
import type { Scene } from '@babylonjs/core/scene';
import type { MatrixCamera } from './matrix-camera.js';

/** Behind everything, sRGB: a plain studio wall. */
const BACKGROUND = new Color4(0.7, 0.71, 0.72, 1);

/** Where truth is drawn: see TRUTH_FRAGMENT for what its four integers mean; all are 0 where nothing is. */
export function createTruthTarget(name: string, scene: Scene, camera: MatrixCamera): RenderTargetTexture {
  const target = new RenderTargetTexture(name, { width: 1, height: 1 }, scene, {
    type: Constants.TEXTURETYPE_UNSIGNED_INTEGER,
    format: Constants.TEXTUREFORMAT_RGBA_INTEGER,
    samplingMode: Texture.NEAREST_SAMPLINGMODE,
  });
  target.activeCamera = camera;
  target.onClearObservable.add((engine) => {
    engine.clear(null, false, true, false);
    const gl = engine.getRenderingCanvas()?.getContext('webgl2');
    // clear() leaves integer targets as they are.
    gl?.clearBufferuiv(gl.COLOR, 0, [0, 0, 0, 0]);
  });
  return target;
}

/** Where the picture is drawn, in bytes as they are shown. */
export function createPictureTarget(name: string, scene: Scene, camera: MatrixCamera): RenderTargetTexture {
  const target = new RenderTargetTexture(name, { width: 1, height: 1 }, scene, {
    type: Constants.TEXTURETYPE_UNSIGNED_BYTE,
    format: Constants.TEXTUREFORMAT_RGBA,
    samplingMode: Texture.NEAREST_SAMPLINGMODE,
  });
  target.activeCamera = camera;
  target.clearColor = BACKGROUND;
  return target;
}
