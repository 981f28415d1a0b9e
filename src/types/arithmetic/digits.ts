import type { Differences } from './sums.js';

/** The result for two digits and a carry: a digit, and the carry into the next column. */
export interface ColumnTable {
  digit: { [carry: string]: { [left: string]: { [right: string]: string } } };
  carry: { [carry: string]: { [left: string]: { [right: string]: string } } };
}

/**
 * Two numbers in groups of three, ones first, combined column by column: the last carry, then the digits, highest first.
 */
export type Columns<
  Left extends string,
  Right extends string,
  Table extends ColumnTable,
  Carry extends string = '0',
> = Left extends ''
  ? Right extends ''
    ? Carry
    : Columns<'000', Right, Table, Carry>
  : Right extends ''
    ? Columns<Left, '000', Table, Carry>
    : Left extends `${infer LeftOnes}${infer LeftTens}${infer LeftHundreds}${infer LeftRest}`
      ? Right extends `${infer Ones}${infer Tens}${infer Hundreds}${infer Rest}`
        ? Group<LeftRest, Rest, Table, Carry, LeftOnes, Ones, LeftTens, Tens, LeftHundreds, Hundreds>
        : never
      : never;

/** The parameters can have any names: the compiler substitutes them once, in the template of {@link Columns}. */
type Group<
  LeftRest extends string,
  Rest extends string,
  Table extends ColumnTable,
  Carry extends string,
  LeftOnes extends string,
  Ones extends string,
  LeftTens extends string,
  Tens extends string,
  LeftHundreds extends string,
  Hundreds extends string,
  ToTens extends string = Table['carry'][Carry][LeftOnes][Ones],
  ToHundreds extends string = Table['carry'][ToTens][LeftTens][Tens],
  ToThousands extends string = Table['carry'][ToHundreds][LeftHundreds][Hundreds],
> = `${Columns<LeftRest, Rest, Table, ToThousands>}${Table['digit'][ToHundreds][LeftHundreds][Hundreds]}${Table['digit'][ToTens][LeftTens][Tens]}${Table['digit'][Carry][LeftOnes][Ones]}`;

/** The digits in reverse order, before those of `Reversed`. Three at a time, because a step costs more than a digit. */
export type Reverse<Digits extends string, Reversed extends string = ''> = Digits extends ''
  ? Reversed
  : Digits extends `${infer First}${infer Second}${infer Third}${infer Rest}`
    ? Reverse<Rest, `${Third}${Second}${First}${Reversed}`>
    : Digits extends `${infer First}${infer Second}`
      ? `${Second}${First}${Reversed}`
      : never;

/**
 * The digits with the ones first, in whole groups of three: `'1230'` is `'032100'`. Arithmetic reads a group at a time, and
 * never has to look for half a group.
 */
export type OnesFirst<Digits extends string, Reversed extends string = ''> = Digits extends ''
  ? Reversed
  : Digits extends `${infer First}${infer Second}${infer Third}${infer Rest}`
    ? OnesFirst<Rest, `${Third}${Second}${First}${Reversed}`>
    : Digits extends `${infer First}${infer Second}`
      ? Second extends ''
        ? `${First}${Reversed}00`
        : `${Second}${First}${Reversed}0`
      : never;

/** The number with these digits, with or without leading zeros; `number` beyond `Number.MAX_SAFE_INTEGER`. */
export type ToNumber<Digits extends string> = Digits extends `0${infer Rest}`
  ? Rest extends ''
    ? 0
    : ToNumber<Rest>
  : Digits extends SixteenOrMore
    ? Columns<OnesFirst<'9007199254740991'>, OnesFirst<Digits>, Differences> extends `0${string}`
      ? Parse<Digits>
      : number
    : Parse<Digits>;

type Parse<Digits extends string> = Digits extends `${infer Value extends number}` ? Value : number;

// `bigint` stands for one digit here; a run of `string` would collapse into one.
type Four = `${bigint}${bigint}${bigint}${bigint}`;
type SixteenOrMore = `${Four}${Four}${Four}${bigint}${bigint}${bigint}${string}`;
