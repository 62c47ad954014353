import { createStore, useStore } from '../store.js';

export const PAGES = ['home', 'scene', 'datasets', 'jobs', 'models', 'rollouts'] as const;
export type Page = (typeof PAGES)[number];

/** Where in the studio one is: `#/datasets?path=…`. The address bar's hash is the truth, so back and reload work. */
export interface Route {
  readonly page: Page;
  readonly parameters: Readonly<Record<string, string>>;
}

function read(): Route {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const page = PAGES.find((name) => name === path) ?? 'home';
  return { page, parameters: Object.fromEntries(new URLSearchParams(query ?? '')) };
}

const store = createStore<{ readonly route: Route }>({ route: read() });
window.addEventListener('hashchange', () => store.set({ route: read() }));

export const currentRoute = (): Route => store.get().route;

export const useRoute = (): Route => useStore(store, ({ route }) => route);

export function goTo(page: Page, parameters: Readonly<Record<string, string>> = {}): void {
  const query = new URLSearchParams(parameters).toString();
  location.hash = `/${page}${query === '' ? '' : `?${query}`}`;
}
