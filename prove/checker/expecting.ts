// The self test's tally.

let failures = 0;
let passed = 0;

export function expect(what: string, ok: boolean, found: unknown = ''): void {
  if (ok) passed++;
  else {
    failures++;
    process.stdout.write(`FAILED ${what}: ${String(found)}\n`);
  }
}

export const near = (what: string, x: number, y: number, tolerance = 1e-9): void =>
  expect(what, Math.abs(x - y) <= tolerance, `${x} instead of ${y}`);

export function finish(): never {
  process.stdout.write(`${passed} passed, ${failures} failed\n`);
  process.exit(failures > 0 ? 1 : 0);
}
