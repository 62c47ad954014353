/**
 * What happens in normal use and has a name: no room left on the table, a scene that does not rest.
 * Broken promises between our own functions throw instead.
 */
export type Result<T, Reason extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault<Reason> };

/** `reason` is counted in the run's report; `detail` is one sentence for the person who reads it. */
export interface Fault<Reason extends string = string> {
  readonly reason: Reason;
  readonly detail: string;
}

export function success<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

export function failure<Reason extends string>(
  reason: Reason,
  detail: string,
): { readonly ok: false; readonly fault: Fault<Reason> } {
  return { ok: false, fault: { reason, detail } };
}

/**
 * Something outside the program cannot be used as it is: a damaged file, a full disk. The message is one sentence
 * that names it and says what to do; the command line prints it alone and exits with 1.
 */
export class UserError extends Error {
  override name = 'UserError';
}

/** The call itself was wrong: an option, a recipe, a folder that holds something else. Exit code 2. */
export class UsageError extends UserError {
  override name = 'UsageError';
}

/** Closes a `switch` over a union: a new member becomes a type error here. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value ${JSON.stringify(value)}.`);
}
