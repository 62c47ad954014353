import { app, screen, type BrowserWindow, type Rectangle } from 'electron';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const boundsSchema = z.object({ x: z.int(), y: z.int(), width: z.int().min(300), height: z.int().min(200) });
const DEFAULT = { width: 1440, height: 900 };

const file = () => join(app.getPath('userData'), 'window.json');

/** Where the window was when it was last closed, where that is still on a screen. */
export function readWindowBounds(): Partial<Rectangle> {
  let parsed;
  try {
    parsed = boundsSchema.safeParse(JSON.parse(readFileSync(file(), 'utf8')));
  } catch {
    // None was written yet, or it is damaged: the window opens as it does at first.
    return DEFAULT;
  }
  if (!parsed.success) return DEFAULT;
  const { x, y, width, height } = parsed.data;
  const { workArea } = screen.getDisplayMatching(parsed.data);
  const shown =
    x < workArea.x + workArea.width && x + width > workArea.x && y >= workArea.y && y < workArea.y + workArea.height;
  return shown ? { x, y, width, height } : DEFAULT;
}

export function rememberWindowBounds(window: BrowserWindow): void {
  window.on('close', () => writeFileSync(file(), JSON.stringify(window.getNormalBounds())));
}
