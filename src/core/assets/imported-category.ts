import type { AssetModel, Category } from './asset.js';
import type { ImportedAssetRecord } from './imported-asset.js';

/** An asset folder as read: what it says, and the model to use. */
export interface ImportedAsset {
  readonly record: ImportedAssetRecord;
  readonly model: AssetModel;
}

/** The models of one category as its variants, in the order given: shapes are fixed, so chance and size change nothing. */
export function importedCategory(assets: readonly ImportedAsset[]): Category {
  const [{ record }] = assets;
  const union = (pick: (r: ImportedAssetRecord) => readonly string[]) => [
    ...new Set(assets.flatMap((asset) => pick(asset.record))),
  ];
  return {
    id: record.category,
    kind: record.kind,
    nouns: union((r) => r.nouns),
    hypernyms: union((r) => r.hypernyms),
    variants: assets.length,
    colours: [],
    material: record.material,
    build: (variant) => assets[variant].model,
  };
}
