import type { AssetFacts, CategoryFacts } from '../../core/assets/showcase/asset-facts.js';
import type { Overlays } from '../../core/assets/showcase/overlays.js';
import type { Vec2 } from '../../core/geometry/polygon.js';
import { pageStart } from '../report/html-page.js';
import { escapeHtml } from '../report/markup.js';
import { GALLERY_STYLE } from './gallery-style.js';

/** One variant as the page shows it. */
export interface GalleryItem {
  readonly facts: AssetFacts;
  /** Paths of its pictures, relative to the page. */
  readonly close: string;
  readonly atSize: string;
  readonly overlays: Overlays;
}

const SWITCHES = [
  ['front', 'front arrow', true],
  ['surfaces', 'support surfaces', true],
  ['cavity', 'cavity', false],
  ['colliders', 'colliders', false],
  ['box', 'box and dimensions', false],
  ['size', 'as large as in a 640×480 picture', false],
] as const;

/** Everything before the categories: title, counts, switches, links. */
export function galleryHead(title: string, categories: readonly CategoryFacts[]): string {
  const assets = categories.reduce((sum, category) => sum + category.assets.length, 0);
  const count = (kind: CategoryFacts['kind']) => categories.filter((category) => category.kind === kind).length;
  const boxes = SWITCHES.map(([id, , on]) => `<input type="checkbox" id="show-${id}"${on ? ' checked' : ''}>`).join('');
  const labels = SWITCHES.map(([id, text]) => `<label for="show-${id}">${text}</label>`).join('');
  const links = categories.map(({ id }) => `<a href="#${id}">${escapeHtml(id)}</a>`).join(' ');
  return `${pageStart(title, GALLERY_STYLE)}${boxes}
<header><h1>${escapeHtml(title)}</h1>
<p>${categories.length} categories (${count('tabletop')} for tables and desks, ${count('furniture')} furniture, ${count('structure')} parts of rooms), ${assets} shapes. The last shape of each is seen in test scenes only. Object axes: +Z up, the front along +X, metres and kilograms.</p>
<nav>${links}</nav></header>
<div class="switches">${labels}</div><main>
`;
}

export const GALLERY_TAIL = '</main></body></html>\n';

/** One category: its words, then its variants. */
export function categorySection(category: CategoryFacts, items: readonly GalleryItem[], size: Vec2): string {
  const { id, kind, nouns, hypernyms, material, colours } = category;
  const words = [
    nouns.join(', '),
    ...(hypernyms.length > 0 ? [`also ${hypernyms.join(', ')}`] : []),
    `${material}; ${colours.join(', ')}`,
    kind,
  ];
  return `<section id="${id}"><h2>${escapeHtml(id)} <small>${escapeHtml(words.join(' · '))}</small></h2>
<div class="row">${items.map((item) => figure(item, size)).join('\n')}</div></section>
`;
}

function figure({ facts, close, atSize, overlays }: GalleryItem, [width, height]: Vec2): string {
  const layers = [
    group('surfaces', overlays.surfaces.map(polygon)),
    group('cavity', overlays.cavity.map(polygon)),
    group('colliders', overlays.colliders.map(polygon)),
    group(
      'box',
      overlays.box.map(([a, b]) => `<path d="M${a.join()}L${b.join()}"/>`),
    ),
    group('front', overlays.front ? [arrow(...overlays.front)] : []),
  ];
  return `<figure><div class="close"><img loading="lazy" width="${width}" height="${height}" src="${close}" alt="${escapeHtml(facts.asset)}"><svg viewBox="0 0 ${width} ${height}">${layers.join('')}</svg></div>
<img class="at-size" loading="lazy" src="${atSize}" alt="">
<figcaption><b>${escapeHtml(facts.asset)}</b>${facts.testOnly ? ' <em>test only</em>' : ''}<br>${describe(facts)}</figcaption></figure>`;
}

function describe(facts: AssetFacts): string {
  const { size, mass, front, symmetry, leftRight, surfaces, cavityLitres, colliderParts, triangles } = facts;
  const parts = [
    `${size.map((s) => s.toFixed(s < 0.1 ? 3 : 2)).join(' × ')} m, ${mass.toPrecision(2)} kg`,
    front ? `front +X, left and right ${leftRight}` : `no front, symmetry ${symmetry === 'infinite' ? '∞' : symmetry}`,
    `${surfaces.length} ${surfaces.length === 1 ? 'surface' : 'surfaces'}${cavityLitres === null ? '' : `, holds ${cavityLitres.toPrecision(2)} l`}`,
    `${colliderParts} collider parts, ${triangles} triangles`,
  ];
  return parts.map(escapeHtml).join('<br>');
}

const group = (name: string, shapes: readonly string[]) =>
  shapes.length > 0 ? `<g class="${name}">${shapes.join('')}</g>` : '';

const polygon = (points: readonly Vec2[]) => `<path d="M${points.map((p) => p.join()).join('L')}Z"/>`;

function arrow(from: Vec2, to: Vec2): string {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy) || 1;
  const [ux, uy] = [dx / length, dy / length];
  const wing = (side: number) =>
    `${(to[0] - 10 * ux + side * 5 * uy).toFixed(1)},${(to[1] - 10 * uy - side * 5 * ux).toFixed(1)}`;
  return `<path d="M${from.join()}L${to.join()}M${wing(1)}L${to.join()}L${wing(-1)}"/>`;
}
