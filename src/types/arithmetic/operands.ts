/**
 * Two natural numbers as one text, `'<left>,<right>'`, or `unknown` where either is not one natural number written in
 * digits: both are looked at together because that is half the work.
 */
export type Operands<Left extends number, Right extends number> = number extends Left | Right
  ? unknown
  : Single<`${Left},${Right}`, `${Left},${Right}`>;

type Single<Text extends string, Whole extends string> = Text extends Integers
  ? Whole extends Text
    ? Text extends Negative
      ? unknown
      : Text
    : unknown
  : unknown;

type Integers = `${bigint},${bigint}`;
type Negative = `${string}-${string}`;
