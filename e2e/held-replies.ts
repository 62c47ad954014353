import type { MockRequest } from '../src/inference/endpoint/testing/mock-endpoint.js';

/** Replies of a mock endpoint that come when the test has seen what goes on before them. */
export interface HeldReplies {
  /** For `startMockEndpoint`. */
  readonly reply: (request: MockRequest) => Promise<string>;
  /** Lets so many more be given, and holds the rest. */
  allow(more: number): void;
}

/**
 * @param text every reply
 * @param allowed how many are given at once
 * @param about what of a prompt says that its reply is held; a probe's may not be
 */
export function heldReplies(text: string, allowed = Infinity, about = ''): HeldReplies {
  let given = 0;
  let most = allowed;
  let waiting: (() => void)[] = [];
  return {
    async reply({ prompt }) {
      if (!prompt.includes(about)) return text;
      const mine = given++;
      while (mine >= most) await new Promise<void>((resolve) => waiting.push(resolve));
      return text;
    },
    allow(more) {
      most = Math.min(most, given) + more;
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
  };
}
