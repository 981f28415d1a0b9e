/** What two digits and a carry come to: a digit, and the carry into the next column. */
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

/** The names are free: where an alias stands for a template, the compiler puts its arguments in once, in {@link Columns}. */
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
