import { completeOptions } from '../arguments/complete-options.js';
import { receivedName } from '../arguments/one-of.js';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import type { CallArguments, CallDefinition, NamedItems, TensorForm } from './call-definition.js';
import { isSymbolicTensor } from './create-tensor.js';
import type { GraphNode } from './node.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** What a call says by name beside its inputs. Frozen. */
export interface Extras<Item> {
  /** Lists of tensors, one alone included. */
  readonly tensors: Readonly<Record<string, readonly (Item | null)[]>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a call says that says nothing. */
export const noExtras: Extras<never> = Object.freeze({ tensors: Object.freeze({}), options: Object.freeze({}) });

/** The tensors that a call is made with: those of the graph, or those that have values. */
export interface TensorKind<Item> {
  readonly one: string;
  readonly several: string;
  has(value: unknown): value is Item;
}

/** Tensors of the graph. */
export const symbolic: TensorKind<SymbolicTensor> = {
  one: 'a tensor of the graph, such as Input makes',
  several: 'tensors of the graph, such as Input makes',
  has: isSymbolicTensor,
};

/**
 * What a call says by name, which its layer has to take.
 *
 * @throws ArgumentError naming what the layer does not take.
 */
export function readExtras<Item>(
  owner: string,
  { tensors: forms = {}, options: defaults = {} }: CallDefinition,
  given: Readonly<Record<string, unknown>>,
  kind: TensorKind<Item>,
): Extras<Item> {
  const names = ['training', ...Object.keys(forms), ...Object.keys(defaults)];
  const unknown = Object.keys(given).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new ArgumentError(
      `${owner} expects call options ${names.map((name) => `'${name}'`).join(', ')} (received ${receivedName(unknown, names)})`,
    );
  }
  const tensors = Object.entries(forms).map(([name, form]) => [
    name,
    readTensors(`${owner}: ${name}`, form, given[name], kind),
  ]);
  const options = Object.entries(given).filter(([name]) => Object.hasOwn(defaults, name));
  return Object.freeze({
    tensors: Object.freeze(Object.fromEntries(tensors)),
    options: completeOptions(owner, defaults, Object.fromEntries(options)),
  });
}

function readTensors<Item>(
  owner: string,
  form: TensorForm,
  given: unknown,
  kind: TensorKind<Item>,
): readonly (Item | null)[] {
  if (given === undefined || given === null) return [];
  const items: readonly unknown[] = Array.isArray(given) && form !== 'one' ? [...given] : [given];
  const misfit = items.findIndex((item) => !kind.has(item) && (item !== null || form !== 'listWithGaps'));
  if (misfit < 0) return Object.freeze(items) as readonly (Item | null)[];
  const expected = form === 'one' ? kind.one : kind.several;
  throw new ArgumentError(`${owner} expects ${expected} (received ${received(items[misfit])})`);
}

/** The tensors, without gaps, in the order in which a node keeps them after its inputs. */
export function tensorsOf<Item>({ tensors }: Extras<Item>): readonly Item[] {
  return Object.values(tensors)
    .flat()
    .filter((tensor) => tensor !== null);
}

/** What the layer of a node was called on, without what the call named. */
export function inputsOf({ inputs, extras }: GraphNode): readonly SymbolicTensor[] {
  return inputs.slice(0, inputs.length - tensorsOf(extras).length);
}

/** The same call with something else in the place of each tensor. */
export function mapExtras<Item, Mapped>(
  { tensors, options }: Extras<Item>,
  map: (item: Item) => Mapped,
): Extras<Mapped> {
  const mapped = Object.entries(tensors).map(([name, items]) => [
    name,
    items.map((item) => (item === null ? null : map(item))),
  ]);
  return { tensors: Object.fromEntries(mapped), options };
}

/** What a definition's functions get for a call: what has been said, by name, and `null`, no items or the default else. */
export function callArguments<Call extends CallDefinition, Source, Item>(
  definition: Call,
  extras: Extras<Source>,
  pick: (source: Source) => Item,
): CallArguments<Call, Item> {
  const items: object = namedItems(definition, extras, pick) as object;
  return { ...definition.options, ...extras.options, ...items } as CallArguments<Call, Item>;
}

/** The tensors alone, by name, or what is picked of them. */
export function namedItems<Call extends CallDefinition, Source, Item>(
  { tensors: forms = {} }: Call,
  extras: Extras<Source>,
  pick: (source: Source) => Item,
): NamedItems<Call, Item> {
  const picked = Object.entries(forms).map(([name, form]) => {
    const items = (extras.tensors[name] ?? []).map((item) => (item === null ? null : pick(item)));
    return [name, form === 'one' ? (items[0] ?? null) : items];
  });
  return Object.fromEntries(picked) as NamedItems<Call, Item>;
}
