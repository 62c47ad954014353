import type { ConnectedModel } from '../../contract/studio/models.js';
import type { ModelProfile } from '../../core/models/profile.js';
import { probeWarning } from '../../core/models/probe/probe-result.js';
import type { VisionLanguageModel } from '../../core/models/vision-language-model.js';
import { UserError } from '../../core/result.js';
import { loadProfile, profileFor } from '../model-profile.js';
import { openModel } from '../open-model.js';
import { configFolder, readProbe } from '../probe-store.js';

interface Held {
  readonly name: string;
  readonly model: VisionLanguageModel;
  readonly profile: ModelProfile;
}

/** The one model that the studio keeps open: opening another one closes it. */
export class ModelHolder {
  #held: Held | null = null;
  /** Openings and closings happen one after another. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @throws UsageError or UserError with one sentence; the model before stays open then */
  connect(name: string, profileName: string | undefined): Promise<ConnectedModel> {
    return this.#next(async () => {
      const chosen = profileName === undefined ? null : await loadProfile(profileName);
      const model = await openModel(name, { baselines: null });
      await this.#held?.model.dispose();
      this.#held = { name, model, profile: chosen ?? profileFor(model.description) };
      return describe(this.#held);
    });
  }

  disconnect(): Promise<void> {
    return this.#next(async () => {
      const held = this.#held;
      this.#held = null;
      await held?.model.dispose();
    });
  }

  async description(): Promise<ConnectedModel | null> {
    return this.#held && describe(this.#held);
  }

  /** @throws UserError when there is none */
  open(): Held {
    if (!this.#held) throw new UserError('No model is connected: give its URL or folder on the Models page.');
    return this.#held;
  }

  #next<T>(act: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(act);
    this.#turn = result.catch(() => {});
    return result;
  }
}

async function describe({ name, model, profile }: Held): Promise<ConnectedModel> {
  const { description } = model;
  const probe = await readProbe(configFolder(process.env, process.platform), name);
  return {
    name,
    description,
    profile,
    probed: probe?.sentence ?? null,
    warning: probeWarning(profile, probe, name, description.fingerprint),
  };
}
