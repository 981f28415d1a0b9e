import { completeOptions, numbersIn } from '../arguments/complete-options.js';
import { type OptionalArguments, withPositional } from '../arguments/positional.js';
import type { FanAxes } from './fans.js';

/** How the first values of a weight are chosen. */
export interface Initializer {
  readonly kind: 'initializer';
  /** Keras' name for the class: `GlorotUniform`. */
  readonly className: string;
  /** All options, which make an equal initializer when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  /**
   * Values for a weight of `shape`, in row-major order.
   *
   * @param axes which of its axes are inputs and units, where the layer says so.
   */
  values(shape: readonly number[], axes?: FanAxes | null): Float32Array;
}

/** The values of a weight, in row-major order. */
export type Values = Initializer['values'];

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
  values: Values,
): Initializer {
  return Object.freeze({ kind: 'initializer', className, options: Object.freeze({ ...options }), values });
}

/** Makes an initializer. All options have defaults; those in `Positional` can also come first, by position. */
export interface InitializerFactory<
  Identifier extends string,
  Options extends object = object,
  Positional extends readonly unknown[] = [],
> {
  (...given: OptionalArguments<Positional, Options>): Initializer;
  /** The name that stands for the initializer with its default options. */
  readonly identifier: Identifier;
}

/** The definition of one of the library's initializers. */
interface InitializerDefinition<Options extends object, Identifier extends string> {
  readonly className: string;
  readonly identifier: Identifier;
  readonly defaults: Options;
  /** The options that can come first, by position. */
  readonly positional?: readonly (keyof Options & string)[];
  /** The options that may have another type than their default. */
  readonly mixed?: readonly (keyof Options & string)[];
  /** Checks these options and those that are numbers, and returns the function that computes values. */
  create(options: Readonly<Options>): Values;
}

/** Makes the factory of an initializer. */
export function initializerFactory<
  Options extends object,
  const Identifier extends string,
  Positional extends readonly unknown[] = [],
>(
  definition: InitializerDefinition<Options, Identifier>,
): InitializerFactory<Identifier, Partial<Options>, Positional> {
  const { className, identifier, defaults, positional = [], mixed = [] } = definition;
  const make = (given: Partial<Options>): Initializer => {
    const options = completeOptions(className, defaults, given, [], [...numbersIn(defaults), ...mixed]);
    return defineInitializer(className, options as Readonly<Record<string, unknown>>, definition.create(options));
  };
  return Object.assign(
    withPositional<(...given: OptionalArguments<Positional, Partial<Options>>) => Initializer, Partial<Options>>(
      className,
      positional,
      make,
    ),
    { identifier },
  );
}
