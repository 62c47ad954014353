import type { AssetModel, Category } from '../assets/asset.js';
import { nameObjectColour, type ObjectColour } from '../assets/colour-name.js';
import { COLOUR_NAMES, shadeOf, type Rgb } from '../assets/palette.js';
import type { Rng } from '../random.js';
import type { Material } from '../scene/material.js';

/** How one object of a scene is coloured, and what that colour is called. */
export interface Appearance extends ObjectColour {
  readonly materials: readonly Material[];
}

/**
 * Colours an object anew: its main material gets a shade of one of the category's colours, and materials that are
 * tones of the main one (an inside, a darker rim) follow it. A label or a screen stays as it is.
 *
 * @param randomMaterials share of things drawn in any colour and roughness
 */
export function chooseAppearance(category: Category, model: AssetModel, rng: Rng, randomMaterials = 0): Appearance {
  // An object from outside has the colours it came with.
  if (category.colours.length === 0)
    return { materials: model.materials, ...nameObjectColour(model.mesh, model.materials) };
  const random = randomMaterials > 0 && rng.fork('random').next() < randomMaterials;
  const shade = shadeOf(rng.pick(random ? COLOUR_NAMES : category.colours), rng);
  const roughness = random ? rng.fork('roughness').range(0.08, 0.95) : null;
  const [main] = model.materials;
  const materials = model.materials.map((material) =>
    material.name === main.name
      ? {
          ...material,
          colour: toneLike(main.colour, material.colour, shade),
          ...(roughness !== null && { roughness }),
        }
      : material,
  );
  return { materials, ...nameObjectColour(model.mesh, materials) };
}

/** `shade` made as much darker or lighter as `tone` is than `from`. */
function toneLike(from: Rgb, tone: Rgb, shade: Rgb): Rgb {
  const sum = (rgb: Rgb) => rgb[0] + rgb[1] + rgb[2];
  if (sum(tone) <= sum(from)) {
    const factor = sum(from) > 0 ? sum(tone) / sum(from) : 1;
    return [shade[0] * factor, shade[1] * factor, shade[2] * factor];
  }
  const lift = (sum(tone) - sum(from)) / (3 - sum(from));
  return [shade[0] + (1 - shade[0]) * lift, shade[1] + (1 - shade[1]) * lift, shade[2] + (1 - shade[2]) * lift];
}
