import { receivedName } from '../arguments/names.js';
import { completeOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type { TensorKind } from './tensor-kinds.js';

/** The structure of one argument: one tensor, a list, or a list in which `null` may stand in for a tensor. */
export type TensorForm = 'one' | 'list' | 'listWithGaps';

/** The named arguments of the calls of a layer, besides its inputs. */
export interface CallDefinition {
  /** Tensors, all of them optional: `{ attentionMask: 'one' }`. */
  readonly tensors?: { readonly [name: string]: TensorForm };
  /** Options with their defaults: `{ useCausalMask: false }`. */
  readonly options?: { readonly [name: string]: unknown };
  /** The names of the inputs, if they are positional instead of in a list: `['query', 'value']`. */
  readonly positional?: readonly string[];
}

/** The arguments of a call by name, as a definition sees them: `Item` is a shape, an element type or a tensor. */
export type CallArguments<Call extends CallDefinition, Item> = NamedItems<Call, Item> & NamedOptions<Call>;

/** One item, or `null` if it is left out; for a list, its items, which may be none. */
export type NamedItems<Call extends CallDefinition, Item> = Call extends { readonly tensors: infer Forms }
  ? { readonly [Name in keyof Forms]: InForm<Forms[Name], Item> }
  : unknown;

type InForm<Form, Item> = Form extends 'one'
  ? Item | null
  : Form extends 'list'
    ? readonly Item[]
    : readonly (Item | null)[];

type NamedOptions<Call extends CallDefinition> = Call extends { readonly options: infer Options }
  ? { readonly [Name in keyof Options]: Options[Name] }
  : unknown;

/** The arguments that users write in a call of a layer, besides its inputs. */
export type TakenBy<Call extends CallDefinition> = TakenTensors<Call> & Partial<NamedOptions<Call>>;

type TakenTensors<Call extends CallDefinition> = Call extends { readonly tensors: infer Forms }
  ? { readonly [Name in keyof Forms]?: GivenAs<Forms[Name]> }
  : unknown;

type GivenAs<Form> = Form extends 'one'
  ? SymbolicTensor
  : Form extends 'list'
    ? SymbolicTensor | readonly SymbolicTensor[]
    : readonly (SymbolicTensor | null)[];

/** The arguments of a call by name. Frozen. */
export interface NamedArguments<Item> {
  /** Lists of tensors; one alone is a list of one. */
  readonly tensors: Readonly<Record<string, readonly (Item | null)[]>>;
  readonly options: Readonly<Record<string, unknown>>;
}

/** No arguments. */
export const noArguments: NamedArguments<never> = Object.freeze({
  tensors: Object.freeze({}),
  options: Object.freeze({}),
});

/**
 * Reads the named arguments of a call.
 *
 * @throws ArgumentError if the layer does not have one of them.
 */
export function readArguments<Item>(
  owner: string,
  { tensors: forms = {}, options: defaults = {} }: CallDefinition,
  given: Readonly<Record<string, unknown>>,
  kind: TensorKind<Item>,
): NamedArguments<Item> {
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

/** The tensors that are given, in the order in which they follow the inputs in a node. */
export function tensorsOf<Item>({ tensors }: NamedArguments<Item>): readonly Item[] {
  return Object.values(tensors)
    .flat()
    .filter((tensor) => tensor !== null);
}

/** The inputs of a node, without the named tensors of its call. */
export function inputsOf({ inputs, named }: GraphNode): readonly SymbolicTensor[] {
  return inputs.slice(0, inputs.length - tensorsOf(named).length);
}

/** The same call with something else in place of each tensor. */
export function mapArguments<Item, Mapped>(
  { tensors, options }: NamedArguments<Item>,
  map: (item: Item) => Mapped,
): NamedArguments<Mapped> {
  const mapped = Object.entries(tensors).map(([name, items]) => [
    name,
    items.map((item) => (item === null ? null : map(item))),
  ]);
  return { tensors: Object.fromEntries(mapped), options };
}

/** The named arguments as the functions of a definition see them: `null`, no items or the default for those not given. */
export function callArguments<Call extends CallDefinition, Source, Item>(
  definition: Call,
  named: NamedArguments<Source>,
  pick: (source: Source) => Item,
): CallArguments<Call, Item> {
  const items: object = namedItems(definition, named, pick) as object;
  return { ...definition.options, ...named.options, ...items } as CallArguments<Call, Item>;
}

/** The same of the tensors alone. */
export function namedItems<Call extends CallDefinition, Source, Item>(
  { tensors: forms = {} }: Call,
  named: NamedArguments<Source>,
  pick: (source: Source) => Item,
): NamedItems<Call, Item> {
  const picked = Object.entries(forms).map(([name, form]) => {
    const items = (named.tensors[name] ?? []).map((item) => (item === null ? null : pick(item)));
    return [name, form === 'one' ? (items[0] ?? null) : items];
  });
  return Object.fromEntries(picked) as NamedItems<Call, Item>;
}
