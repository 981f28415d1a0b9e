/** The base class of all errors of this library. The class tells what was wrong, the message what to do. */
export abstract class TupleflowError extends Error {}

/** Tensors whose shapes or types do not fit the layer, model or operation that they are given to. */
export class ShapeError extends TupleflowError {
  override readonly name = 'ShapeError';
}

/** A graph, layer or node that cannot be connected or queried in this way. */
export class GraphError extends TupleflowError {
  override readonly name = 'GraphError';
}

/** An option or argument whose value is not one of those that are allowed. */
export class ArgumentError extends TupleflowError {
  override readonly name = 'ArgumentError';
}

/** Data, targets, weights or files that do not fit the model, loss or layer that they are given to. */
export class DataError extends TupleflowError {
  override readonly name = 'DataError';
}

/** A call that comes at the wrong time: `fit` before `compile`, or anything after `dispose`. */
export class StateError extends TupleflowError {
  override readonly name = 'StateError';
}

/** Tensors that need more memory than the backend has; what was there before is as it was. */
export class MemoryError extends TupleflowError {
  override readonly name = 'MemoryError';
}

/** The number of characters of a value that a message shows. */
const longest = 80;

/**
 * A value as the `(received …)` of a message shows it: short, on one line, and without an error, whatever the value is.
 *
 * @example
 * received([1, 'a', null]); // "[1, 'a', null]"
 * received(new Map()); // 'a Map'
 */
export function received(value: unknown): string {
  try {
    return Array.isArray(value) ? (list(value, 2) ?? `an array of ${value.length}`) : single(value);
  } catch {
    // A revoked proxy, or a getter that throws.
    return typeof value === 'function' ? 'a function' : 'an object';
  }
}

function single(value: unknown): string {
  if (typeof value === 'string') return text(value);
  if (typeof value === 'symbol') return cut(String(value));
  if (typeof value === 'bigint') return integer(value);
  if (typeof value === 'function') return kind(value) ?? 'a function';
  if (typeof value === 'object' && value !== null) return kind(value) ?? instance(value);
  return Object.is(value, -0) ? '-0' : String(value);
}

/** The items of a short list, lists in it included; `undefined` for one that is long, or deeper than `levels`. */
function list(values: readonly unknown[], levels: number): string | undefined {
  if (levels === 0 || values.length > longest / 3) return undefined;
  const items = Array.from(values, (item) => (Array.isArray(item) ? list(item, levels - 1) : single(item)));
  const shown = `[${items.join(', ')}]`;
  return items.includes(undefined) || shown.length > longest ? undefined : shown;
}

function text(value: string): string {
  return value.length <= longest ? `'${value}'` : `'${value.slice(0, longest)}…', ${value.length} characters`;
}

function cut(value: string): string {
  return value.length <= longest ? value : `${value.slice(0, longest)}…`;
}

/** The digits of an integer, which take quadratic time where there are many. */
function integer(value: bigint): string {
  return BigInt.asIntN(64, value) === value ? `${value}n` : 'a BigInt of more than 64 bits';
}

/** The kind of a configured object in words: `a layer`. */
function kind(value: object): string | undefined {
  const stated: unknown = Object.getOwnPropertyDescriptor(value, 'kind')?.value;
  if ('producer' in value && 'outputIndex' in value) return 'a tensor';
  if (typeof stated !== 'string' || !/^[a-z]{1,20}$/.test(stated) || !('className' in value)) return undefined;
  return withArticle(stated);
}

/** `a Map`, and `an object` for one that has no class with a name. */
function instance(value: object): string {
  const { constructor: made } = value;
  const name: unknown = typeof made === 'function' ? made.name : undefined;
  return typeof name !== 'string' || !/^[\w$]{1,40}$/.test(name) || name === 'Object' ? 'an object' : withArticle(name);
}

/** `a layer`, `an optimizer`. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}

/**
 * The same words for the type of a value, as far as the compiler knows it: the twin of {@link received}.
 *
 * @example
 * type Words = Received<[1, 'a', null]>; // "[1, 'a', null]"
 */
export type Received<Given> = Given extends readonly unknown[] ? ReceivedList<Given> : ReceivedOne<Given>;

type ReceivedOne<Given> = Given extends string
  ? Literal<Given, 'a string', `'${Given}'`>
  : Given extends number
    ? Literal<Given, 'a number', `${Given}`>
    : Given extends bigint
      ? Literal<Given, 'a bigint', `${Given}n`>
      : Given extends boolean | null | undefined
        ? `${Given}`
        : Given extends symbol
          ? 'a symbol'
          : Given extends { readonly kind: infer Kind extends string; readonly className: string }
            ? WithArticle<Kind>
            : Given extends (...given: never) => unknown
              ? 'a function'
              : Given extends object
                ? ReceivedObject<Given>
                : 'something else';

type ReceivedObject<Given extends object> = Given extends { readonly producer: unknown; readonly outputIndex: unknown }
  ? 'a tensor'
  : Given extends { readonly dataId: unknown; readonly dtype: unknown }
    ? 'a Tensor'
    : Given extends PromiseLike<unknown>
      ? 'a Promise'
      : Given extends ReadonlyMap<unknown, unknown>
        ? 'a Map'
        : Given extends DataView
          ? 'a DataView'
          : Given extends { readonly [Symbol.toStringTag]: infer Name extends string }
            ? string extends Name
              ? 'an object'
              : WithArticle<Name>
            : 'an object';

/** Lists whose length is not known are not shown. */
type ReceivedList<Given extends readonly unknown[]> = number extends Given['length']
  ? 'an array'
  : `[${ReceivedItems<Given>}]`;

type ReceivedItems<Given extends readonly unknown[]> = Given extends readonly [infer Only]
  ? Received<Only>
  : Given extends readonly [infer First, ...infer Rest]
    ? `${Received<First>}, ${ReceivedItems<Rest>}`
    : '';

/** The value itself, where the type has only one. */
type Literal<Given, Kind extends string, Shown extends string> = string extends Given
  ? Kind
  : number extends Given
    ? Kind
    : bigint extends Given
      ? Kind
      : Shown;

/** The twin of {@link withArticle}. */
type WithArticle<Noun extends string> =
  Lowercase<Noun> extends `${'a' | 'e' | 'i' | 'o' | 'u'}${string}` ? `an ${Noun}` : `a ${Noun}`;
