import type { ApiKeys } from '../../inference/endpoint/api-keys.js';

/** Where keys of endpoints are kept, encrypted by the operating system for this user. Hosts as in `ApiKeys`. */
export interface KeyStore {
  /** As its user knows it: "the keyring". */
  readonly title: string;
  /** @throws UserError where it cannot be asked: no session, refused, damaged */
  read(host: string): Promise<string | null>;
  write(host: string, key: string): Promise<void>;
  /** @returns whether there was one */
  forget(host: string): Promise<boolean>;
}

/**
 * Keys from the environment, else from the first store that has one. A store that cannot be asked is passed over, as
 * most endpoints want no key; it is named once a key turns out to be missing.
 */
export function keysFrom(environment: ApiKeys, stores: readonly KeyStore[]): ApiKeys {
  const problems = new Map<string, string>();
  return {
    async keyFor(host) {
      const given = await environment.keyFor(host);
      if (given !== null) return given;
      for (const store of stores) {
        try {
          const kept = await store.read(host);
          if (kept !== null) return kept;
        } catch (error) {
          problems.set(store.title, (error as Error).message);
        }
      }
      return null;
    },
    remedyFor(host) {
      const keep = stores.length > 0 ? `, or keep one with "vantage models key set https://${host}"` : '';
      return [environment.remedyFor(host) + keep, ...problems.values()].join('; ');
    },
  };
}
