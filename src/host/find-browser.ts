import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

// Imports nothing of the project: scripts/setup-browser.mjs reads this file before anything is built.

/**
 * A Chrome, Chromium or Edge to draw with: the one `VANTAGE_BROWSER` names, else one installed in a usual place, else
 * one that Playwright has downloaded, else Electron's own where its binary has been downloaded.
 *
 * @returns path of the executable; null when there is none, or when `VANTAGE_BROWSER` names a file that is not there
 */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | null {
  const named = environment['VANTAGE_BROWSER'];
  if (named) return existsSync(named) ? named : null;
  const places = [...usualPlaces(environment), ...playwrightDownloads(environment), ...electronBinaries(environment)];
  return places.find((path) => existsSync(path)) ?? null;
}

function usualPlaces(environment: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'darwin') {
    const apps = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) =>
      apps.map((app) => join(folder, `${app}.app`, 'Contents', 'MacOS', app)),
    );
  }
  if (process.platform === 'win32') {
    const roots = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].map((name) => environment[name]);
    const programs = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return programs.flatMap((program) => roots.flatMap((root) => (root ? [join(root, program)] : [])));
  }
  const names = [
    'chromium',
    'chromium-browser',
    'google-chrome-stable',
    'google-chrome',
    'microsoft-edge-stable',
    'microsoft-edge',
  ];
  const folders = ['/usr/bin', '/usr/local/bin', '/snap/bin', ...(environment['PATH'] ?? '').split(delimiter)];
  const found = names.flatMap((name) => folders.filter((folder) => folder !== '').map((folder) => join(folder, name)));
  return [...found, '/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge'];
}

/** The studio says which program it is; npm's package downloads its binary when Electron is first started; until then it is not there. */
function electronBinaries(environment: NodeJS.ProcessEnv): string[] {
  const packaged = join(import.meta.dirname, '..', '..', 'node_modules', 'electron', 'dist');
  const folders = [environment['ELECTRON_OVERRIDE_DIST_PATH'], packaged].filter((folder) => folder !== undefined);
  const running = environment['VANTAGE_ELECTRON'];
  const files = ['electron', 'electron.exe', join('Electron.app', 'Contents', 'MacOS', 'Electron')];
  return [...(running ? [running] : []), ...folders.flatMap((folder) => files.map((file) => join(folder, file)))];
}

/** Newest first; a full Chromium before the smaller headless shell of the same age. */
function playwrightDownloads(environment: NodeJS.ProcessEnv): string[] {
  const cache =
    process.platform === 'darwin'
      ? join(homedir(), 'Library', 'Caches')
      : process.platform === 'win32'
        ? (environment['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
        : (environment['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'));
  const folder = environment['PLAYWRIGHT_BROWSERS_PATH'] || join(cache, 'ms-playwright');
  if (!existsSync(folder)) return [];
  const builds = readdirSync(folder)
    .map((name) => ({ name, build: Number(/^chromium(?:_headless_shell)?-(\d+)$/.exec(name)?.[1] ?? Number.NaN) }))
    .filter(({ build }) => !Number.isNaN(build))
    .sort((a, b) => b.build - a.build || a.name.localeCompare(b.name));
  const executables = [
    'chrome',
    'chrome.exe',
    'chrome-headless-shell',
    'chrome-headless-shell.exe',
    'headless_shell',
    'headless_shell.exe',
  ];
  const mac = join('Chromium.app', 'Contents', 'MacOS', 'Chromium');
  const macTesting = join('Google Chrome for Testing.app', 'Contents', 'MacOS', 'Google Chrome for Testing');
  return builds.flatMap(({ name }) => {
    const build = join(folder, name);
    return readdirSync(build, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .flatMap((entry) => [...executables, mac, macTesting].map((file) => join(build, entry.name, file)));
  });
}
