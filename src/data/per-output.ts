import { receivedName } from '../arguments/names.js';
import { ArgumentError } from '../errors.js';
import type { Named, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { IsSingle } from '../types/single.js';

/** The tensors of a list by their names, as far as the compiler knows them. */
export type ByName<Tensors> = Tensors extends readonly unknown[]
  ? { readonly [Tensor in Tensors[number] as Tensor extends Named<infer Name> ? Name : never]: Tensor }
  : Tensors extends SymbolicTensor
    ? Tensors extends Named<infer Name>
      ? string extends Name
        ? Record<never, never>
        : { readonly [Key in Name]: Tensors }
      : Record<never, never>
    : Tensors;

/** What is given for the outputs as a whole, unlike a list or a record: a loss, a metric, nothing. */
export type ForAll = string | { readonly className: string } | ((...given: never[]) => unknown) | null | undefined;

/** What is given for one of several outputs: one for all, by its place, or by its name; `unknown` where that is not known. */
export type GivenFor<Given, Place, Name> = [Given] extends [ForAll]
  ? Given
  : IsSingle<Given> extends false
    ? unknown
    : Given extends readonly unknown[]
      ? Given[Place & keyof Given]
      : Name extends keyof Given
        ? Given[Name]
        : undefined;

/**
 * What is given for the outputs, as a list in their order; `null` for those that nothing is given for.
 *
 * @param isItem tells one for all from a list or a record.
 * @throws ArgumentError if the list has another length, or a name is no output's.
 */
export function perOutput<Item>(
  owner: string,
  given: unknown,
  names: readonly string[],
  isItem: (value: unknown) => boolean,
): readonly (Item | null)[] {
  if (given === undefined || given === null) return names.map(() => null);
  if (isItem(given)) return names.map(() => given as Item);
  if (Array.isArray(given)) {
    if (given.length === names.length) return Array.from(given, (item) => (item ?? null) as Item | null);
    throw new ArgumentError(`${owner} expects one for each of the ${names.length} outputs (received ${given.length})`);
  }
  if (typeof given !== 'object') {
    return names.map(() => given as Item);
  }
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    const outputs = names.map((name) => `'${name}'`).join(', ');
    throw new ArgumentError(
      `${owner} expects names of outputs (received ${receivedName(unknown, names)})\nThe names are ${outputs}.`,
    );
  }
  const record = given as { readonly [name: string]: Item | null | undefined };
  return names.map((name) => (Object.hasOwn(record, name) ? (record[name] ?? null) : null));
}

/** Losses in a list by the names of their outputs, for targets that are given so; others as they are. */
export type ByNameToo<Losses, Outputs> = Losses extends readonly unknown[]
  ? {
      [Place in keyof Outputs & `${number}` as Outputs[Place] extends Named<infer Name> ? Name : never]: Losses[Place &
        keyof Losses];
    }
  : Losses;

/** The name of a tensor, if the compiler knows it. */
export type NameOf<Tensor> = Tensor extends Named<infer Name> ? Name : never;

/** The length of a list. */
export type LengthOf<Items> = Items extends { readonly length: infer Count } ? Count : number;

/** The indices of a list, or the names of a record. */
export type Keys<Items> = Items extends readonly unknown[] ? keyof Items & `${number}` : keyof Items & string;

/** Whether nothing is missing; a name that is none is said first, as at run time. */
export type HasAll<Given, Tensors, Required> = [Required] extends [Keys<Given>]
  ? true
  : [Keys<Given> & Keys<Tensors>] extends [never]
    ? false
    : [Exclude<Keys<Given>, Keys<Tensors>>] extends [never]
      ? false
      : true;

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
