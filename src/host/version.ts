import packageJson from '../../package.json' with { type: 'json' };

/** Who made a dataset: part of what its bytes depend on. */
export const GENERATOR = { name: 'vantage', version: packageJson.version } as const;
