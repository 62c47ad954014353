import type { Bench } from '../bench.js';
import { prepare, recipes } from '../recipes.js';

const SCENES = 100;

/** Arranging, settling and choosing views, recipe by recipe; scenes given up. */
export async function benchArrange({ say, measure }: Bench): Promise<void> {
  for (const [id, recipe] of Object.entries(recipes)) {
    const rejected: Record<string, number> = {};
    let objects = 0;
    prepare(recipe, 0);
    const { cpu } = await measure(() => {
      for (let i = 0; i < SCENES; i++) {
        const made = prepare(recipe, i);
        if (typeof made === 'string') rejected[made] = (rejected[made] ?? 0) + 1;
        else objects += made.scene.objects.length;
      }
    });
    const lost = Object.values(rejected).reduce((a, b) => a + b, 0);
    say(
      `${id}: arrange + settle + look, CPU ms a scene`,
      `${((1000 * cpu) / SCENES).toFixed(0)}  (${(objects / (SCENES - lost)).toFixed(1)} objects)`,
    );
    say(`${id}: scenes given up`, `${((100 * lost) / SCENES).toFixed(1)} %  ${JSON.stringify(rejected)}`);
  }
}
