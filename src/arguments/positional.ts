import { ArgumentError, received } from '../errors.js';

/** The key under which a function keeps the names of its positional arguments. */
const names: unique symbol = Symbol('positional names');

/** The key that marks a function which takes the options of its class, and then those of every layer. */
const apart: unique symbol = Symbol('options apart');

/** A function that makes things of one class, as users call it. */
type Make = (...given: never[]) => unknown;

/**
 * A class as users call it: what its configuration has under `positionalNames` comes first, by position, and all else in one
 * object. This is all that reading a configuration needs to know of a class.
 *
 * @param positionalNames The names of the options that are positional, in order.
 * @param make The function that makes the object from the positional arguments and the options.
 *
 * @example
 * export const Dense: <...>(units: Units, options?: DenseOptions) => Layer<DenseShape<Units>> = positional(
 *   ['units'],
 *   (units, options = {}) => dense({ units, ...options }, options),
 * );
 */
export function positional<Constructor extends Make>(
  positionalNames: readonly string[],
  make: Constructor,
): Constructor {
  if (!Array.isArray(positionalNames) || !positionalNames.every((name) => typeof name === 'string')) {
    throw new ArgumentError(`positional expects a list of names (received ${received(positionalNames)})`);
  }
  if (typeof make !== 'function') throw new ArgumentError(`positional expects a function (received ${received(make)})`);
  const count = positionalNames.length;
  const checked = (...given: never[]) => {
    const options: unknown = given[count];
    if (options === undefined || isObject(options)) return make(...given);
    // Only the class knows its name: what it makes without the options says it.
    const { className = 'the class' } = make(...given.slice(0, count)) as { readonly className?: string };
    throw new ArgumentError(`${className} expects an object of options (received ${received(options)})`);
  };
  Object.defineProperty(checked, names, { value: Object.freeze([...positionalNames]) });
  return checked as Make as Constructor;
}

/** The same for a class the types of whose parameters hold sentences: `make` takes what fits. */
export function positionalAs<Constructor extends Make>(positionalNames: readonly string[], make: Make): Constructor {
  return positional(positionalNames, make) as Constructor;
}

/** Whether a value is a class of this library, or one that is made as these are: what it makes is meant. */
export function isClass(value: unknown): boolean {
  return typeof value === 'function' && Object.hasOwn(value, names);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A class whose positional arguments may be given as options too: `Adam(0.001)`, `Adam({ learningRate: 0.001 })`,
 * `Adam(0.001, { beta1: 0.8 })`.
 *
 * @param make makes an object of all options by their names.
 * @throws ArgumentError when it is called with an option twice, or with anything else than options at the end.
 */
export function withPositional<Constructor extends Make, Options extends object>(
  className: string,
  positionalNames: readonly string[],
  make: (options: Options) => ReturnType<Constructor>,
): Constructor {
  const call = (...given: unknown[]) => make(optionsOf(className, positionalNames, given) as Options);
  // The signature says which argument is which; values are checked by `make`.
  return positional(positionalNames, call as Make as Constructor);
}

function optionsOf(className: string, positionalNames: readonly string[], given: readonly unknown[]): object {
  const stated = given.slice(0, given.length - trailingGaps(given));
  const last = stated.at(-1);
  const options: Record<string, unknown> = isOptions(last) ? { ...last } : {};
  const first = isOptions(last) ? stated.slice(0, -1) : stated;
  if (first.length > positionalNames.length) {
    const shown = received(first[positionalNames.length]);
    throw new ArgumentError(`${className} expects an object of options (received ${shown})`);
  }
  for (const [index, value] of first.entries()) {
    const name = positionalNames[index] as string;
    if (value === undefined) continue;
    if (options[name] !== undefined) {
      throw new ArgumentError(`${className}: ${name} expects one value (received it by position and as an option)`);
    }
    options[name] = value;
  }
  return options;
}

/** Whether an argument is an object of options: no list, and nothing that is configured itself. */
function isOptions(argument: unknown): argument is object {
  if (!isObject(argument)) return false;
  const prototype = Object.getPrototypeOf(argument);
  return (prototype === Object.prototype || prototype === null) && !Object.hasOwn(argument, 'kind');
}

/** The names of the positional arguments of a class, in order. */
export function positionalNames(make: unknown): readonly string[] {
  return (make as { readonly [names]?: readonly string[] })[names] ?? [];
}

/** Marks a function that takes the options of its class, and the name and the like of a layer in a second object. */
export function withOptionsApart<Constructor extends Make>(make: Constructor): Constructor {
  return Object.defineProperty(make, apart, { value: true });
}

/** Whether a function takes the options of its class, and those of every layer in a second object. */
export function takesOptionsApart(make: unknown): boolean {
  return typeof make === 'function' && Object.hasOwn(make, apart);
}

/** Calls a class with what its configuration says. */
export function makeFrom(make: (...given: never[]) => unknown, options: Readonly<Record<string, unknown>>): unknown {
  if (takesOptionsApart(make)) {
    const general = Object.entries(options).filter(([name]) => name === 'name' || name === 'trainable');
    const own = Object.entries(options).filter(([name]) => name !== 'name' && name !== 'trainable');
    return (make as (...given: unknown[]) => unknown)(Object.fromEntries(own), Object.fromEntries(general));
  }
  const first = positionalNames(make);
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !first.includes(name)));
  return (make as (...given: unknown[]) => unknown)(...first.map((name) => options[name]), rest);
}

function trailingGaps(given: readonly unknown[]): number {
  const place = [...given].reverse().findIndex((argument) => argument !== undefined);
  return place < 0 ? given.length : place;
}
