import { eyeOf } from '../../core/camera/pinhole.js';
import type { ViewRecord } from '../../core/camera/view-record.js';
import type { QuestionRecord } from '../../core/questions/question-record.js';
import type { DatasetRecord } from '../../core/scene/dataset-record.js';
import type { SettledScene } from '../../core/scene/settled-scene.js';
import { cutFor, drawObjects, drawQuestion, drawRegion } from './drawing.js';
import { alsoMeasured, evidenceRows, evidenceSentence, quantity } from './evidence-words.js';
import { pageStart } from './html-page.js';
import { escapeHtml } from './markup.js';
import { REPORT_STYLE } from './report-style.js';

// The contact sheet's HTML. No script and nothing from outside: it opens from a folder, a server or a mail alike.

/** What the page says of the whole set. */
export interface ReportFacts {
  readonly record: DatasetRecord;
  readonly set: string | null;
  readonly views: number;
  readonly shown: number;
  /** Evaluations that have a page of their own. */
  readonly evaluations: number;
}

/** Everything up to the first view. @param shown ids of the views that follow, in order */
export function pageHead({ record, set, views, shown, evaluations }: ReportFacts, viewIds: readonly string[]): string {
  const scenes = record.shards.reduce((sum, shard) => sum + shard.scenes, 0);
  const rejected = Object.entries(record.rejected).map(([reason, count]) => `${count} ${reason}`);
  const sampling = shown === views ? `all ${views} views` : `${shown} of ${views} views, spread evenly over the set`;
  const facts: [string, string][] = [
    ['recipe', `${record.recipe.id}, seed ${record.seed}`],
    ['scenes', `${scenes} made, ${rejected.length === 0 ? 'none given up' : `given up: ${rejected.join(', ')}`}`],
    [
      'questions',
      set === null ? 'none yet' : `${record.questions[set].count.toLocaleString('en')} in the set “${set}”`,
    ],
    ['shown', sampling],
    ['drawn by', record.renderer],
    ['written by', `${record.generator.name} ${record.generator.version}, SPEC ${record.spec}`],
  ];
  const title = escapeHtml(record.name);
  return `${pageStart(record.name, REPORT_STYLE)}<header>
<h1>${title}</h1>
<dl>${facts.map(([name, value]) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl>
${evaluations === 0 ? '' : `<p><a href="evaluations.html">${evaluations === 1 ? 'An evaluation' : `${evaluations} evaluations`} of models on it</a></p>`}
</header>
<nav class="switches">
${SWITCHES.map(([id, text]) => `<label><input type="checkbox" id="show-${id}" checked> ${text}</label>`).join('\n')}
</nav>
<p class="legend"><span class="subject">what is asked about</span> <span class="reference">what it is set against</span> <span class="region">free space, a pose that fits</span> <span class="blocker">in the way</span></p>
<section class="sheet">
${viewIds.map((id) => `<a href="#${id}"><img loading="lazy" src="images/${id}.jpg" alt="view ${id}"><span>${id}</span></a>`).join('\n')}
</section>
<main>
`;
}

export const PAGE_TAIL = `</main>\n</body>\n</html>\n`;

/** What can be switched off, without a script: the style hides what belongs to an unchecked box. */
const SWITCHES: readonly (readonly [string, string])[] = [
  ['boxes', 'boxes'],
  ['labels', 'names'],
  ['ego', 'from the camera'],
  ['world', 'world frame'],
  ['object', 'object’s own frame'],
  ['none', 'no frame'],
  ['yes', 'yes'],
  ['no', 'no'],
  ['points', 'points'],
  ['measures', 'measurements'],
];

/**
 * One view: its pictures, then its questions.
 *
 * @param others the other views that questions of several show, by id
 */
export function viewSection(
  scene: SettledScene,
  view: ViewRecord,
  questions: readonly QuestionRecord[],
  others: ReadonlyMap<string, ViewRecord> = new Map(),
): string {
  const { width, height, fx } = view.intrinsics;
  const eye = eyeOf(view);
  const hfov = (2 * Math.atan(width / (2 * fx)) * 180) / Math.PI;
  const camera = `${width}×${height}, ${hfov.toFixed(0)}° wide, eye ${quantity(eye[2], 'm')} above the floor`;
  const pointing = questions.filter((question) => question.answer.kind === 'points');
  const regions = pointing
    .map((question) => (question.answer.kind === 'points' ? drawRegion(question.answer) : ''))
    .join('');
  const pictures = [
    figure(view, 'jpg', '', 'Image'),
    figure(view, 'masks.jpg', drawObjects(scene, view), 'Masks and boxes'),
    figure(
      view,
      'jpg',
      `<g class="free">${regions}</g>`,
      pointing.length === 0 ? 'Free space: not asked here' : `Free space of ${plural(pointing.length, 'question')}`,
    ),
  ];
  return `<article id="${view.id}">
<h2>${view.id} <small>${escapeHtml(`${scene.split} · ${plural(scene.objects.filter((object) => !object.structure).length, 'object')} · ${camera} · world frame: ${scene.anchor.text}`)}</small></h2>
<div class="pictures">${pictures.join('\n')}</div>
<div class="questions">
${questions.map((question) => questionCard(question, scene, view, others)).join('\n')}
</div>
</article>
`;
}

function figure(view: ViewRecord, extension: string, drawing: string, caption: string): string {
  const { width, height } = view.intrinsics;
  const over = drawing === '' ? '' : `<svg viewBox="0 0 ${width} ${height}">${drawing}</svg>`;
  return `<figure><div><img loading="lazy" width="${width}" height="${height}" src="images/${view.id}.${extension}" alt="${escapeHtml(caption)}">${over}</div><figcaption>${escapeHtml(caption)}</figcaption></figure>`;
}

function questionCard(
  question: QuestionRecord,
  scene: SettledScene,
  view: ViewRecord,
  others: ReadonlyMap<string, ViewRecord>,
): string {
  const { width, height } = view.intrinsics;
  const frame = question.frame?.kind ?? 'none';
  const answer = answerClass(question);
  const sentence = evidenceSentence(question);
  const rows = evidenceRows(question, width * height).map(
    ({ label, value, limit, holds }) =>
      `<tr class="${holds ? 'holds' : 'fails'}"><td>${escapeHtml(label)}</td><td>${escapeHtml(value)}</td><td>${escapeHtml(limit)}</td></tr>`,
  );
  const facts = [question.type, FRAME_WORDS[frame], egoWords(question)].filter((fact) => fact !== '').join(' · ');
  const more = [
    alsoMeasured(question, width * height),
    gateWords(question),
    `${question.id}, ${question.split}, wording ${question.template}`,
  ].filter((line) => line !== '');
  // Questions of one view show it; of several, all of them in order.
  const shown = question.views.length === 1 ? [view] : question.views.flatMap((id) => others.get(id) ?? []);
  const thumbs = shown.map((one) => thumb(question, scene, one)).join('');
  return `<section class="q f-${frame} a-${answer}">
<div class="thumbs">${thumbs}</div>
<div>
<p class="text">${escapeHtml(question.text)}</p>
<p><b class="answer">${escapeHtml(shortAnswer(question))}</b> ${escapeHtml(sentence)}</p>
<p class="facts">${escapeHtml(facts)}</p>
</div>
<div class="evidence">
<table>${rows.join('')}</table>
<details><summary>more</summary>${more.map((line) => `<p>${escapeHtml(line)}</p>`).join('')}</details>
</div>
</section>`;
}

function thumb(question: QuestionRecord, scene: SettledScene, view: ViewRecord): string {
  const { width, height } = view.intrinsics;
  return `<svg class="thumb" viewBox="${cutFor(question, view)}"><image href="images/${view.id}.jpg" width="${width}" height="${height}"/>${drawQuestion(question, scene, view)}</svg>`;
}

const FRAME_WORDS: Readonly<Record<string, string>> = {
  ego: 'from the camera',
  world: 'world frame',
  object: 'object’s own frame',
  none: 'no frame',
};

function answerClass({ answer }: QuestionRecord): string {
  if (answer.kind === 'yes-no') return answer.value ? 'yes' : 'no';
  return answer.kind === 'points' ? 'points' : 'other';
}

function shortAnswer({ answer, answerText }: QuestionRecord): string {
  return answer.kind === 'points' ? plural(answer.pixels.length, 'point') : answerText;
}

/** How well each object is seen. */
function gateWords({ evidence, phrases }: QuestionRecord): string {
  return Object.entries(evidence.gates)
    .map(([id, gate]) => {
      if (gate === null || typeof gate !== 'object') return '';
      const fraction = gate['visibleFraction'];
      const pixels = gate['visiblePixels'];
      const seen = [
        typeof fraction === 'number' ? quantity(fraction, 'share') : '',
        typeof pixels === 'number' ? quantity(pixels, 'px') : '',
      ];
      return `${phrases[id] ?? `no. ${id}`} seen ${seen.filter((text) => text !== '').join(', ')}`;
    })
    .filter((text) => text !== '')
    .join('; ');
}

const egoWords = ({ egoVerdict }: QuestionRecord): string =>
  egoVerdict === null ? '' : `from the camera it would be ${{ T: 'yes', F: 'no', A: 'too close to call' }[egoVerdict]}`;

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
