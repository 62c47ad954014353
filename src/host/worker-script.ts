/** The built worker entry, beside whatever entry this is bundled into. */
export const WORKER_SCRIPT = new URL('./worker.js', import.meta.url);
