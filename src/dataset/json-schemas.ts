import { z } from 'zod';
import { viewRecordSchema } from '../core/camera/view-record.js';
import { questionRecordSchema } from '../core/questions/question-record.js';
import { datasetRecordSchema, shardRecordSchema } from '../core/scene/dataset-record.js';
import { recipeSchema } from '../core/scene/recipe.js';
import { episodeRecordSchema, motionFrameSchema, runRecordSchema } from '../core/rollout/rollout-record.js';
import { settledSceneSchema } from '../core/scene/settled-scene.js';
import { suiteSchema } from '../core/tasks/suite.js';

/** The schemas published in `docs/schemas/<name>.json`, for editors and for programs that read datasets. */
const PUBLISHED = {
  recipe: { schema: recipeSchema, title: 'Vantage recipe' },
  scene: { schema: settledSceneSchema, title: 'Vantage scene record (*.scene.json)' },
  view: { schema: viewRecordSchema, title: 'Vantage view record (*-v0.json)' },
  question: { schema: questionRecordSchema, title: 'Vantage question record (a line of questions/<set>/*.jsonl)' },
  dataset: { schema: datasetRecordSchema, title: 'Vantage dataset.json' },
  shard: { schema: shardRecordSchema, title: 'Vantage shard record (shards/*.json)' },
  suite: { schema: suiteSchema, title: 'Vantage suite of tasks (scenes/suites/*.json)' },
  run: { schema: runRecordSchema, title: 'Vantage run of a suite (rollouts/<run>/run.json)' },
  rollout: { schema: episodeRecordSchema, title: 'Vantage rollout (a line of rollouts/<run>/episodes.jsonl)' },
  motion: { schema: motionFrameSchema, title: 'Vantage frame of motion (a line of motion-*.jsonl)' },
} as const;

export const SCHEMA_NAMES = Object.keys(PUBLISHED) as readonly (keyof typeof PUBLISHED)[];

/**
 * A record's JSON Schema as text. Draft 7: what editors understand best.
 * A recipe or a suite is described as people write it (defaults may be left out), the others as they are written.
 */
export function jsonSchemaOf(name: (typeof SCHEMA_NAMES)[number]): string {
  const { schema, title } = PUBLISHED[name];
  const { $schema, ...body } = z.toJSONSchema(schema, {
    target: 'draft-7',
    io: name === 'recipe' || name === 'suite' ? 'input' : 'output',
    // `.readonly()` speaks of our objects in memory; in a schema it would say that nobody may write the file.
    override: ({ jsonSchema }) => {
      delete jsonSchema.readOnly;
    },
  });
  return `${JSON.stringify({ $schema, title, ...body }, null, 2)}\n`;
}
