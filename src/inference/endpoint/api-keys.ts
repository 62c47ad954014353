/**
 * Where keys of endpoints come from: the environment, or an operating system's keychain behind the same interface.
 * A key goes into one header of requests to its own host; it is never stored, logged or quoted.
 */
export interface ApiKeys {
  /** @param host with its port where one is given: "localhost:8000" */
  keyFor(host: string): Promise<string | null>;
  /** How the user gives a key for that host, to be said when one is missing or refused. */
  remedyFor(host: string): string;
}

const GENERAL = 'VANTAGE_API_KEY';

/** "VANTAGE_API_KEY_API_EXAMPLE_ORG_8443" */
export const keyVariableOf = (host: string): string =>
  `${GENERAL}_${host.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;

/** Keys from environment variables: the one named after the host, else VANTAGE_API_KEY. */
export function environmentKeys(env: Readonly<Record<string, string | undefined>>): ApiKeys {
  return {
    keyFor: async (host) => env[keyVariableOf(host)]?.trim() || env[GENERAL]?.trim() || null,
    remedyFor: (host) => `set ${GENERAL}, or ${keyVariableOf(host)} for this host alone`,
  };
}

const MASK = '[key]';

/** A text from outside without the key, should a server have quoted it. */
export const withoutKey = (text: string, key: string | null): string =>
  key === null || key === '' ? text : text.replaceAll(key, MASK);
