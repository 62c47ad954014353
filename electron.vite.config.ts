import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// One build for the command line, the backend's workers, the Electron shell and the pages. An entry is built when its file exists.

function entries(files: Record<string, string>): Record<string, string> {
  const present = Object.entries(files).filter(([, file]) => existsSync(resolve(import.meta.dirname, file)));
  return Object.fromEntries(present.map(([name, file]) => [name, resolve(import.meta.dirname, file)]));
}

const preload = entries({ index: 'src/preload/index.ts' });

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      rollupOptions: {
        input: entries({
          cli: 'src/cli/index.ts',
          worker: 'src/host/worker.ts',
          'browse-worker': 'src/host/browse-worker.ts',
          'model-process': 'src/inference/local/model-process.ts',
          backend: 'src/host/backend-process.ts',
          index: 'src/main/index.ts',
        }),
        // Chunks lie beside the entries: what is found by its place (worker.js, the pages) is found from either.
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  ...(Object.keys(preload).length > 0 && {
    // A sandboxed preload is CommonJS, in one file.
    preload: {
      build: {
        outDir: 'out/preload',
        rollupOptions: { input: preload, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
      },
    },
  }),
  renderer: {
    root: 'src/renderer',
    // Pages are served from folders whose name is a secret token, and from app:// in Electron.
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    build: {
      outDir: 'out/renderer',
      rollupOptions: { input: entries({ capture: 'src/renderer/capture.html', index: 'src/renderer/index.html' }) },
      // Babylon's core is one large chunk on purpose: it is loaded from this machine.
      chunkSizeWarningLimit: 4096,
    },
  },
});
