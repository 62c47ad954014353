import { spawn } from 'node:child_process';

/** Whether there is a desktop to open a window on. */
export const hasDesktop = (): boolean =>
  process.env['CI'] === undefined &&
  (process.platform !== 'linux' ||
    process.env['DISPLAY'] !== undefined ||
    process.env['WAYLAND_DISPLAY'] !== undefined);

/** Opens a file or an address with the desktop's browser. @returns false where there is no desktop to open it on */
export function openInBrowser(path: string): boolean {
  if (!hasDesktop()) return false;
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
