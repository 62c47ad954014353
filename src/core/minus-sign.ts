/**
 * A number as people read it: "-2.6 cm" with a minus sign, which a hyphen is not; none before what is rounded to nothing.
 * For the screen and for figures: what is stored keeps its hyphens.
 */
export const withMinus = (number: string): string => number.replace('-', /[1-9]/.test(number) ? '−' : '');
