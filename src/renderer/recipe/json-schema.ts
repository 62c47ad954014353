/** The part of JSON Schema (draft 7) that schemas of ours are written in. */
export interface JsonSchema {
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  /** One schema for all, or one for each place of a tuple. */
  readonly items?: JsonSchema | readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
}

/** Which of several forms a value has; the first where it has none of them. */
export function branchOf(branches: readonly JsonSchema[], value: unknown): number {
  const found = branches.findIndex((branch) => hasForm(branch, value));
  return found === -1 ? 0 : found;
}

function hasForm(schema: JsonSchema, value: unknown): boolean {
  if (schema.const !== undefined) return value === schema.const;
  switch (schema.type) {
    case 'array':
      return (
        Array.isArray(value) && (!isTuple(schema) || value.every((item, k) => hasForm(schema.items[k] ?? {}, item)))
      );
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'number':
    case 'integer':
      return typeof value === 'number';
    case 'string':
    case 'boolean':
      return typeof value === schema.type;
    default:
      return true;
  }
}

export const isTuple = (schema: JsonSchema): schema is JsonSchema & { items: readonly JsonSchema[] } =>
  Array.isArray(schema.items);

/** What a field starts from: its default, or the least there can be. */
export function emptyOf(schema: JsonSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return emptyOf(schema.anyOf[0]);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries((schema.required ?? []).map((key) => [key, emptyOf(schema.properties?.[key] ?? {})]));
    case 'array':
      return isTuple(schema) ? schema.items.map(emptyOf) : [];
    case 'number':
    case 'integer':
      return schema.minimum ?? 0;
    case 'boolean':
      return false;
    case 'string':
    default:
      return '';
  }
}

/** Words for a form of a value, for choosing between several. */
export function formName(schema: JsonSchema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (isTuple(schema))
    return isTuple(schema.items[0] ?? {}) ? 'a range for each side' : `${schema.items.length} numbers`;
  if (schema.type === 'array') return 'several';
  if (schema.type === 'object') return Object.keys(schema.properties ?? {}).join(' and ');
  return 'one';
}

/** The field that a sentence of the recipe's parser names (`"objects.count[0]": …`); null when it names none. */
export const fieldOf = (problem: string): string | null => /^"([^"]+)": /.exec(problem)?.[1] ?? null;

/** The same sentence without the field, for beside it. */
export const withoutField = (problem: string): string => inWords(problem.replace(/^"[^"]+": /, ''));

/** Limits as people say them: the schema library's own words are about types. */
export const inWords = (problem: string): string =>
  problem
    .replace(/Too big: expected \w+ to be <=(\S+?)\.?$/, 'Must be at most $1.')
    .replace(/Too small: expected \w+ to be >=(\S+?)\.?$/, 'Must be at least $1.')
    .replace(/Too small: expected \w+ to be >(\S+?)\.?$/, 'Must be more than $1.');
