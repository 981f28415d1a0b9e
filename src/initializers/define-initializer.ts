import type { FanAxes } from './fans.js';

/** How the first values of a weight are chosen. */
export interface Initializer {
  readonly kind: 'initializer';
  /** Keras' name for the class: `GlorotUniform`. */
  readonly className: string;
  /** Everything that makes an equal initializer. */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * Values for a weight of `shape`, in row-major order.
   *
   * @param axes which of its axes are inputs and units, where the layer says so.
   */
  values(shape: readonly number[], axes?: FanAxes | null): Float32Array;
}

/**
 * Makes an initializer, a user's own as much as one of the library's.
 *
 * @example
 * const Alternating = () =>
 *   defineInitializer('Alternating', {}, ([size = 1]) => Float32Array.from({ length: size }, (_, index) => index % 2));
 */
export function defineInitializer(
  className: string,
  options: Readonly<Record<string, unknown>>,
  values: (shape: readonly number[], axes?: FanAxes | null) => Float32Array,
): Initializer {
  return Object.freeze({ kind: 'initializer', className, options: Object.freeze({ ...options }), values });
}
