import { createStore, type Store } from '../store.js';
import { EVERYTHING, type RowFilter } from './filter-rows.js';

/** What of the list is shown; kept while one goes from page to page. */
export const rowFilter: Store<RowFilter> = createStore<RowFilter>(EVERYTHING);
