// Sees to it that there is a browser to draw with: quiet and quick when there is, installs one when it can, else says in
// one sentence what to install. Runs before the project is built.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** Mesa's GL, without which Chromium falls back to SwiftShader: slower, and other bytes. */
const MESA = ['libegl1', 'libgles2', 'libgl1-mesa-dri'];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  stop(`Vantage needs Node 22.18 or newer, this is ${process.versions.node}: install it from https://nodejs.org.`);
}
const { findBrowser } = await import('../src/host/find-browser.ts');

const named = process.env.VANTAGE_BROWSER;
if (named && !existsSync(named))
  stop(`VANTAGE_BROWSER names "${named}", which does not exist: correct it or unset it.`);

const debian = process.platform === 'linux' && existsSync('/usr/bin/apt-get') && existsSync('/etc/debian_version');
const canInstall = debian && process.getuid() === 0;
const lacksBrowser = findBrowser() === null;
const wanted = [...(lacksBrowser ? debianBrowser() : []), ...(hasMesa() ? [] : MESA)];

if (canInstall && wanted.length > 0) {
  say(`Installing ${wanted.join(', ')} with apt-get …`);
  if (!apt('update') || !apt('install', '-y', '--no-install-recommends', ...wanted)) {
    say('apt-get did not succeed.');
  }
}
if (findBrowser() === null) {
  say('Downloading Chromium …');
  playwright('install', ...(canInstall ? ['--with-deps'] : []), '--only-shell', 'chromium');
}
if (findBrowser() === null) {
  stop(
    'Vantage draws with Chrome, Chromium or Edge and found none: install one of them, or set VANTAGE_BROWSER to its path.',
  );
}

/** Debian's chromium is a program; Ubuntu's package of that name only points to a snap, so there Playwright's is taken. */
function debianBrowser() {
  if (!debian) return [];
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID=debian$/m.test(release) ? ['chromium'] : [];
}

/** Whether there is nothing of Mesa's to install: it is there, or this is no Debian. */
function hasMesa() {
  if (!debian) return true;
  const folders = [
    '/usr/lib',
    ...readdirSync('/usr/lib')
      .filter((name) => name.endsWith('-linux-gnu'))
      .map((name) => join('/usr/lib', name)),
  ];
  const some = (pattern) => folders.some((folder) => readdirSync(folder).some((name) => pattern.test(name)));
  const drivers =
    folders.some((folder) => existsSync(join(folder, 'dri', 'swrast_dri.so'))) || some(/^libgallium-.+\.so$/);
  return drivers && some(/^libEGL\.so\.1$/) && some(/^libGLESv2\.so\.2$/);
}

function apt(...parameters) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const result = spawnSync('apt-get', ['-q', ...parameters], { env: environment, encoding: 'utf8' });
  if (result.status !== 0) process.stderr.write(result.stderr ?? '');
  return result.status === 0;
}

function playwright(...parameters) {
  const cli = join(createRequire(import.meta.url).resolve('playwright-core/package.json'), '..', 'cli.js');
  spawnSync(process.execPath, [cli, ...parameters], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function stop(line) {
  say(line);
  process.exit(1);
}
