/** "tabletop-qwen3-vl-placement", and "…-2" where there is one of that name. */
export function freeRunName(taken: readonly string[], suite: string, model: string, placementOnly: boolean): string {
  const last = model.split(/[#/\\]/).findLast((part) => part !== '') ?? model;
  const slug = last.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  const name = [suite, slug, ...(placementOnly ? ['placement'] : [])].join('-').slice(0, 95);
  for (let k = 1; ; k++) {
    const tried = k === 1 ? name : `${name}-${k}`;
    if (!taken.includes(tried)) return tried;
  }
}
