import { chmodSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { expect, it as always } from 'vitest';
import { environmentKeys } from '../../inference/endpoint/api-keys.js';
import { appCipher, type SealingPort } from './app-cipher.js';
import { keepKey, keyState } from './endpoint-key.js';
import { encryptedKeyFile, type KeyCipher } from './encrypted-key-file.js';
import { keysFrom, type KeyStore } from './key-store.js';
import { keyRun } from './key-run.js';
import { macKeychainStore } from './mac-keychain-store.js';
import { systemKeyStores } from './system-key-stores.js';
import { windowsCipher } from './windows-cipher.js';

// The tools that stand for the system's are scripts that Windows does not start by their name.
const it = always.skipIf(process.platform === 'win32');

const KEY = 'sk-very-"secret"\\key';
const HOST = 'api.example.org:8443';

/**
 * A folder with a tool of that name in it, a script of Node, and the environment that finds it first. It appends its
 * arguments to `seen`, and keeps its entries in `kept`.
 */
function fakeTool(name: string, body: string) {
  const folder = mkdtempSync(join(tmpdir(), 'vantage-keys-'));
  const path = join(folder, name);
  const head = `#!${process.execPath}
const fs = require('node:fs');
const args = process.argv.slice(2);
const input = fs.readFileSync(0, 'utf8');
fs.appendFileSync(${JSON.stringify(join(folder, 'seen'))}, args.join(' ') + '\\n');
const keptPath = ${JSON.stringify(join(folder, 'kept'))};
const kept = fs.existsSync(keptPath) ? JSON.parse(fs.readFileSync(keptPath, 'utf8')) : {};
const keep = () => fs.writeFileSync(keptPath, JSON.stringify(kept));
`;
  writeFileSync(path, head + body);
  chmodSync(path, 0o755);
  const environment = {
    ...process.env,
    XDG_CONFIG_HOME: join(folder, 'config'),
    APPDATA: join(folder, 'config'),
    PATH: [folder, process.env['PATH']].join(delimiter),
  };
  return { environment, folder, seen: () => readFileSync(join(folder, 'seen'), 'utf8') };
}

const SECRET_TOOL = `
const entry = args.slice(args.indexOf('service')).join(' ');
if (args[0] === 'store') { kept[entry] = input; keep(); }
if (args[0] === 'lookup') { if (entry in kept) process.stdout.write(kept[entry] + '\\n'); else process.exit(1); }
if (args[0] === 'clear') { delete kept[entry]; keep(); }
`;

const SECURITY = `
const words = args[0] === '-i' ? input.trim().split(' ') : args;
const option = (name) => words[words.indexOf(name) + 1];
const entry = option('-s') + ' ' + option('-a');
if (words[0] === 'add-generic-password') { kept[entry] = Buffer.from(option('-X'), 'hex').toString(); keep(); }
else if (!(entry in kept)) { process.stderr.write('The specified item could not be found in the keychain.\\n'); process.exit(44); }
else if (words[0] === 'find-generic-password') process.stdout.write(kept[entry] + '\\n');
else { delete kept[entry]; keep(); }
`;

/** Turns the bytes round, and refuses what it did not write. */
const POWERSHELL = `
const bytes = Buffer.from(input, 'base64');
if (args.at(-1).includes('::Protect(')) process.stdout.write(Buffer.from('sealed' + bytes.toString('hex')).toString('base64'));
else if (bytes.toString().startsWith('sealed')) process.stdout.write(Buffer.from(bytes.toString().slice(6), 'hex').toString('base64'));
else { process.stderr.write('Key not valid for use in specified state.\\n'); process.exit(1); }
`;

async function walk(store: KeyStore) {
  expect(await store.read(HOST)).toBeNull();
  expect(await store.forget(HOST)).toBe(false);
  await store.write(HOST, 'old');
  await store.write(HOST, KEY);
  await store.write('other', 'another');
  expect(await store.read(HOST)).toBe(KEY);
  expect(await store.forget(HOST)).toBe(true);
  expect(await store.read(HOST)).toBeNull();
  expect(await store.read('other')).toBe('another');
}

it('keeps keys in a Linux keyring through secret-tool, never as an argument', async () => {
  const { environment, seen } = fakeTool('secret-tool', SECRET_TOOL);
  const { stores, missing } = await systemKeyStores(environment, 'linux');
  expect(missing).toBeNull();
  await walk(stores[0] as KeyStore);
  expect(seen()).toContain(`store --label=Vantage: key of ${HOST} service vantage host ${HOST}`);
  expect(seen()).not.toContain('secret"');
});

it('says why a keyring cannot be used', async () => {
  const { environment } = fakeTool(
    'secret-tool',
    `process.stderr.write('Cannot autolaunch D-Bus\\n'); process.exit(1);`,
  );
  const { stores } = await systemKeyStores(environment, 'linux');
  await expect((stores[0] as KeyStore).read(HOST)).rejects.toThrow(
    'The keyring cannot be used (Cannot autolaunch D-Bus).',
  );
  // A run without a key goes on; only where a key is wanted is the keyring spoken of.
  const keys = keysFrom(environmentKeys({}), stores);
  expect(await keys.keyFor(HOST)).toBeNull();
  expect(keys.remedyFor(HOST)).toContain('vantage models key set');
  expect(keys.remedyFor(HOST)).toContain('Cannot autolaunch D-Bus');
});

it('names what to install where there is no keyring', async () => {
  const { stores, missing } = await systemKeyStores({ PATH: '' }, 'linux');
  expect(stores).toEqual([]);
  expect(missing).toContain('libsecret-tools');
});

it('keeps keys in the keychain of macOS through security, never as an argument', async () => {
  const { environment, seen } = fakeTool('security', SECURITY);
  await walk(macKeychainStore(environment));
  expect(seen()).not.toContain(Buffer.from(KEY).toString('hex'));
});

it('keeps keys in a file that Windows encrypts', async () => {
  const { environment, folder, seen } = fakeTool('powershell', POWERSHELL);
  const { stores } = await systemKeyStores(environment, 'win32');
  await walk(stores[0] as KeyStore);
  const file = readFileSync(join(folder, 'config', 'vantage', 'keys.json'), 'utf8');
  expect(file).not.toContain('another');
  expect(seen()).not.toContain('another');
  await expect(windowsCipher(environment).decrypt('AAAA')).rejects.toThrow('Key not valid');
});

/** Stands for Electron's safeStorage. */
const cipher: KeyCipher = {
  title: 'the app',
  encrypt: async (text) => Buffer.from(`mine:${text}`).toString('base64'),
  decrypt: async (base64) => {
    const text = Buffer.from(base64, 'base64').toString();
    if (!text.startsWith('mine:')) throw new Error('not mine');
    return text.slice(5);
  },
};

it('keeps encrypted keys in a file of the user alone, whole or not at all', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'vantage-keys-')), 'vantage', 'keys.json');
  const store = encryptedKeyFile(path, cipher);
  await walk(store);
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  writeFileSync(path, JSON.stringify({ schema: 'vantage/keys@1', keys: { [HOST]: 'AAAA' } }));
  await expect(store.read(HOST)).rejects.toThrow(`The key of ${HOST} was encrypted by another user or system`);
  for (const damaged of ['{"schema":', '{"schema":"vantage/keys@1","keys":{"a":3}}', '']) {
    writeFileSync(path, damaged);
    await expect(store.read(HOST)).rejects.toThrow('delete it and set the keys again');
    await expect(store.write(HOST, KEY)).rejects.toThrow('delete it');
    expect(readFileSync(path, 'utf8')).toBe(damaged);
  }
});

it('asks the environment first, then the stores in their order', async () => {
  const store = (key: string | null): KeyStore => ({
    title: 'a store',
    read: async () => key,
    write: async () => undefined,
    forget: async () => false,
  });
  const both = [store(null), store('kept')];
  expect(await keysFrom(environmentKeys({ VANTAGE_API_KEY: 'given' }), both).keyFor(HOST)).toBe('given');
  expect(await keysFrom(environmentKeys({}), both).keyFor(HOST)).toBe('kept');
  expect(await keysFrom(environmentKeys({}), []).keyFor(HOST)).toBeNull();
});

it("asks Electron's process to encrypt, and passes on why it cannot", async () => {
  const asked: unknown[] = [];
  let hear: (message: unknown) => void = () => undefined;
  const port: SealingPort = {
    post(request) {
      asked.push(request);
      const { id, verb, text } = request;
      const answer =
        text === 'bad' ? { text: null, problem: 'no encryption here' } : { text: `${verb} ${text}`, problem: '' };
      queueMicrotask(() => {
        hear({ about: 'something else', id });
        hear({ about: 'safe-storage', id, ...answer });
      });
    },
    listen: (heard) => (hear = heard),
  };
  const sealing = appCipher(port);
  expect(await Promise.all([sealing.encrypt('a'), sealing.decrypt('b')])).toEqual(['seal a', 'open b']);
  await expect(sealing.encrypt('bad')).rejects.toThrow('no encryption here');
  expect(asked).toHaveLength(3);
  const path = join(mkdtempSync(join(tmpdir(), 'vantage-keys-')), 'keys.json');
  await expect(encryptedKeyFile(path, sealing).write(HOST, 'bad')).rejects.toThrow(
    'cannot be encrypted (no encryption here)',
  );
});

it('sets and forgets the key of a URL, and says so without the key', async () => {
  const { environment } = fakeTool('secret-tool', SECRET_TOOL);
  const stores = await systemKeyStores(environment, 'linux');
  const say = async (action: 'set' | 'forget', key = '') => {
    const events = [];
    const url = `https://${HOST}/v1#model`;
    for await (const event of keyRun({ action, url, readKey: async () => key, stores })) events.push(event);
    return JSON.stringify(events);
  };
  expect(await say('set', 'sk-1')).toContain(`The key of ${HOST} is kept in the keyring.`);
  expect(await (stores.stores[0] as KeyStore).read(HOST)).toBe('sk-1');
  expect(await say('set', 'sk-2')).not.toContain('sk-2');
  expect(await say('forget')).toContain('is forgotten');
  expect(await say('forget')).toContain('There was no key');
  await expect(say('set', '')).rejects.toThrow('No key was given');
  await expect(say('set', 'two words')).rejects.toThrow('without spaces');
});

it('keeps what was typed in the studio, and tells what is known of it without the key', async () => {
  const { environment } = fakeTool('secret-tool', SECRET_TOOL);
  const stores = await systemKeyStores(environment, 'linux');
  const url = `https://${HOST}#model`;
  const nothing = { host: HOST, kept: false, variable: null, store: 'the keyring', problem: null };
  expect(await keyState(url, stores, {})).toEqual(nothing);
  expect(await keepKey('set', url, ' sk-1\n', stores)).toBe(`The key of ${HOST} is kept in the keyring.`);
  const given = { VANTAGE_API_KEY: 'sk-2' };
  expect(await keyState(url, stores, given)).toEqual({ ...nothing, kept: true, variable: 'VANTAGE_API_KEY' });
  expect(JSON.stringify(await keyState(url, stores, given))).not.toContain('sk-');
  expect(await keepKey('forget', url, '', stores)).toContain('is forgotten');
  await expect(keepKey('set', 'nonsense', 'k', stores)).rejects.toThrow('must look like');

  const none = await systemKeyStores({ PATH: '' }, 'linux');
  expect(await keyState(url, none, {})).toMatchObject({ kept: null, store: null });
  expect((await keyState(url, none, {})).problem).toContain('libsecret-tools');
  await expect(keepKey('set', url, 'sk-1', none)).rejects.toThrow('No keyring can be reached');
  const broken = fakeTool('secret-tool', `process.stderr.write('Cannot autolaunch D-Bus\\n'); process.exit(1);`);
  const locked = await keyState(url, await systemKeyStores(broken.environment, 'linux'), {});
  expect(locked).toMatchObject({ kept: null, problem: 'The keyring cannot be used (Cannot autolaunch D-Bus).' });
});
