import { askAmbiguous } from '../../core/questions/ask-ambiguous.js';
import { askFlips, withPairs } from '../../core/questions/ask-flips.js';
import { askScene, isAllowed, type AskedCandidate } from '../../core/questions/ask-scene.js';
import type { Entry } from '../../core/questions/fairness/balance.js';
import type { Lexicon } from '../../core/questions/lexicon.js';
import type { SceneGraph, SeenView } from '../../core/relations/scene-graph.js';
import { SceneGeometry } from '../../core/relations/scene-geometry.js';
import type { Recipe } from '../../core/scene/recipe.js';
import { seenView } from '../../core/truth/seen-view.js';
import { MeshStore } from '../../dataset/mesh-store.js';
import { keepCandidates } from '../../dataset/question-files.js';
import { ShardReader, type ShardScene } from '../../dataset/shard-reader.js';
import type { JobContext } from '../jobs.js';

export interface FindCandidatesInput {
  readonly dir: string;
  readonly shard: string;
  readonly set: string;
  readonly seed: number;
  readonly rules: Recipe['questions'];
  readonly lexicon: Lexicon;
  /** SPEC's margins times this. */
  readonly marginScale: number;
  /** Only what is too close to call. */
  readonly ambiguous: boolean;
  /** Ids of the views that are asked about; null: all. */
  readonly views: readonly string[] | null;
}

/** Evaluates what can be asked of a stored shard and keeps it aside. */
export async function findCandidates(
  _context: JobContext,
  input: FindCandidatesInput,
  _report: (event: never) => void,
): Promise<Entry[]> {
  const meshes = new MeshStore(input.dir);
  const reader = await ShardReader.open(input.dir, input.shard);
  const found: AskedCandidate[] = [];
  const pairs: AskedCandidate[] = [];
  try {
    // A counterfactual lies right after its original.
    let original: SceneGraph | null = null;
    const wanted = input.views && new Set(input.views);
    for (const stored of reader.scenes) {
      const scene = wanted ? { ...stored, views: stored.views.filter((view) => wanted.has(view)) } : stored;
      if (scene.views.length === 0) continue;
      const graph: SceneGraph = await readGraph(reader, meshes, scene, input.marginScale);
      const { counterfactualOf } = graph.geometry.scene;
      if (counterfactualOf === null) original = graph;
      const before = original?.geometry.scene.id === counterfactualOf ? original : null;
      if (input.ambiguous) {
        found.push(...askAmbiguous(graph, input.rules.perView, input.lexicon));
        continue;
      }
      found.push(...askScene(graph, input.rules, input.lexicon, before));
      if (before) pairs.push(...askFlips(before, graph, input.lexicon, (spec) => isAllowed(input.rules, spec)));
    }
  } finally {
  }
  const asked = withPairs(found, pairs);
  await keepCandidates(
    input.dir,
    input.set,
    input.shard,
    asked.map(({ candidate }) => candidate),
  );
  return asked.map(({ entry }) => entry);
}

/** A stored scene with all its views, decoded. */
export async function readGraph(
  reader: ShardReader,
  meshes: MeshStore,
  stored: ShardScene,
  marginScale = 1,
): Promise<SceneGraph> {
  const scene = await reader.readScene(stored.id);
  const geometry = new SceneGeometry(scene, await meshes.of(scene), marginScale);
  const views: SeenView[] = [];
  for (const id of stored.views) {
    const record = await reader.readViewRecord(id);
    views.push(seenView(record, await reader.readIds(record), await reader.readDepth(record)));
  }
  return { geometry, views };
}
