import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { category } from '../../src/core/assets/library.js';
import { LEXICON } from '../../src/core/assets/lexicon.js';
import { generateScene } from '../../src/core/generate-scene.js';
import { DEPTH_UNIT } from '../../src/core/observe-scene.js';
import { askScene } from '../../src/core/questions/ask-scene.js';
import { evaluateQuestion } from '../../src/core/questions/evaluate-question.js';
import { questionTypeOf } from '../../src/core/questions/types/table.js';
import { specOf } from '../../src/core/questions/verify-question.js';
import { createViewContext } from '../../src/core/questions/view-context.js';
import { evaluateDirection } from '../../src/core/relations/direction.js';
import type { SceneGraph } from '../../src/core/relations/scene-graph.js';
import { SceneGeometry } from '../../src/core/relations/scene-geometry.js';
import { frameTruth } from '../../src/core/truth/frame-truth.js';
import { seenView } from '../../src/core/truth/seen-view.js';
import { encodeView, ShardWriter } from '../../src/dataset/shard-writer.js';
import { ensureFolder } from '../../src/dataset/whole-file.js';
import { createCaptureRenderer } from '../../src/host/capture-browser.js';
import type { Bench, Measured } from '../bench.js';
import { physics, prepare, recipes, shelf } from '../recipes.js';

const SCENES = 6;

/** Capture alone, the whole walk, and what questions cost by kind. */
export async function benchGenerate({ say, measure, measureOwn, usage }: Bench): Promise<void> {
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
        lexicon: LEXICON,
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
  const perFrame = (m: Measured<unknown>) =>
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
        const name = questionTypeOf(spec)?.name ?? spec.type;
        const cpu = measureOwn(() => evaluateQuestion(context, spec));
        const known = byKind.get(name) ?? { n: 0, cpu: 0 };
        byKind.set(name, { n: known.n + 1, cpu: known.cpu + cpu });
      }
    }
  }
  for (const [name, { n, cpu }] of byKind)
    say(`questions per CPU second: ${name}`, `${Math.round(n / cpu)}  (${n} asked again, caches warm)`);
  const { nodeMb, browserMb } = usage();
  say('memory now: Node, browser', `${nodeMb.toFixed(0)} MB, ${browserMb.toFixed(0)} MB`);
  await renderer.dispose();
}
