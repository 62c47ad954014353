import { spawn } from 'node:child_process';

/** Opens a file with the desktop's browser. @returns false where there is no desktop to open it on */
export function openInBrowser(path: string): boolean {
  const hasDesktop =
    process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined;
  if (!hasDesktop || process.env['CI'] !== undefined) return false;
  const [command, ...args] =
    process.platform === 'darwin'
      ? ['open', path]
      : process.platform === 'win32'
        ? ['explorer', path]
        : ['xdg-open', path];
  const child = spawn(command, args, { stdio: 'ignore', detached: true });
  // Whoever has no opener is told the path all the same.
  child.on('error', () => {});
  child.unref();
  return true;
}
