import { eventIterator, oc, type } from '@orpc/contract';
import { z } from 'zod';

/** What lies at a path, as far as the studio can open it. */
export interface Recognised {
  readonly kind: 'dataset' | 'recipe' | 'scene' | 'suite' | 'profile' | 'model' | 'rollouts' | 'unknown';
  /** Absolute. */
  readonly path: string;
  /** For `unknown`: one sentence on what was found and what can be opened. */
  readonly sentence: string | null;
}

/** No recipe, suite or saved scene that is dropped is larger, characters. */
export const LARGEST_JSON = 16 * 1024 * 1024;
/** No archive that is dropped is larger, bytes. */
export const LARGEST_ARCHIVE = 16e9;
/** Bytes of an archive that one call brings. */
export const ARCHIVE_PART = 4 * 1024 * 1024;

export type ReceivingEvent =
  | { readonly type: 'unpacking'; readonly done: number; readonly total: number }
  | { readonly type: 'received'; readonly found: Recognised };

const name = z.string().min(1).max(255);
const archive = z.object({ id: z.uuid() });

export const filesContract = {
  recognise: oc.input(z.object({ path: z.string().min(1).max(4000) })).output(type<Recognised>()),
  /** A recipe, suite or saved scene that was dropped on a page which cannot tell where it lies: kept in `received`. */
  receiveJson: oc.input(z.object({ name, text: z.string().max(LARGEST_JSON) })).output(type<Recognised>()),
  /** Begins to bring a ZIP archive of a dataset, rollouts or a model. The one before is forgotten. */
  beginArchive: oc.input(z.object({ name, bytes: z.int().min(1) })).output(type<{ readonly id: string }>()),
  /** The next part of it. */
  archivePart: oc.input(
    archive.extend({
      offset: z.int().min(0),
      part: z.instanceof(Blob).refine(({ size }) => size <= ARCHIVE_PART, 'is too large'),
    }),
  ),
  /** Unpacks it into a folder of its own below `received`: whole, or not at all. */
  endArchive: oc.input(archive).output(eventIterator(type<ReceivingEvent>())),
};
