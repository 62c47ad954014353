import type { Report } from './report.ts';
import type { QuestionRecord, SceneRecord } from './types.ts';
import { isDirection } from './frames.ts';

// SPEC §9: what must hold over a whole set of questions.

/** What a question contributes to the balances; the geometry was looked at when it was checked. */
export interface Fact {
  readonly question: Pick<
    QuestionRecord,
    'id' | 'type' | 'kind' | 'template' | 'split' | 'scene' | 'egoVerdict' | 'answer'
  > & { readonly frame: string };
  /** A claimed "no" of the opposite side. */
  readonly opposite: boolean;
  /** Unordered pair of categories. */
  readonly pair: string;
}

const share = (list: readonly Fact[], test: (f: Fact) => boolean): number => list.filter(test).length / list.length;
const yes = (f: Fact): boolean => f.question.answer.value === true;
const percent = (x: number): string => `${(100 * x).toFixed(1)} %`;

function grouped<T>(list: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    const group = groups.get(key(item)) ?? [];
    group.push(item);
    groups.set(key(item), group);
  }
  return groups;
}

export function checkSet(report: Report, set: string, facts: readonly Fact[], scenes: readonly SceneRecord[]): void {
  const ids = facts.map((f) => f.question.id);
  report.expect(
    'question ids unique',
    new Set(ids).size === ids.length,
    set,
    String(ids.length),
    `${new Set(ids).size} distinct`,
  );
  const asked = facts.filter((f) => f.question.answer.kind === 'yes-no');
  const even = (list: readonly Fact[], name: string): void => {
    const p = share(list, yes);
    // Half a question either way is the best an odd group can do.
    const spare = 0.5 / list.length;
    report.expect(
      'balance yes:no',
      p >= 0.45 - spare && p <= 0.55 + spare,
      `${set} ${name} (n ${list.length})`,
      '45–55 %',
      percent(p),
    );
  };
  for (const [name, list] of grouped(asked, (f) => `${f.question.type} ${f.question.frame}`)) {
    even(list, name);
    const [relation] = name.split(' ');
    const noes = list.filter((f) => !yes(f));
    if (isDirection(relation) && noes.length >= 4) {
      const p = share(noes, (f) => f.opposite);
      report.expect(
        'balance opposite side',
        p <= 0.75 + 0.5 / noes.length,
        `${set} ${name} (${noes.length} noes)`,
        '≤ 75 %',
        percent(p),
      );
    }
    for (const [template, worded] of grouped(list, (f) => f.question.template))
      if (worded.length >= 60) even(worded, template);
  }
  const directions = asked.filter((f) => isDirection(f.question.type));
  for (const [name, list] of grouped(directions, (f) => `${f.pair} ${f.question.type}`))
    if (list.length >= 20)
      report.expect(
        'balance of category pairs',
        Math.abs(share(list, yes) - 0.5) <= 0.1 + 0.5 / list.length,
        `${set} ${name} (n ${list.length})`,
        '40–60 %',
        percent(share(list, yes)),
      );
  for (const kind of ['world', 'object']) {
    const decided = directions.filter(
      (f) => f.question.frame === kind && (f.question.egoVerdict === 'T' || f.question.egoVerdict === 'F'),
    );
    if (decided.length < 10) continue;
    const differ = share(decided, (f) => (f.question.egoVerdict === 'T') !== yes(f));
    report.expect(
      'ego verdict differs',
      differ >= 0.4 - 0.5 / decided.length && differ <= 0.6 + 0.5 / decided.length,
      `${set} ${kind} (n ${decided.length})`,
      '40–60 %',
      percent(differ),
    );
  }
  const choices = grouped(
    facts.filter((f) => f.question.answer.kind === 'choice'),
    (f) => String(f.question.answer.options?.length),
  );
  for (const [k, list] of choices)
    if (list.length >= 60)
      for (let i = 0; i < Number(k); i++) {
        const p = share(list, (f) => f.question.answer.correct === i);
        report.expect(
          'balance of choices',
          Math.abs(p - 1 / Number(k)) <= 0.05 + 0.5 / list.length,
          `${set} ${k} options, position ${i}`,
          percent(1 / Number(k)),
          percent(p),
        );
      }
  splits(report, set, facts, scenes);
}

function splits(report: Report, set: string, facts: readonly Fact[], scenes: readonly SceneRecord[]): void {
  const splitOf = new Map<string, string>();
  for (const { question } of facts) {
    const known = splitOf.get(question.scene) ?? question.split;
    splitOf.set(question.scene, known);
    report.expect('scene in one split', known === question.split, `${set} ${question.id}`, question.split, known);
  }
  const recorded = (s: SceneRecord): string | undefined => s.split ?? splitOf.get(s.id);
  for (const s of scenes)
    if (s.split && splitOf.has(s.id))
      report.expect(
        'split of the scene',
        s.split === splitOf.get(s.id),
        `${set} ${s.id}`,
        s.split,
        String(splitOf.get(s.id)),
      );
  const assets = (split: string): Set<string> =>
    new Set(
      scenes
        .filter((s) => recorded(s) === split)
        .flatMap((s) => s.objects.filter((o) => !o.structure).map((o) => o.asset)),
    );
  const trained = assets('train');
  // A scene's split follows from its seed.
  for (const [seed, list] of grouped(scenes, (s) => String(s.seed)))
    report.expect(
      'seed in one split',
      new Set(list.map(recorded)).size === 1,
      `${set} seed ${seed}`,
      'one split',
      list.map((s) => `${s.id} ${String(recorded(s))}`).join(', '),
    );
  for (const asset of assets('test'))
    report.expect('test assets unseen in training', !trained.has(asset), set, asset, 'also in train');
}
