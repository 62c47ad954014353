import { useCallback, useState } from 'react';

/**
 * State of the page's furniture that is the same the next time: how a list is shown, how large its images are.
 *
 * @param name unique in the studio
 * @param initial also what kind of value it is: another kind is not taken up
 * @param allowed where only some values are: others are not taken up either
 */
export function useKept<Value extends string | number | boolean>(
  name: string,
  initial: Value,
  allowed?: readonly Value[],
): readonly [Value, (value: Value) => void] {
  const key = `vantage.${name}`;
  const [value, setValue] = useState(() => read(key, initial, allowed));
  const keep = useCallback(
    (next: Value) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, keep];
}

function read<Value>(key: string, initial: Value, allowed: readonly Value[] | undefined): Value {
  const kept = localStorage.getItem(key);
  if (kept === null) return initial;
  try {
    const value: unknown = JSON.parse(kept);
    const fits = typeof value === typeof initial && (allowed?.includes(value as Value) ?? true);
    return fits ? (value as Value) : initial;
  } catch {
    return initial;
  }
}
