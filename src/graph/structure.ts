import { GraphError, received } from '../errors.js';

/** A structure of items: one alone, a list, or a record by name. */
export type Structure<Item> = Item | readonly Item[] | { readonly [name: string]: Item };

/** A structure without its items. */
export type StructureKind = 'one' | { readonly length: number } | { readonly names: readonly string[] };

/** Whether the compiler does not know how many items a list has, or the names of a record: those are checked at run time. */
export type IsOpen<Items> = Items extends readonly unknown[]
  ? number extends Items['length']
    ? true
    : false
  : string extends keyof Items
    ? true
    : false;

/** An item of a structure. */
export type ItemOf<Items> = Items[keyof Items & (Items extends readonly unknown[] ? number : unknown)];

/** A structure, flattened: its kind, and its items in order. */
export interface Flat<Item> {
  readonly structure: StructureKind;
  readonly items: readonly Item[];
}

/** Flattens a structure. `isItem` tells an item from a list or a record of items. */
export function flatten<Item>(
  given: Structure<Item>,
  isItem: (value: unknown) => boolean,
  owner: string,
  expected: string,
): Flat<Item> {
  if (isItem(given)) return { structure: 'one', items: [given as Item] };
  if (Array.isArray(given)) return listOf(checkedItems(Array.from(given as readonly Item[]).entries()));
  if (typeof given !== 'object' || given === null || Object.keys(given).length === 0) return reject(given, '');
  return { structure: { names: Object.keys(given) }, items: checkedItems(Object.entries(given)) };

  function checkedItems(entries: Iterable<readonly [key: string | number, item: Item]>): readonly Item[] {
    return Array.from(entries, ([key, item]) => (isItem(item) ? item : reject(item, ` at ${key}`)));
  }

  function reject(value: unknown, place: string): never {
    throw new GraphError(`${owner} expects ${expected} (received ${received(value)}${place})`);
  }
}

/** The inverse of {@link flatten}. */
export function unflatten<Item>(structure: StructureKind, items: readonly Item[]): Structure<Item> {
  if (structure === 'one') return items[0] as Item;
  if ('names' in structure) {
    return Object.fromEntries(structure.names.map((name, index) => [name, items[index] as Item]));
  }
  return [...items];
}

/** The same structure with other items. */
export function mapFlat<Item, Mapped>({ structure, items }: Flat<Item>, map: (item: Item) => Mapped): Flat<Mapped> {
  return { structure, items: items.map(map) };
}

/** The keys of the items: indices or names. */
export function keysOf(structure: StructureKind): readonly string[] {
  if (structure === 'one') return ['0'];
  return 'names' in structure ? structure.names : Array.from({ length: structure.length }, (_, index) => String(index));
}

/** One item alone. */
export function oneItem<Item>(item: Item): Flat<Item> {
  return { structure: 'one', items: [item] };
}

/** Items as a list. */
export function listOf<Item>(items: readonly Item[]): Flat<Item> {
  return { structure: { length: items.length }, items };
}

/** One item alone, or several as a list. */
export function oneOrList<Item>(items: readonly Item[]): Flat<Item> {
  return items.length === 1 ? { structure: 'one', items } : listOf(items);
}
