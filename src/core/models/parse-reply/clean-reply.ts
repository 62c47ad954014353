import { failure, success, type Result } from '../../result.js';
import type { ParseFaultReason } from './parsed-answer.js';

/** Longer replies are refused unread. Reasoning of the most talkative models stays below a tenth of this. */
const MAX_CHARACTERS = 4_000_000;

/** Opening and closing words of a model's reasoning, in small letters. */
const REASONING = [
  ['<think>', '</think>'],
  ['<thinking>', '</thinking>'],
  ['<reasoning>', '</reasoning>'],
  ['<thought>', '</thought>'],
  ['<|begin_of_thought|>', '<|end_of_thought|>'],
  ['◁think▷', '◁/think▷'],
] as const;

/** Ends of turns and the like, which some servers leave in the text. `<|box_start|>` and its kin become spaces too: what they enclose says enough. */
const SPECIAL = /<\|[a-z0-9_]{1,40}\|>|<\/?s>|<end_of_(?:turn|utterance)>|<eos>|<bos>|<pad>|\[\/?INST\]/gi;

const MATH =
  /\\(?:text|textbf|mathrm|mathbf|operatorname)\s?\{|\\(?:left|right|quad|displaystyle|approx|,|;|:|!| |\(|\)|\[|\])|\$/g;

/** Zeros of the decimal digits that other scripts use (Unicode general category Nd); the nine after each follow in order. */
const DIGIT_ZEROS = [
  0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6, 0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0,
  0x0f20, 0x1040,
];

/**
 * A reply without its reasoning, code fences, special tokens and typography: what is left is the answer as plain text.
 * Every step is one pass.
 */
export function cleanReply(reply: string): Result<string, ParseFaultReason> {
  if (reply.length > MAX_CHARACTERS) {
    return failure('too-long', `The reply has ${reply.length} characters; no answer is that long.`);
  }
  const thoughtless = withoutReasoning(reply);
  if (thoughtless === null) {
    return failure('unfinished', 'The reply ends inside its own reasoning: raise the limit of tokens.');
  }
  const answer = insideAnswerTag(thoughtless);
  const start = answer.slice(0, 500).trimStart().toLowerCase();
  if (/^(?:<!doctype|<html|<\?xml|<head|<body)/.test(start)) {
    return failure('not-a-reply', 'The reply is a web page, not an answer: check the address of the endpoint.');
  }
  const plain = plainCharacters(answer)
    .replace(SPECIAL, ' ')
    .replace(/```[a-z0-9]{0,12}/gi, '\n')
    .replace(MATH, ' ')
    .replace(/\\[dt]?frac\s?\{(\d{1,6})\}\s?\{(\d{1,6})\}/g, '$1/$2')
    .replaceAll('\\times', '×')
    .replaceAll('+/-', '±')
    .replaceAll('\\pm', '±')
    .trim();
  if (plain === '') return failure('empty', 'The reply is empty.');
  return success(plain);
}

/** What follows the last closing word, or stands before an opening one that nothing follows; null when reasoning is all there is. */
function withoutReasoning(reply: string): string | null {
  const lower = reply.toLowerCase();
  for (const [open, close] of REASONING) {
    const closed = lower.lastIndexOf(close);
    const from = closed === -1 ? 0 : closed + close.length;
    const opened = lower.indexOf(open, from);
    if (opened !== -1) {
      const before = reply.slice(from, opened);
      return before.trim() === '' ? null : before;
    }
    if (closed !== -1) return reply.slice(closed + close.length);
  }
  return reply;
}

/** `<answer>…</answer>` as reasoning models are trained to write it: the last one counts, closed or not. */
function insideAnswerTag(text: string): string {
  const lower = text.toLowerCase();
  const open = lower.lastIndexOf('<answer>');
  if (open === -1) return text;
  const close = lower.indexOf('</answer>', open);
  const inside = text.slice(open + 8, close === -1 ? undefined : close);
  return inside.trim() === '' ? text : inside;
}

/** Full-width letters, ligatures, digits of any script, typographic signs: as ASCII has them. */
function plainCharacters(text: string): string {
  // oxlint-disable-next-line no-control-regex -- everything outside ASCII is meant
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return text
    .replace(/[“”„‟″]/g, '"')
    .replace(/[¼½¾⅓⅔⅕⅛]/g, (c) => ` ${c.normalize('NFKC')}`)
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[‘’‛′`´]/g, "'")
    .replace(/⁄/g, '/')
    .replace(/[≈≅≃∼]/g, '~')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
}

function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) as number;
  if (code < 0x80) return digit;
  const zero = DIGIT_ZEROS.find((z) => code >= z && code < z + 10);
  return zero === undefined ? digit : String(code - zero);
}
