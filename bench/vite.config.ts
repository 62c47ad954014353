import { defineConfig } from 'vite';

export default defineConfig({
  publicDir: false,
  build: {
    ssr: 'bench/run.ts',
    outDir: 'out/main',
    emptyOutDir: false,
    rollupOptions: { output: { entryFileNames: 'bench.js' } },
  },
  logLevel: 'warn',
});
