import type { EpisodeRecord, RunRecord } from '../../core/rollout/rollout-record.js';
import type { RolloutScores } from '../../core/rollout/rollout-scores.js';
import type { Rate } from '../../core/scoring/score-report.js';
import { frameOf, relationOf } from '../../core/tasks/task.js';
import { pageStart } from '../report/html-page.js';
import { escapeHtml } from '../report/markup.js';
import { episodeName } from './rollout-folder.js';

// A run as one page: no script, nothing from outside; the pictures are the episodes' own files beside it.

const FRAMES = ['ego', 'world', 'object', 'none'] as const;

export function runPage(run: RunRecord, episodes: readonly EpisodeRecord[], scores: RolloutScores): string {
  const title = `${run.suite.title ?? run.suite.id}: ${run.model.name}`;
  const how = run.plan.placementOnly ? 'lowered without grasping' : 'grasped by the arm';
  return `${pageStart(title, STYLE)}<header><h1>${escapeHtml(title)}</h1><p>${scores.episodes} episodes, ${how}, up to ${run.plan.replans} further attempts with a new view.</p></header>
<main>
<p class="head">${rate(scores.success)} <small>first attempt ${rate(scores.firstAttempt)}; one attempt by chance ${(100 * scores.chance).toFixed(2)} %</small></p>
<h2>Relation × frame</h2>
${matrix(scores)}
<h2>Failures</h2>
${failureTable(scores)}
<h2>Episodes</h2>
<div class="sheet">
${episodes.map(episodeCard).join('\n')}
</div>
</main>
</body>
</html>
`;
}

function matrix({ slices }: RolloutScores): string {
  const cells = new Map(slices.filter((s) => s.dimension === 'relation × frame').map((s) => [s.value, s.success]));
  const relations = slices.filter((s) => s.dimension === 'relation').map((s) => s.value);
  const row = (relation: string) =>
    `<tr><th>${escapeHtml(relation)}${FRAMES.map((frame) => {
      const found = cells.get(`${relation} × ${frame}`);
      return `<td>${found ? `${rate(found)} <small>n ${found.n}</small>` : ''}`;
    }).join('')}</tr>`;
  return `<table><tr><th>${FRAMES.map((frame) => `<th>${frame}`).join('')}</tr>${relations.map(row).join('')}</table>`;
}

function failureTable({ failures }: RolloutScores): string {
  const rows = Object.entries(failures).sort(([, a], [, b]) => b - a);
  if (rows.length === 0) return '<p>None.</p>';
  return `<table>${rows.map(([name, n]) => `<tr><th>${escapeHtml(name)}<td>${n}</tr>`).join('')}</table>`;
}

function episodeCard({ episode, task, attempts, outcome }: EpisodeRecord): string {
  const name = episodeName(episode);
  if (task === null) return `<article><h3>${name}</h3><p>No scene had room for this task.</p></article>`;
  const asked = attempts[0]?.asked ?? [];
  const pictures = asked.flatMap(({ views, point, stage }) => {
    const view = views.at(-1);
    return view === undefined ? [] : [{ view, point, stage }];
  });
  const about = `${task.skill}, ${relationOf(task)}, ${frameOf(task)}`;
  const failure = outcome.failure ? `${outcome.failure.class}: ${outcome.failure.detail}` : '';
  return `<article class="${outcome.success ? 'yes' : 'no'}"><h3>${name} <small>${escapeHtml(about)}</small></h3>
<div class="pictures">${pictures.map((p) => picture(name, p)).join('')}</div>
<p>${escapeHtml(task.text)}</p>
<p class="outcome">${outcome.success ? `done in ${attempts.length}` : escapeHtml(failure)}</p></article>`;
}

/** What was seen, and the dot of the reply. */
function picture(
  episode: string,
  { view, point, stage }: { view: string; point: readonly [number, number] | null; stage: string },
): string {
  const dot = point === null ? '' : `<circle cx="${point[0]}" cy="${point[1]}" r="5"/>`;
  return `<figure><div><img src="episodes/${episode}/${view}.rgb.png" alt="${stage}" loading="lazy"><svg>${dot}</svg></div><figcaption>${stage}</figcaption></figure>`;
}

function rate({ value, low, high }: Rate): string {
  if (value === null || low === null || high === null) return '–';
  return `${(100 * value).toFixed(0)} % <small>${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}</small>`;
}

const STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --ink: #1d2226; --soft: #667078; --line: #dfe1de; --yes: #0d8577; --no: #c8600f; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --ink: #e6e8e6; --soft: #98a2a8; --line: #343a3e; --yes: #3cc7b5; --no: #f0924a; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
header, main { max-width: 1280px; margin: 0 auto; padding: 0 24px; }
h1 { margin: 28px 0 4px; font-size: 24px; } h2 { margin: 28px 0 8px; font-size: 17px; } h3 { margin: 0 0 4px; font-size: 13px; }
.head { font-size: 22px; } small { color: var(--soft); font-weight: 400; font-size: 12px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; } th { text-align: left; font-weight: 600; } th, td { padding: 4px 18px 4px 0; border-bottom: 1px solid var(--line); }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(400px, 1fr)); gap: 18px; }
.pictures { display: flex; gap: 6px; } figure { margin: 0; } figure div { position: relative; width: max-content; } figure img { display: block; max-width: 100%; border-radius: 4px; zoom: 0.6; } figure svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: hidden; zoom: 0.6; }
figcaption { color: var(--soft); font-size: 11px; } circle { fill: #ff5ad0; stroke: #fff; stroke-width: 2; }
article p { margin: 4px 0; } .yes .outcome { color: var(--yes); } .no .outcome { color: var(--no); }
`;
