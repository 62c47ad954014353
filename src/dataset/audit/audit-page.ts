import type { AuditItem } from '../../core/questions/audit/audit.js';
import { escapeHtml } from '../report/markup.js';

/** An item with its pictures as data URLs, one a view. */
export interface PicturedItem {
  readonly item: AuditItem;
  readonly pictures: readonly string[];
}

/**
 * One file to answer questions in: keys Y, N and ?, back with the left arrow; verdicts stay in the browser until they
 * are saved as the lines of `audits/<who>.jsonl`. The expected answers are not in it.
 */
export function auditPage(title: string, set: string, items: readonly PicturedItem[]): string {
  const data = items.map(({ item, pictures }) => ({
    question: item.question,
    text: item.text,
    given: item.given,
    pictures,
  }));
  // "<" cannot close the script element from inside a string.
  const json = JSON.stringify({ title, set, items: data }).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Audit of ${escapeHtml(title)}</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>
<main>
<p id="place"></p>
<div id="pictures"></div>
<h1 id="text"></h1>
<p id="given"></p>
<p class="keys"><button data-verdict="Y">Y · yes</button><button data-verdict="N">N · no</button><button data-verdict="?">? · cannot say</button><button id="back">← back</button></p>
<p><label>Name <input id="who" pattern="[a-z0-9_-]+" value="me"></label> <button id="save">Save the verdicts</button> Put the file into the data set's folder <code>audits/</code>.</p>
</main>
<script>const AUDIT = ${json};
${SCRIPT}</script>
</body>
</html>
`;
}

const SCRIPT = `
const key = 'vantage-audit ' + AUDIT.title + ' ' + AUDIT.set;
const verdicts = JSON.parse(localStorage.getItem(key) || '{}');
let at = AUDIT.items.findIndex((item) => !(item.question in verdicts));
if (at < 0) at = AUDIT.items.length - 1;
const $ = (id) => document.getElementById(id);
function show() {
  const item = AUDIT.items[at];
  $('place').textContent = (at + 1) + ' of ' + AUDIT.items.length + ' · ' + Object.keys(verdicts).length + ' answered';
  $('pictures').replaceChildren(...item.pictures.map((source) => Object.assign(new Image(), { src: source })));
  $('text').textContent = item.text;
  $('given').textContent = item.given === null ? 'Answer the question yourself.' : 'Given answer: ' + item.given + '. Is it right?';
  for (const button of document.querySelectorAll('[data-verdict]'))
    button.classList.toggle('chosen', verdicts[item.question] === button.dataset.verdict);
}
function answer(verdict) {
  verdicts[AUDIT.items[at].question] = verdict;
  localStorage.setItem(key, JSON.stringify(verdicts));
  if (at < AUDIT.items.length - 1) at++;
  show();
}
for (const button of document.querySelectorAll('[data-verdict]')) button.onclick = () => answer(button.dataset.verdict);
$('back').onclick = () => { if (at > 0) at--; show(); };
$('save').onclick = () => {
  const lines = Object.entries(verdicts).map(([question, verdict]) => JSON.stringify({ schema: 'vantage/audit@1', set: AUDIT.set, question, verdict }));
  const link = Object.assign(document.createElement('a'), { download: ($('who').value || 'me') + '.jsonl', href: URL.createObjectURL(new Blob([lines.join('\\n') + '\\n'])) });
  link.click();
};
addEventListener('keydown', (event) => {
  if (event.target.tagName === 'INPUT') return;
  const verdict = { y: 'Y', n: 'N', '?': '?' }[event.key.toLowerCase()];
  if (verdict) answer(verdict);
  if (event.key === 'ArrowLeft') $('back').click();
});
show();
`;

const STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --ink: #1d2226; --soft: #667078; --yes: #0d8577; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --ink: #e6e8e6; --soft: #98a2a8; --yes: #3cc7b5; } }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
main { max-width: 860px; margin: 0 auto; padding: 16px 24px 40px; } h1 { font-size: 20px; font-weight: 600; margin: 12px 0 4px; }
#pictures { display: flex; gap: 8px; } #pictures img { flex: 1; min-width: 0; max-width: 100%; border-radius: 6px; }
#place, #given { color: var(--soft); margin: 0 0 8px; } button { font: inherit; padding: 6px 14px; margin-right: 8px; } .chosen { outline: 2px solid var(--yes); }
`;
