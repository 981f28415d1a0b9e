/** The key under which a class of layers keeps the names of its positional arguments. */
const positional: unique symbol = Symbol('positional');

/** A function that makes layers of one class, as users call it. */
type Make = (...given: never[]) => unknown;

/**
 * A class of layers as users call it: what its configuration has under `names` comes first, by position, and all else in
 * one object.
 *
 * This is all that reading a configuration needs to know of a class.
 *
 * @example
 * export const Dense: <...>(units: Units, options?: DenseOptions) => Layer<DenseShape<Units>> = layerClass(
 *   ['units'],
 *   (units, options = {}) => dense({ units, ...options }, options),
 * );
 */
export function layerClass<Constructor extends Make>(names: readonly string[], make: Constructor): Constructor {
  return Object.defineProperty(make, positional, { value: names });
}

/** Whether a value is a class of layers. */
export function isLayerClass(value: unknown): value is (...given: unknown[]) => unknown {
  return typeof value === 'function' && positional in value;
}

/** The names that the arguments of a class have in its configuration, in their order; all else is in one object. */
export function positionalNames(layerClass: (...given: unknown[]) => unknown): readonly string[] {
  return (layerClass as { readonly [positional]?: readonly string[] })[positional] ?? [];
}
