/** The gallery's style; the switches are checkboxes before everything they switch, so the page needs no script. */
export const GALLERY_STYLE = `
:root { color-scheme: light dark; --ground: #f7f7f5; --ink: #1d2226; --soft: #667078; --line: #dfe1de; --front: #d5162c; --surface: #0d8577; --cavity: #7a3fc4; --collider: #1b66c9; --box: #c8600f; }
@media (prefers-color-scheme: dark) { :root { --ground: #16191b; --ink: #e6e8e6; --soft: #98a2a8; --line: #343a3e; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.45 system-ui, "Segoe UI", "Helvetica Neue", "DejaVu Sans", sans-serif; }
body > input { position: absolute; opacity: 0; pointer-events: none; }
header, main, .switches { max-width: 1760px; margin: 0 auto; padding: 0 24px; }
h1 { margin: 28px 0 8px; font-size: 24px; font-weight: 600; }
nav { font-size: 12px; }
a { color: var(--soft); }
.switches { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: 6px; padding-top: 8px; padding-bottom: 8px; background: var(--ground); border-bottom: 1px solid var(--line); }
.switches label { cursor: pointer; border: 1px solid var(--line); border-radius: 12px; padding: 1px 10px; color: var(--soft); }
#show-front:checked ~ .switches [for=show-front], #show-surfaces:checked ~ .switches [for=show-surfaces], #show-cavity:checked ~ .switches [for=show-cavity], #show-colliders:checked ~ .switches [for=show-colliders], #show-box:checked ~ .switches [for=show-box], #show-size:checked ~ .switches [for=show-size] { background: var(--ink); color: var(--ground); }
section { margin: 28px 0; scroll-margin-top: 48px; }
h2 { margin: 0 0 8px; font-size: 17px; font-weight: 600; }
h2 small { color: var(--soft); font-weight: 400; font-size: 12.5px; margin-left: 6px; }
.row { display: grid; grid-template-columns: repeat(auto-fill, minmax(250px, 1fr)); gap: 14px; }
figure { margin: 0; }
.close { position: relative; }
.close img { display: block; width: 100%; height: auto; border-radius: 6px; }
.close svg { position: absolute; inset: 0; width: 100%; height: 100%; }
.at-size { display: none; border-radius: 6px; }
#show-size:checked ~ main .close { display: none; }
#show-size:checked ~ main .at-size { display: block; }
figcaption { color: var(--soft); font-size: 11.5px; padding: 4px 2px; }
figcaption b { color: var(--ink); }
figcaption em { color: var(--front); font-style: normal; }
svg path { fill: none; stroke-width: 1.5; vector-effect: non-scaling-stroke; }
svg g { display: none; }
.front path { stroke: var(--front); stroke-width: 2.5; }
.surfaces path { stroke: var(--surface); fill: var(--surface); fill-opacity: 0.25; }
.cavity path { stroke: var(--cavity); fill: var(--cavity); fill-opacity: 0.2; stroke-dasharray: 4 3; }
.colliders path { stroke: var(--collider); stroke-width: 0.8; fill: var(--collider); fill-opacity: 0.08; }
.box path { stroke: var(--box); stroke-width: 1; }
#show-front:checked ~ main .front, #show-surfaces:checked ~ main .surfaces, #show-cavity:checked ~ main .cavity, #show-colliders:checked ~ main .colliders, #show-box:checked ~ main .box { display: inline; }
`;
