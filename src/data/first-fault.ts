/**
 * What is given, with the sentence about the first item that does not fit in its place: no other one, as data that is swapped
 * is one mistake.
 *
 * @typeParam Checked the same list or record, with a sentence in the place of each item that does not fit.
 */
export type FirstFault<Given, Checked> = [FaultsIn<Checked>] extends [never]
  ? Given
  : {
      [Key in keyof Given]: Key extends FirstOf<Checked, FaultsIn<Checked>> & keyof Checked ? Checked[Key] : Given[Key];
    };

type FaultsIn<Checked> = {
  [Key in keyof Checked]: [Checked[Key]] extends [never] ? never : Checked[Key] extends string ? Key : never;
}[keyof Checked & (Checked extends readonly unknown[] ? number : unknown)];

/** The first of the places in a list; of the names in a record, which has no order, one. */
type FirstOf<Checked, Places> = Checked extends readonly unknown[] ? FirstIndex<Places> : OneOf<Places>;

type FirstIndex<Places, Passed extends readonly unknown[] = []> = `${Passed['length']}` extends Places
  ? `${Passed['length']}`
  : FirstIndex<Places, [...Passed, unknown]>;

type OneOf<Names> = (Names extends unknown ? (place: () => Names) => void : never) extends (place: infer All) => void
  ? All extends () => infer One
    ? One
    : never
  : never;
