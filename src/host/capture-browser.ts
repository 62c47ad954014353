import type { DrawnMesh, FrameRequest, SceneRequest } from '../contract/capture-messages.js';
import type { Renderer } from '../core/edges.js';
import { UserError } from '../core/result.js';
import type { ModelLibrary } from '../core/scene/scene-spec.js';
import type { SettledScene } from '../core/scene/settled-scene.js';
import { BACKEND_NAMES, candidateBackends, isSoftware, type Backend } from './capture/backends.js';
import { BrowserLostError } from './capture/browser-process.js';
import { CaptureSession } from './capture/capture-session.js';
import { builtPages, servePage, type PageServer } from './capture/page-server.js';
import { probe } from './capture/probe.js';
import { findBrowser } from './find-browser.js';

export interface CaptureRendererOptions {
  /** One of BACKEND_NAMES; without it, and without VANTAGE_RENDERER, the first that draws right. */
  readonly backend?: string | undefined;
}

/**
 * A renderer in a headless browser: the first backend, in a fixed order, that draws a known scene as rays say it looks.
 * Scenes are drawn one after another, however many callers there are. A browser that goes away is started again once
 * for a scene.
 *
 * @throws UserError when there is no browser, or none draws right
 */
export async function createCaptureRenderer(options: CaptureRendererOptions = {}): Promise<Renderer> {
  const executable = findBrowser();
  if (executable === null) throw new UserError(noBrowser());
  const server = await servePage(builtPages(import.meta.dirname));
  try {
    const { backend, session } = await firstRight(
      executable,
      server,
      options.backend ?? process.env['VANTAGE_RENDERER'],
    );
    return new CaptureRenderer(executable, server, backend, session);
  } catch (error) {
    await server.close();
    throw error;
  }
}

class CaptureRenderer implements Renderer {
  readonly description: string;
  readonly #executable: string;
  readonly #server: PageServer;
  readonly #backend: Backend;
  #session: CaptureSession;
  #queue: Promise<unknown> = Promise.resolve();

  constructor(executable: string, server: PageServer, backend: Backend, session: CaptureSession) {
    this.#executable = executable;
    this.#server = server;
    this.#backend = backend;
    this.#session = session;
    this.description = session.description;
  }

  capture: Renderer['capture'] = (scene, models, views, options) => {
    const request = sceneRequest(scene);
    const meshOf = (hash: string) => drawnMesh(hash, models);
    const frames = views.map((view): FrameRequest => ({ kind: 'frame', view, ...options }));
    const result = this.#queue.then(() => this.#draw(request, meshOf, frames));
    this.#queue = result.catch(() => {});
    return result;
  };

  async dispose(): Promise<void> {
    await this.#session.close();
    await this.#server.close();
  }

  async #draw(scene: SceneRequest, meshOf: (hash: string) => DrawnMesh, frames: readonly FrameRequest[]) {
    try {
      return await this.#session.draw(scene, meshOf, frames);
    } catch (error) {
      if (!(error instanceof BrowserLostError)) throw error;
    }
    await this.#session.close();
    this.#session = await CaptureSession.open(this.#executable, this.#backend, this.#server);
    if (this.#session.description !== this.description) {
      throw new Error(
        `The browser came back as "${this.#session.description}", the dataset was begun with "${this.description}".`,
      );
    }
    try {
      return await this.#session.draw(scene, meshOf, frames);
    } catch (error) {
      throw new Error('The browser went away twice while drawing one scene.', { cause: error });
    }
  }
}

async function firstRight(executable: string, server: PageServer, forced: string | undefined) {
  const candidates = candidateBackends();
  if (forced && !BACKEND_NAMES.some((name) => name === forced)) {
    throw new UserError(`Renderer "${forced}" is not known: choose one of ${BACKEND_NAMES.join(', ')}.`);
  }
  const refused: string[] = [];
  for (const backend of candidates.filter(({ name }) => !forced || name === forced)) {
    try {
      const session = await CaptureSession.open(executable, backend, server);
      const why =
        backend.hardware && isSoftware(session.description) ? 'a program draws, no GPU' : await probe(session);
      if (why === null) return { backend, session };
      refused.push(`${backend.name}: ${why}`);
      await session.close();
    } catch (error) {
      refused.push(`${backend.name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  if (refused.length === 0) throw new UserError(`Renderer "${forced}" is not available on this machine.`);
  throw new UserError(
    `${executable} cannot draw scenes here (${refused.join('; ')}). "npm run setup" installs what is missing.`,
  );
}

function noBrowser(): string {
  const named = process.env['VANTAGE_BROWSER'];
  return named
    ? `VANTAGE_BROWSER names "${named}", which does not exist.`
    : 'No Chrome, Chromium or Edge was found: run "npm run setup", or set VANTAGE_BROWSER to the path of one.';
}

function sceneRequest(scene: SettledScene): SceneRequest {
  return {
    kind: 'scene',
    objects: scene.objects.map(({ id, mesh, scale, worldFromObject, solid, structure, materials }) => ({
      id,
      mesh,
      scale,
      worldFromObject,
      solid,
      structure,
      materials,
    })),
    lighting: scene.lighting,
  };
}

function drawnMesh(hash: string, models: ModelLibrary): DrawnMesh {
  const model = models.get(hash);
  if (!model) throw new Error(`Mesh ${hash} is in the scene but not in the models given to capture().`);
  return { hash, mesh: model.mesh, textures: model.materials.map((material) => material.texture) };
}
