import { Viewport } from '../../render/viewport/viewport.js';

let made: Promise<Viewport> | null = null;

/**
 * The page's one viewport: its GPU context and compiled programs outlive the panel that shows it, so that coming back
 * to the scene costs nothing.
 */
export const theViewport = (): Promise<Viewport> => (made ??= Viewport.create());
