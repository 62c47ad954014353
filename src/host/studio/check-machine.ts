import { statfs } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MachineCheck } from '../../contract/studio/machine.js';
import { listProviders } from '../../inference/local/list-providers.js';
import { PROVIDER_TITLES } from '../../inference/local/providers.js';
import { findBrowser } from '../find-browser.js';

/** Less than this fills up while a dataset of a few hundred scenes is made, bytes. */
const LITTLE_DISK = 5e9;

/** What this machine has for drawing, storing and running models. @param folder where datasets are written */
export const checkMachine = (folder: string): Promise<readonly MachineCheck[]> =>
  Promise.all([Promise.resolve(browserCheck()), diskCheck(folder), inferenceCheck()]);

function browserCheck(): MachineCheck {
  const browser = findBrowser();
  return browser === null
    ? {
        about: 'browser',
        state: 'lacking',
        short: 'no browser to draw with',
        sentence:
          'No Chrome, Chromium or Edge was found, so datasets cannot be drawn: run "npm run setup", or set VANTAGE_BROWSER to the path of one.',
      }
    : { about: 'browser', state: 'good', short: basename(browser), sentence: `Datasets are drawn by ${browser}.` };
}

async function diskCheck(folder: string): Promise<MachineCheck> {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const short = `${Math.round(free / 1e9)} GB free`;
  return free < LITTLE_DISK
    ? {
        about: 'disk',
        state: 'lacking',
        short,
        sentence: `Only ${(free / 1e9).toFixed(1)} GB are free where "${folder}" lies: free some, or start Vantage in a folder of another disk.`,
      }
    : { about: 'disk', state: 'good', short, sentence: `${short} where datasets are written, "${folder}".` };
}

async function inferenceCheck(): Promise<MachineCheck> {
  const reports = await listProviders();
  const live = reports.find(({ works, software }) => works && !software);
  if (live && live.provider !== 'cpu') {
    const device = live.device === null ? '' : `, ${live.device}`;
    const short = `models on ${PROVIDER_TITLES[live.provider]}${device}`;
    return {
      about: 'inference',
      state: 'good',
      short,
      sentence: `Models in a folder run on ${PROVIDER_TITLES[live.provider]}${device}.`,
    };
  }
  const others = reports.filter(({ provider }) => provider !== 'cpu');
  const why = others
    .map(({ provider, reason }) => `${PROVIDER_TITLES[provider]} ${reason ?? 'is a program here'}`)
    .join('; ');
  return {
    about: 'inference',
    state: live ? 'slower' : 'lacking',
    short: live ? 'models on the CPU' : 'no provider for models',
    sentence: live
      ? `Models in a folder run on the CPU (${why}). docs/models.md says how to add a GPU; a server such as vLLM, Ollama or LM Studio is connected by its URL.`
      : 'No provider for models started: connect a server by its URL, or run "npm ci" again.',
  };
}
