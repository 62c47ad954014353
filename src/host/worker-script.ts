// The built worker entries, beside whatever entry this is bundled into.

export const WORKER_SCRIPT = new URL('./worker.js', import.meta.url);
export const BROWSE_WORKER_SCRIPT = new URL('./browse-worker.js', import.meta.url);
