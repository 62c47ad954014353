import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tinyFamily } from '../../../scripts/tiny-vlm/families.js';
import { writeModelFolder } from '../../../scripts/tiny-vlm/model-folder.js';
import { openLocalModel } from './open-local-model.js';
import { listProviders } from './list-providers.js';
import { picture, request, softwareVulkan, sourceModelProcess } from './testing/test-models.js';

describe('try', () => {
  it('works', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'vlm-'));
    writeModelFolder(join(dir, 'smolvlm'), tinyFamily('smolvlm'), ['fp32']);
    const sv = softwareVulkan();
    for (const provider of ['cpu', 'webgpu'] as const) {
      const t = performance.now();
      const start = sourceModelProcess('environment' in sv ? sv.environment : undefined);
      if (provider==='cpu') console.log(await listProviders(start));
      const m = await openLocalModel(join(dir, 'smolvlm'), { start, provider });
      if (!m.ok) { console.log(m.fault); continue; }
      console.log(m.value.description, performance.now() - t);
      const img = await picture('#884422', '#2244cc');
      const r = await m.value.answer([request('Is it red?', [img], { score: ['Yes', 'No'] }), request('What is this? Point to the apple.', [img, img]), request('Hi')], { onText: (id, x) => console.log(id, JSON.stringify(x)) });
      console.log(JSON.stringify(r, null, 1));
      await m.value.dispose();
    }
    expect(1).toBe(1);
  });
});
