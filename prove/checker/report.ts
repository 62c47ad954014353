// What was checked, and every contradiction found.

export interface Contradiction {
  readonly check: string;
  readonly id: string;
  readonly claimed: string;
  readonly found: string;
}

interface Count {
  checked: number;
  open: number;
  contradictions: number;
}

export interface Report {
  readonly counts: ReadonlyMap<string, Count>;
  readonly contradictions: readonly Contradiction[];
  /** One claim looked at; `ok` false is a contradiction. */
  expect(
    check: string,
    ok: boolean,
    id: string,
    claimed: string | (() => string),
    found: string | (() => string),
  ): boolean;
  /** Something that this program cannot decide. */
  leaveOpen(check: string, id: string, why: string): void;
  readonly opened: ReadonlyMap<string, string>;
}

const text = (t: string | (() => string)): string => (typeof t === 'string' ? t : t());

export function createReport(): Report {
  const counts = new Map<string, Count>();
  const contradictions: Contradiction[] = [];
  const opened = new Map<string, string>();
  const count = (check: string): Count => {
    const known = counts.get(check) ?? { checked: 0, open: 0, contradictions: 0 };
    counts.set(check, known);
    return known;
  };
  return {
    counts,
    contradictions,
    opened,
    expect(check, ok, id, claimed, found) {
      const entry = count(check);
      entry.checked++;
      if (!ok) {
        entry.contradictions++;
        contradictions.push({ check, id, claimed: text(claimed), found: text(found) });
      }
      return ok;
    },
    leaveOpen(check, id, why) {
      count(check).open++;
      if (!opened.has(`${check}: ${why}`)) opened.set(`${check}: ${why}`, id);
    },
  };
}
