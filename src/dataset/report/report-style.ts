/** The contact sheet's style. Colours of verdicts: teal yes, orange no. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --card: #fff; --ink: #1d2226; --soft: #667078; --line: #dfe1de; --yes: #0d8577; --no: #c8600f; --free: #14b8a6; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --card: #1f2326; --ink: #e6e8e6; --soft: #98a2a8; --line: #343a3e; --yes: #3cc7b5; --no: #f0924a; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
header, main, .sheet, .switches, .legend { max-width: 1680px; margin: 0 auto; padding: 0 24px; }
h1 { margin: 28px 0 8px; font-size: 24px; font-weight: 600; }
dl { display: flex; flex-wrap: wrap; gap: 4px 28px; margin: 0 0 16px; }
dl div { display: flex; gap: 8px; }
dt { color: var(--soft); }
dd { margin: 0; }
.switches { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 4px 18px; padding-top: 8px; padding-bottom: 8px; background: var(--ground); border-bottom: 1px solid var(--line); }
.switches label { cursor: pointer; }
.switches input { accent-color: var(--yes); }
p.legend { margin: 10px auto 0; color: var(--soft); font-size: 12px; }
.legend span { border: 2px solid; border-radius: 3px; padding: 0 6px; margin-right: 8px; }
.legend .subject { border-color: #e6b800; }
.legend .reference { border-style: dashed; border-color: var(--soft); }
.legend .region { border-color: var(--free); }
.legend .blocker { border-color: #ff5a4f; }
.sheet { display: grid; grid-template-columns: repeat(auto-fill, minmax(132px, 1fr)); gap: 10px; padding-top: 16px; }
.sheet a { color: var(--soft); text-decoration: none; font-size: 11px; }
.sheet img { display: block; width: 100%; height: auto; border-radius: 4px; }
.sheet a:hover { color: var(--ink); }
article { margin: 36px 0; scroll-margin-top: 44px; }
h2 { margin: 0 0 10px; font-size: 17px; font-weight: 600; }
h2 small { color: var(--soft); font-weight: 400; font-size: 13px; margin-left: 8px; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(340px, 1fr)); gap: 14px; }
figure { margin: 0; }
figure div { position: relative; }
figure img { display: block; width: 100%; height: auto; border-radius: 6px; }
figure svg { position: absolute; inset: 0; width: 100%; height: 100%; }
figcaption { color: var(--soft); font-size: 12px; padding: 4px 2px; }
.questions { display: grid; grid-template-columns: repeat(auto-fill, minmax(430px, 1fr)); gap: 12px; margin-top: 10px; align-items: start; }
.q { display: grid; grid-template-columns: 190px 1fr; gap: 6px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 10px; }
.q p { margin: 0 0 4px; }
.evidence { grid-column: 1 / -1; display: grid; grid-template-columns: 1fr auto; align-items: end; color: var(--soft); font-size: 12px; }
.evidence details[open] { grid-column: 1 / -1; }
.evidence summary { cursor: pointer; text-align: right; }
.q .text { font-weight: 600; }
.thumb { width: 100%; height: auto; border-radius: 4px; display: block; }
.thumbs { display: grid; gap: 4px; align-content: start; }
.answer { color: var(--soft); }
.a-yes .answer { color: var(--yes); }
.a-no .answer { color: var(--no); }
.a-points .answer { color: var(--yes); }
.facts { color: var(--soft); font-size: 11.5px; }
table { border-collapse: collapse; font-size: 12px; font-variant-numeric: tabular-nums; }
td { padding: 0 10px 0 0; }
td:nth-child(2) { text-align: right; }
td:nth-child(2), td:nth-child(3) { white-space: nowrap; }
td:nth-child(2) { color: var(--ink); }
.holds td:nth-child(3)::after { content: " ✓"; color: var(--yes); }
.fails td:nth-child(3)::after { content: " –"; color: var(--soft); }
svg { overflow: hidden; }
svg rect { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
svg text { fill: #fff; paint-order: stroke; stroke: #10151a; stroke-width: 3px; stroke-linejoin: round; font-weight: 600; font-family: inherit; }
svg .region { fill: var(--free); fill-opacity: 0.42; stroke: var(--free); stroke-width: 1; vector-effect: non-scaling-stroke; }
.free .region { fill-opacity: 0.22; }
.dots circle { fill: #fff; stroke: #0b4f49; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.thumb rect.subject { stroke: #ffd23f; stroke-width: 2; }
.thumb rect.reference { stroke: #fff; stroke-width: 2; stroke-dasharray: 5 4; }
.thumb rect.blocker { stroke: #ff5a4f; stroke-width: 1.5; }
.thumb .dots circle { r: 5px; }
.trace { fill: none; stroke: #ff5ad0; stroke-width: 2.5; vector-effect: non-scaling-stroke; }
.other-grasp { fill: none; stroke: #ff5ad0; stroke-width: 1; stroke-dasharray: 3 3; vector-effect: non-scaling-stroke; }
.mark circle, .mark path { fill: none; stroke: #ff5ad0; stroke-width: 2; vector-effect: non-scaling-stroke; }
.thumb rect.answer-box { stroke: #2ee6d0; stroke-width: 2; }
.witness { fill: none; stroke: #2ee6d0; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
body:has(#show-boxes:not(:checked)) .boxes, body:has(#show-labels:not(:checked)) .labels { display: none; }
body:has(#show-ego:not(:checked)) .f-ego, body:has(#show-world:not(:checked)) .f-world, body:has(#show-object:not(:checked)) .f-object, body:has(#show-none:not(:checked)) .f-none { display: none; }
body:has(#show-yes:not(:checked)) .a-yes, body:has(#show-no:not(:checked)) .a-no, body:has(#show-points:not(:checked)) .a-points { display: none; }
body:has(#show-measures:not(:checked)) .evidence { display: none; }
@media (max-width: 560px) { .q { grid-template-columns: 1fr; } .questions, .pictures { grid-template-columns: 1fr; } }
@media print { .switches { display: none; } article { break-inside: auto; } .q { break-inside: avoid; } }
`;
