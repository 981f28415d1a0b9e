/** The key under which a function keeps the names of its positional arguments. */
const names: unique symbol = Symbol('positional names');

/** A function that makes things of one class, as users call it. */
type Make = (...given: never[]) => unknown;

/**
 * A class as users call it: what its configuration has under `positionalNames` comes first, by position, and all else in one
 * object. This is all that reading a configuration needs to know of a class.
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
  return Object.defineProperty(make, names, { value: positionalNames });
}

/** Calls a class with what its configuration says. */
export function makeFrom(make: (...given: never[]) => unknown, options: Readonly<Record<string, unknown>>): unknown {
  const first = (make as { readonly [names]?: readonly string[] })[names] ?? [];
  const rest = Object.fromEntries(Object.entries(options).filter(([name]) => !first.includes(name)));
  return (make as (...given: unknown[]) => unknown)(...first.map((name) => options[name]), rest);
}
