import type { Shares } from './quotients.js';

/** Digits divided by one digit: the quotient and the remainder, as `[digits, digits]`. */
export type ShortDivision<
  Dividend extends string,
  Table extends Shares,
  Remainder extends string = '0',
  Quotient extends string = '',
> = Dividend extends `${infer Digit}${infer Rest}`
  ? ShortDivision<
      Rest,
      Table,
      Table['remainder'][Remainder][Digit],
      `${Quotient}${Table['quotient'][Remainder][Digit]}`
    >
  : [Quotient, Remainder];
