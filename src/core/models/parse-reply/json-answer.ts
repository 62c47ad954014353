/** Longest text that is tried as JSON: an answer, not a document. */
const MAX_JSON = 20_000;

const ANSWER_KEYS = ['final_answer', 'finalanswer', 'answer', 'result', 'response', 'prediction', 'value', 'output'];

/**
 * The answer inside a reply that is one JSON object, as text: `{"reasoning": "…", "answer": "no"}` → `no`,
 * `{"distance": 45, "unit": "cm"}` and `{"distance_cm": 45}` → `45 cm`. Null when the reply is no such object.
 */
export function jsonAnswer(text: string): string | null {
  if (!text.startsWith('{') || !text.endsWith('}') || text.length > MAX_JSON) return null;
  const object = parseObject(text);
  if (object === null) return null;
  const entries = Object.entries(object).map(([key, value]): [string, unknown] => [key.toLowerCase(), value]);
  const named = ANSWER_KEYS.map((key) => entries.find(([k]) => k === key || k.startsWith(`${key}_`))).find((e) => e);
  const numbers = entries.filter(([, value]) => typeof value === 'number');
  const entry = named ?? (numbers.length === 1 ? numbers[0] : entries.length === 1 ? entries[0] : undefined);
  if (!entry) return null;
  const [key, value] = entry;
  if (typeof value === 'string' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'number') return null;
  const unit = entries.find(([k]) => k === 'unit' || k === 'units')?.[1];
  return `${value} ${typeof unit === 'string' ? unit : unitOfKey(key)}`.trim();
}

/** "distance_cm" → "cm" */
function unitOfKey(key: string): string {
  const suffix = key.slice(key.lastIndexOf('_') + 1);
  return key.includes('_') &&
    /^(?:m|cm|mm|ft|in|feet|inches|meters?|metres?|centimet(?:er|re)s?|deg|degrees)$/.test(suffix)
    ? suffix.replace(/^in$/, 'inches')
    : '';
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null; // not JSON: read as prose
  }
}
