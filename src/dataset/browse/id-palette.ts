/** Golden angle: neighbours in number are far apart in hue. */
const HUE_STEP = 137.508;
const ALPHA = 150;

/**
 * Instance ids in colours that tell neighbours apart; background is transparent.
 *
 * @param ids [pixels]
 * @returns [pixels * 4] RGBA
 */
export function idPalette(ids: Uint16Array): Uint8Array {
  const rgba = new Uint8Array(ids.length * 4);
  const known = new Map<number, readonly [number, number, number]>();
  for (let i = 0; i < ids.length; i++) {
    const id = ids[i];
    if (id === 0) continue;
    let colour = known.get(id);
    if (!colour) {
      colour = colourOfId(id);
      known.set(id, colour);
    }
    rgba.set(colour, 4 * i);
    rgba[4 * i + 3] = ALPHA;
  }
  return rgba;
}

/** sRGB 0–255. */
export function colourOfId(id: number): readonly [number, number, number] {
  const hue = ((id * HUE_STEP) % 360) / 60;
  const high = 235;
  const low = 70;
  const rise = low + (high - low) * (1 - Math.abs((hue % 2) - 1));
  const sector = Math.floor(hue);
  const [r, g, b] = [
    [high, rise, low],
    [rise, high, low],
    [low, high, rise],
    [low, rise, high],
    [rise, low, high],
    [high, low, rise],
  ][sector];
  return [Math.round(r), Math.round(g), Math.round(b)];
}
