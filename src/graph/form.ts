import { GraphError } from '../errors.js';

/** How several things are given: one alone, a list, or a record by name. */
export type Structure<Item> = Item | readonly Item[] | { readonly [name: string]: Item };

/** The form of a structure without its items. */
export type Form = 'one' | { readonly length: number } | { readonly names: readonly string[] };

/** A structure taken apart: its form, and its items in order. */
export interface Parts<Item> {
  readonly form: Form;
  readonly items: readonly Item[];
}

/** Takes a structure apart. `isItem` tells an item from a list or a record of items. */
export function takeApart<Item>(
  given: Structure<Item>,
  isItem: (value: unknown) => boolean,
  owner: string,
  expected: string,
): Parts<Item> {
  if (isItem(given)) return { form: 'one', items: [given as Item] };
  const isList = Array.isArray(given);
  if (!isList && (typeof given !== 'object' || given === null)) return reject(owner, expected, String(given));
  const entries = Object.entries(given as { readonly [name: string]: Item });
  for (const [key, item] of entries) if (!isItem(item)) reject(owner, expected, `${typeof item} at ${key}`);
  const items = entries.map(([, item]) => item);
  return { form: isList ? { length: items.length } : { names: entries.map(([name]) => name) }, items };
}

function reject(owner: string, expected: string, received: string): never {
  throw new GraphError(`${owner} expects ${expected} (received ${received})`);
}

/** Puts items into a form; the inverse of {@link takeApart}. */
export function putTogether<Item>(form: Form, items: readonly Item[]): Structure<Item> {
  if (form === 'one') return items[0] as Item;
  if ('names' in form) return Object.fromEntries(form.names.map((name, index) => [name, items[index] as Item]));
  return [...items];
}

/** The keys by which the items of a form are asked for: indices or names. */
export function keysOf(form: Form): readonly string[] {
  if (form === 'one') return ['0'];
  return 'names' in form ? form.names : Array.from({ length: form.length }, (_, index) => String(index));
}

/** One thing alone, or several in a list. */
export function aloneOrList<Item>(items: readonly Item[]): Parts<Item> {
  return { form: items.length === 1 ? 'one' : { length: items.length }, items };
}
