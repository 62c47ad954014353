import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CATEGORIES, category } from '../src/core/assets/library.js';
import { LEXICON } from '../src/core/assets/lexicon.js';
import { arrangeScene } from '../src/core/arrange/arrange-scene.js';
import { sampleViews } from '../src/core/camera/sample-views.js';
import type { CameraView } from '../src/core/camera/pinhole.js';
import { DEPTH_UNIT, generateScene, sceneSeed } from '../src/core/generate-scene.js';
import { askScene, kindOf } from '../src/core/questions/ask-scene.js';
import { evaluateQuestion } from '../src/core/questions/evaluate-question.js';
import { specOf } from '../src/core/questions/verify-question.js';
import { createViewContext } from '../src/core/questions/view-context.js';
import { createRng } from '../src/core/random.js';
import { evaluateDirection } from '../src/core/relations/direction.js';
import type { SceneGraph } from '../src/core/relations/scene-graph.js';
import { SceneGeometry } from '../src/core/relations/scene-geometry.js';
import { parseRecipe, type Recipe } from '../src/core/scene/recipe.js';
import type { SettledScene } from '../src/core/scene/settled-scene.js';
import { frameTruth } from '../src/core/truth/frame-truth.js';
import { seenView } from '../src/core/truth/seen-view.js';
import { encodeView, ShardWriter } from '../src/dataset/shard-writer.js';
import { ensureFolder } from '../src/dataset/whole-file.js';
import { createFiledShelf } from '../src/host/asset-shelf.js';
import { createCaptureRenderer } from '../src/host/capture-browser.js';
import { createPhysics } from '../src/physics/settle.js';
import { ProcessTree } from './process-tree.js';

// Figures, never assertions. CPU time of the whole process tree; ratios are taken within this run.

const SCENES = 6;
const SETTLE_SCENES = 60;

const tree = new ProcessTree();
const say = (name: string, value: string) => process.stdout.write(`${name.padEnd(58)}${value}\n`);
const recipes = Object.fromEntries(
  readdirSync('scenes')
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.slice(0, -5), load(`scenes/${name}`)]),
);

/** CPU seconds of the tree and wall seconds of a piece of work. */
async function measure<T>(work: () => Promise<T> | T): Promise<{ value: T; cpu: number; wall: number }> {
  const cpuBefore = tree.poll().cpuSeconds;
  const wallBefore = performance.now();
  const value = await work();
  return { value, cpu: tree.poll().cpuSeconds - cpuBefore, wall: (performance.now() - wallBefore) / 1000 };
}

function load(path: string): Recipe {
  const parsed = parseRecipe(JSON.parse(readFileSync(path, 'utf8')), new Set(CATEGORIES.map((c) => c.id)));
  if (!parsed.ok) throw new Error(`${path}: ${parsed.problem}`);
  return parsed.recipe;
}

const shelf = createFiledShelf();
const physics = createPhysics(shelf.meshes);

/** Arrange, settle and look, without pixels. */
function prepare(recipe: Recipe, index: number): { scene: SettledScene; views: readonly CameraView[] } | string {
  const own = sceneSeed(1, index);
  const rng = createRng(own);
  const arranged = arrangeScene(
    recipe,
    { id: '000000-000', seed: own, split: 'train' },
    category,
    shelf,
    rng.fork('arrange'),
  );
  if (!arranged.ok) return arranged.fault.reason;
  const settled = physics.settle(arranged.value);
  if (!settled.ok) return settled.fault.reason;
  const views = sampleViews(settled.value, recipe, rng.fork('cameras'));
  return views.ok ? { scene: settled.value, views: views.value } : views.fault.reason;
}

say('machine', `${cpus().length} × ${cpus()[0].model.trim()}, Node ${process.version}`);

for (const [id, recipe] of Object.entries(recipes)) {
  const rejected: Record<string, number> = {};
  let objects = 0;
  prepare(recipe, 0);
  const { cpu } = await measure(() => {
    for (let i = 0; i < SETTLE_SCENES; i++) {
      const made = prepare(recipe, i);
      if (typeof made === 'string') rejected[made] = (rejected[made] ?? 0) + 1;
      else objects += made.scene.objects.length;
    }
  });
  const lost = Object.values(rejected).reduce((a, b) => a + b, 0);
  say(
    `${id}: arrange + settle + look, CPU ms a scene`,
    `${((1000 * cpu) / SETTLE_SCENES).toFixed(0)}  (${(objects / (SETTLE_SCENES - lost)).toFixed(1)} objects)`,
  );
  say(`${id}: scenes given up`, `${((100 * lost) / SETTLE_SCENES).toFixed(1)} %  ${JSON.stringify(rejected)}`);
}

const renderer = await createCaptureRenderer({});
say('renderer', renderer.description);
const recipe = recipes['tabletop'];
const options = { depthUnit: DEPTH_UNIT.tabletop, normals: false, antialias: true };
const prepared = Array.from({ length: SCENES }, (_, i) => prepare(recipe, 100 + i)).filter(
  (p) => typeof p !== 'string',
);
const frames = prepared.reduce((sum, p) => sum + p.views.length, 0);
await renderer.capture(prepared[0].scene, shelf.models, prepared[0].views, options);

const bare = await measure(async () => {
  for (const { scene, views } of prepared) await renderer.capture(scene, shelf.models, views, options);
});
const plain = await measure(async () => {
  for (const { scene, views } of prepared)
    await renderer.capture(scene, shelf.models, views, { ...options, antialias: false });
});
const folder = await mkdtemp(join(tmpdir(), 'vantage-bench-'));
await ensureFolder(join(folder, 'shards'));
const graphs: SceneGraph[] = [];
const whole = await measure(async () => {
  const writer = await ShardWriter.open(folder, '000000');
  for (let i = 0; i < SCENES; i++) {
    const made = await generateScene(recipe, 1, 100 + i, `000000-${String(i).padStart(3, '0')}`, {
      categories: category,
      shelf,
      physics,
      renderer,
    });
    if (!made.ok) continue;
    const { scene, views } = made.value;
    await writer.addScene(scene, await Promise.all(views.map((view) => encodeView(view.record, view.frame))));
    const geometry = new SceneGeometry(scene, shelf.meshes);
    const graph = { geometry, views: views.map((view) => seenView(view.record, view.frame.ids, view.frame.depth)) };
    askScene(graph, recipe.questions, LEXICON);
    graphs.push({
      geometry: new SceneGeometry(scene, shelf.meshes),
      views: views.map((view) => seenView(view.record, view.frame.ids, view.frame.depth)),
    });
  }
  await writer.finish({}, []);
});
await rm(folder, { recursive: true, force: true });
const perFrame = (m: { cpu: number; wall: number }) =>
  `${(m.cpu / frames).toFixed(3)} CPU s, ${(m.wall / frames).toFixed(3)} s wall`;
say('bare capture with transport, a 640×480 frame set', perFrame(bare));
say('bare capture without anti-aliasing', perFrame(plain));
say('end to end, a frame set (4 views a scene)', perFrame(whole));
say('end to end / bare capture', `${(whole.cpu / bare.cpu).toFixed(2)}×`);

const truth = await measure(() => {
  for (const { geometry, views } of graphs) for (const view of views) frameTruth(geometry, view.record, view.ids);
});
say('truth of a view, CPU ms', ((1000 * truth.cpu) / graphs.reduce((sum, g) => sum + g.views.length, 0)).toFixed(1));

let judged = 0;
const predicates = await measure(() => {
  for (const graph of graphs) {
    const ids = graph.geometry.objects.filter((o) => !o.record.structure).map((o) => o.record.id);
    for (const view of graph.views) {
      for (const frame of [{ kind: 'ego' }, { kind: 'world' }] as const) {
        for (const direction of ['left', 'right', 'front', 'behind'] as const) {
          for (const a of ids) {
            for (const b of ids) {
              if (a === b) continue;
              evaluateDirection(graph, view, frame, direction, a, b);
              judged++;
            }
          }
        }
      }
    }
  }
});
say('configuration predicates per CPU second', `${Math.round(judged / predicates.cpu)}`);

const byKind = new Map<string, { n: number; cpu: number }>();
for (const graph of graphs) {
  for (const view of graph.views) {
    const context = createViewContext(graph, view, LEXICON);
    const asked = askScene({ ...graph, views: [view] }, recipe.questions, LEXICON);
    for (const { candidate } of asked) {
      const spec = specOf({ ...candidate.record, id: '', template: '', text: '' });
      if (!spec) continue;
      const form = candidate.form.kind;
      const name =
        kindOf(spec) === 'configuration'
          ? 'configuration, whole record'
          : form === 'points'
            ? 'free-space masks'
            : form;
      const { cpu } = await measure1(() => evaluateQuestion(context, spec));
      const known = byKind.get(name) ?? { n: 0, cpu: 0 };
      byKind.set(name, { n: known.n + 1, cpu: known.cpu + cpu });
    }
  }
}
for (const [name, { n, cpu }] of byKind)
  say(`questions per CPU second: ${name}`, `${Math.round(n / cpu)}  (${n} asked again, caches warm)`);
const usage = tree.poll();
say('memory now: Node, browser', `${usage.nodeMb.toFixed(0)} MB, ${usage.browserMb.toFixed(0)} MB`);
await renderer.dispose();

/** Own CPU time of a short synchronous piece of work, to the microsecond. */
async function measure1(work: () => unknown): Promise<{ cpu: number }> {
  const before = process.cpuUsage();
  work();
  const spent = process.cpuUsage(before);
  return { cpu: (spent.user + spent.system) / 1e6 };
}
