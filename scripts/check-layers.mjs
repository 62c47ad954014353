// Import directions are a table. Each layer may import itself and what is listed; third-party packages have one home each.
// A debt is listed by name in DEBTS. Fails when it reads no modules: then the tool, not the code, is broken.
import { cruise } from 'dependency-cruiser';

const LAYERS = {
  core: [],
  physics: ['core'],
  render: ['core', 'contract'],
  inference: ['core'],
  importing: ['core'],
  dataset: ['core'],
  contract: ['core'],
  services: ['core', 'contract'],
  host: ['core', 'contract', 'services', 'physics', 'render', 'inference', 'importing', 'dataset'],
  cli: ['core', 'contract', 'services', 'host'],
  main: ['contract'],
  preload: ['contract'],
  renderer: ['core', 'contract', 'render'],
};

/** Package → the layers that may import it. Tests may import any dev dependency as an oracle. */
const HOMES = {
  '@orpc/contract': ['contract'],
  '@orpc/server': ['host'],
  '@orpc/client': ['host', 'renderer'],
  react: ['renderer'],
  'react-dom': ['renderer'],
  '@mantine/core': ['renderer'],
  '@mantine/hooks': ['renderer'],
  '@mantine/notifications': ['renderer'],
  '@mantine/spotlight': ['renderer'],
  '@tabler/icons-react': ['renderer'],
  '@tanstack/react-query': ['renderer'],
  '@tanstack/react-virtual': ['renderer'],
  'dockview-react': ['renderer'],
  uplot: ['renderer'],
  zod: ['core', 'contract', 'main', 'dataset', 'host', 'inference', 'services', 'importing'],
  earcut: ['core'],
  'cannon-es': ['physics'],
  '@babylonjs/core': ['render'],
  'better-sqlite3': ['dataset'],
  sharp: ['dataset', 'inference', 'importing'],
  'manifold-3d': ['importing'],
  'gltf-validator': ['importing'],
  '@gltf-transform/core': ['importing'],
  '@gltf-transform/extensions': ['importing'],
  'playwright-core': ['host'],
  ws: ['host'],
  'onnxruntime-node': ['inference'],
  '@huggingface/transformers': ['inference'],
  electron: ['main', 'preload'],
};

/** Exceptions, each with its reason: "from -> to". */
const DEBTS = new Set([]);

const { output } = await cruise(
  ['src'],
  {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    exclude: { path: '^out/' },
    // Packages that export modules only are found by these names.
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
  undefined,
  {
    tsConfig: undefined,
  },
);
const modules = output.modules.filter((m) => m.source.startsWith('src/'));
const problems = [];
for (const { source, dependencies } of modules) {
  const from = source.split('/')[1];
  const isTest = /(\.test\.ts$|\/testing\/|test-)/.test(source);
  if (!(from in LAYERS)) problems.push(`${source}: "${from}" is no layer of the table in scripts/check-layers.mjs.`);
  for (const dep of dependencies) {
    if (dep.couldNotResolve && !/(\?raw|\?worker|\.css)$/.test(dep.module))
      problems.push(`${source}: cannot resolve "${dep.module}".`);
    if (DEBTS.has(`${source} -> ${dep.resolved}`)) continue;
    if (dep.resolved.startsWith('src/')) {
      const to = dep.resolved.split('/')[1];
      if (to !== from && !LAYERS[from]?.includes(to))
        problems.push(`${source}: "${from}" must not import "${to}" (${dep.resolved}).`);
    } else if (dep.coreModule || dep.module.startsWith('node:')) {
      const isPure = ['core', 'contract', 'render', 'renderer', 'services'].includes(from);
      if (isPure && !isTest) problems.push(`${source}: "${from}" must not import ${dep.module}.`);
    } else if (dep.resolved.includes('node_modules/') && !isTest) {
      const name = dep.module.startsWith('@') ? dep.module.split('/').slice(0, 2).join('/') : dep.module.split('/')[0];
      if (!HOMES[name]?.includes(from)) problems.push(`${source}: "${from}" must not import the package "${name}".`);
    }
  }
}
if (modules.length === 0) problems.push('The layer check read no modules.');
for (const problem of problems) process.stderr.write(`${problem}\n`);
process.stdout.write(`layers: ${modules.length} modules, ${problems.length} problems\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
