import { call, type AnyProcedure } from '@orpc/server';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { studioContract } from '../../contract/studio/contract.js';
import { createStudioBackend, type StudioBackend } from './backend.js';
import { OpenedFolders } from './opened-folders.js';
import { Roots } from './roots.js';
import { studioRouter } from './studio-router.js';

const SECRET = 'a-secret-of-somebody-else';

let top: string;
let work: string;
let backend: StudioBackend;

beforeAll(async () => {
  top = await realpath(await mkdtemp(join(tmpdir(), 'vantage-roots-')));
  work = join(top, 'work');
  await mkdir(join(work, 'inside'), { recursive: true });
  await mkdir(join(top, 'outside/rollouts'), { recursive: true });
  await mkdir(join(top, 'work-beside'));
  await writeFile(join(top, 'outside/file.json'), `"${SECRET}"`);
  await writeFile(join(top, 'work-beside/file.json'), `"${SECRET}"`);
  await symlink(join(top, 'outside'), join(work, 'link'));
  await symlink(join(top, 'outside/file.json'), join(work, 'inside/file.json'));
  await symlink(join(top, 'outside/not-there-yet.json'), join(work, 'to-nothing.json'));
  backend = createStudioBackend(work, { config: join(top, 'config') });
});

afterAll(async () => {
  await backend.dispose();
  await rm(top, { recursive: true });
});

/** Ways out of the working folder. */
const WAYS_OUT = (): Readonly<Record<string, string>> => ({
  'the folder above': '..',
  'a path upwards': '../outside/file.json',
  'a path down and up': 'inside/../../outside/file.json',
  'a folder whose name begins alike': '../work-beside/file.json',
  'an absolute path': join(top, 'outside/file.json'),
  'the root': '/',
  'a linked folder': 'link',
  'a file behind a link': 'link/file.json',
  'a linked file': 'inside/file.json',
  'a link to what is not there yet': 'to-nothing.json',
  'something new behind a link': 'link/deeper/new.json',
  'what is not there': '../outside/none.json',
  "a user's keys": '/etc/passwd',
});

/** Every call that takes a path: its input with that path in it, everything else as it should be. */
const CALLS: Readonly<Record<string, readonly ((path: string) => unknown)[]>> = {
  'datasets.open': [(path) => ({ path })],
  'disputes.add': [(dataset) => ({ dataset, line: {} })],
  'files.recognise': [(path) => ({ path })],
  'jobs.add': [
    (recipe) => ({ spec: { kind: 'generate', recipe, seed: 0, out: 'new', scenes: 1 } }),
    (out) => ({ spec: { kind: 'generate', recipe: 'scenes/none.json', seed: 0, out, scenes: 1 } }),
    (dir) => ({ spec: { kind: 'ask', dir, set: 'again' } }),
    (dir) => ({ spec: { kind: 'verify', dir } }),
    (dir) => ({ spec: { kind: 'export', dir, format: 'coco', out: 'new' } }),
    (out) => ({ spec: { kind: 'export', dir: '.', format: 'coco', out } }),
    (dir) => ({ spec: { kind: 'report', dir } }),
    (dir) => ({ spec: { kind: 'evaluate', dir, model: 'oracle' } }),
    (model) => ({ spec: { kind: 'evaluate', dir: '.', model } }),
    (suite) => ({ spec: { kind: 'rollout', suite, dir: '.', model: 'oracle', placementOnly: true } }),
    (model) => ({ spec: { kind: 'rollout', suite: 'none.json', dir: '.', model, placementOnly: true } }),
  ],
  'jobs.estimate': [(recipe) => ({ recipe, seed: 0 })],
  'jobs.knownEstimate': [(recipe) => ({ recipe, seed: 0 })],
  'models.connect': [
    (name) => ({ name }),
    (path) => ({ name: 'http://127.0.0.1:9#x', profile: /[./\\]/.test(path) ? path : `${path}/x` }),
  ],
  'models.evaluations': [(dir) => ({ dir })],
  'models.scores': [(dir) => ({ dir, name: 'one' })],
  'recipes.read': [(path) => ({ path })],
  'recipes.save': [(path) => ({ path: path.endsWith('.json') ? path : `${path}/x.json`, recipe: RECIPE })],
  'rollouts.runs': [(dir) => ({ dir })],
  'rollouts.episodes': [(dir) => ({ dir, run: 'one' })],
  'rollouts.episode': [(dir) => ({ dir, run: 'one', episode: 0 })],
  'rollouts.look': [(dir) => ({ dir, run: 'one', episode: 0, look: 0 })],
  'rollouts.picture': [(dir) => ({ dir, run: 'one', episode: 0, look: 0, camera: 0 })],
  'rollouts.meshes': [(dir) => ({ dir, run: 'one', episode: 0, look: 0, except: [] })],
  'rollouts.motion': [(dir) => ({ dir, run: 'one', episode: 0, name: 'motion-0.jsonl' })],
  'rollouts.openScene': [(dir) => ({ dir, run: 'one', episode: 0, look: 0 })],
  'rollouts.more': [(dir) => ({ dir, run: 'one', episode: 0 })],
  'scenes.open': [(dataset) => ({ dataset, scene: '000000-000' })],
  'scenes.openFile': [(path) => ({ path })],
  'scenes.save': [
    (path) => ({ path: path.endsWith('.json') ? path : `${path}/x.json`, scene: {}, views: [], recipe: null }),
  ],
};

/** Calls whose strings of such names are no paths, and why. */
const NO_PATHS: Readonly<Record<string, string>> = { 'datasets.forget': 'only takes a line off a list' };

const RECIPE = { schema: 'vantage/recipe@1' };

const PATH_NAMES = /^(path|paths|dir|out|recipe|suite|dataset|model|profile|folder|file)$/;

/** Whether a call's input has a string that could be a path. */
function takesPath(schema: unknown): boolean {
  if (schema === null || typeof schema !== 'object') return false;
  if ('properties' in schema && schema.properties !== null && typeof schema.properties === 'object')
    for (const [name, field] of Object.entries(schema.properties as Record<string, object>)) {
      const isText = JSON.stringify(field).includes('"type":"string"') && !('pattern' in field);
      if (PATH_NAMES.test(name) && isText) return true;
    }
  return Object.values(schema).some(takesPath);
}

const procedures = Object.entries(studioContract).flatMap(([section, calls]) =>
  Object.entries(calls).map(([name, procedure]) => ({ id: `${section}.${name}`, procedure })),
);

it('are asked by every call that takes a path', () => {
  const taking = procedures.flatMap(({ id, procedure }) => {
    const schema = procedure['~orpc'].inputSchema as z.ZodType | undefined;
    return schema && takesPath(z.toJSONSchema(schema, { unrepresentable: 'any' })) ? [id] : [];
  });
  expect(taking.length).toBeGreaterThan(15);
  expect(taking.filter((id) => !(id in CALLS) && !(id in NO_PATHS))).toEqual([]);
});

async function outcome(id: string, input: unknown): Promise<string> {
  const [section, name] = id.split('.');
  const router = studioRouter(backend) as unknown as Record<string, Record<string, AnyProcedure>>;
  try {
    const procedure = router[section][name];
    // Paths are asked for before anything else: what else is in the input need not be right for this.
    const output: unknown =
      id === 'disputes.add'
        ? await procedure['~orpc'].handler({ input } as never)
        : await call(procedure, input as never);
    const events: unknown[] = [];
    if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output)
      for await (const event of output as AsyncIterable<unknown>) events.push(event);
    return `done: ${JSON.stringify([output, events])}`;
  } catch (error) {
    return (error as Error).message;
  }
}

describe.each(Object.entries(CALLS))('%s', (id, inputs) => {
  it('names nothing outside of what is open', async () => {
    for (const input of inputs)
      for (const [way, path] of Object.entries(WAYS_OUT())) {
        const said = await outcome(id, input(path));
        expect(said, way).toContain('lies outside');
        expect(said, way).not.toContain(SECRET);
      }
  });
});

describe('roots', () => {
  const roots = (config: string) => new Roots(work, [join(top, 'work-beside')], new OpenedFolders(join(top, config)));

  it('give back real paths of what is there and of what is to come', async () => {
    const { readable, writable } = bound(roots('a'));
    expect(await readable('inside')).toBe(join(work, 'inside'));
    expect(await readable('.')).toBe(work);
    expect(await writable('new/deeper')).toBe(join(work, 'new/deeper'));
    expect(await readable(join(work, 'inside/../inside'))).toBe(join(work, 'inside'));
    await expect(readable('a\0b')).rejects.toThrow('zero byte');
  });

  it('let the own folders of the program be read and not written', async () => {
    const { readable, writable } = bound(roots('a'));
    expect(await readable('../work-beside/file.json')).toBe(join(top, 'work-beside/file.json'));
    await expect(writable('../work-beside/file.json')).rejects.toThrow('lies outside');
  });

  it('grow by what the user opened past the page, and remember it', async () => {
    const first = roots('b');
    await first.grant('../outside');
    expect(await first.writable('link/deeper/new.json')).toBe(join(top, 'outside/deeper/new.json'));
    expect(await roots('b').readable('link/file.json')).toBe(join(top, 'outside/file.json'));
    await expect(roots('c').readable('link/file.json')).rejects.toThrow('lies outside');
    await writeFile(join(top, 'b/opened.json'), '{"schema":');
    await expect(roots('b').readable('link/file.json')).rejects.toThrow('lies outside');
  });

  it('let a typed path in where something of ours lies, and only there', async () => {
    await mkdir(join(top, 'data/deeper'), { recursive: true });
    await writeFile(join(top, 'data/dataset.json'), '{"schema":"vantage/dataset@1"}');
    const { readable } = bound(roots('d'));
    await expect(readable(join(top, 'data'))).rejects.toThrow('lies outside');
    await expect(readable(join(top, 'data'), ['model'])).rejects.toThrow('lies outside');
    await expect(readable(join(top, 'data/deeper'), ['dataset'])).rejects.toThrow('lies outside');
    expect(await readable(join(top, 'data'), ['dataset'])).toBe(join(top, 'data'));
    expect(await readable(join(top, 'data/deeper'))).toBe(join(top, 'data/deeper'));
    await expect(readable(top, ['dataset'])).rejects.toThrow('lies outside');
  });
});

/** The methods as functions of their own. */
const bound = (of: Roots) => ({ readable: of.readable.bind(of), writable: of.writable.bind(of) });

it('recipes and scenes replace their kind and nothing else', async () => {
  await writeFile(join(work, 'precious.json'), '{"mine":true}');
  for (const [id, kind] of [
    ['recipes.save', 'recipe'],
    ['scenes.save', 'scene'],
  ])
    expect(await outcome(id, { path: 'precious.json', recipe: RECIPE, scene: {}, views: [] })).toContain(
      `is something else than a ${kind}: choose another name.`,
    );
  expect(await readFile(join(work, 'precious.json'), 'utf8')).toBe('{"mine":true}');
});
