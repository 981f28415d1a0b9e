import { completeOptions, numbersIn } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { ArgumentError, received } from '../errors.js';
import { checkSeed, nextSeed } from '../random/random.js';
import type { MadeOfArguments } from '../types/given-arguments.js';

/** The number of elements of a weight of `shape`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** The values of a weight of `shape`: the next numbers of `stream`, multiplied by `scale`, plus `offset`. */
export function draw(shape: readonly number[], stream: () => number, scale: number, offset = 0): Float32Array {
  const values = new Float32Array(elementCount(shape));
  for (let index = 0; index < values.length; index++) values[index] = stream() * scale + offset;
  return values;
}

/** The option that all random initializers have. */
export interface SeedOptions {
  /**
   * An integer from 0 to 2^32 - 1 that makes the values the same each time. The default is `null`: different values for
   * each weight, which follow from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

/**
 * The seeds of the weights that are initialized, from an option.
 *
 * An initializer without a seed takes another one for each weight. (In Keras it takes one for itself, so that weights that
 * share it, and have the same shape, start out equal.)
 */
export function seedsFrom(className: string, seed: number | null): () => number {
  if (seed === null) return nextSeed;
  checkSeed(`${className}: seed`, seed);
  return () => seed;
}

/** How many inputs each unit of a weight has, and how many units each input goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Which axes of a weight are inputs and which are units, where it is not the last two that are. */
export interface FanAxes {
  readonly inputAxes: readonly number[];
  readonly outputAxes: readonly number[];
}

/**
 * The fans of a weight: unless axes are given, the last two are inputs and units, those before them, as a convolution has
 * them, the positions that each unit sees.
 */
export function fans(shape: readonly number[], axes: FanAxes | null = null): Fans {
  if (axes !== null) return { fanIn: sizeOf(shape, axes.inputAxes), fanOut: sizeOf(shape, axes.outputAxes) };
  if (shape.length < 2) {
    const [size = 1] = shape;
    return { fanIn: size, fanOut: size };
  }
  const receptiveField = shape.slice(0, -2).reduce((count, size) => count * size, 1);
  const [inputs, units] = shape.slice(-2) as [number, number];
  return { fanIn: inputs * receptiveField, fanOut: units * receptiveField };
}

function sizeOf(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((product, axis) => product * sizeAt(shape, axis), 1);
}

function sizeAt(shape: readonly number[], axis: number): number {
  const size = shape.at(axis);
  if (size !== undefined && Number.isInteger(axis)) return size;
  throw new ArgumentError(`fans expects axes of a weight (${shape.join(', ')}) (received ${received(axis)})`);
}

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
   * @param shape The shape of the weight.
   * @param axes which of its axes are inputs and units, where the layer says so.
   */
  values(shape: readonly number[], axes?: FanAxes | null): Float32Array;
}

/** The values of a weight, in row-major order. */
export type Values = Initializer['values'];

/**
 * Makes an initializer, a user's own as much as one of the library's.
 *
 * @param className The name of the class, by which configurations are read and written.
 * @param values The function that computes the values of a weight from its shape, in row-major order.
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

/** The numbers among the options of initializers. */
interface InitializerNumbers {
  readonly scale: 'a number that is more than 0';
  readonly seed: 'an integer from 0 to 2^32 - 1';
  readonly stddev: 'a number that is 0 or more';
}

/** Makes an initializer. All options have defaults; those in `Positional` can also come first, by position. */
export interface InitializerFactory<
  Identifier extends string,
  Options extends object = object,
  Positional extends readonly unknown[] = [],
  ClassName extends string = Capitalize<Identifier>,
  Names extends readonly string[] = [],
> extends MadeOfArguments<Initializer, ClassName, Positional, Names, Options, InitializerNumbers> {
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
  ClassName extends string = Capitalize<Identifier>,
  Names extends readonly string[] = [],
>(
  definition: InitializerDefinition<Options, Identifier>,
): InitializerFactory<Identifier, Partial<Options>, Positional, ClassName, Names> {
  const { className, identifier, defaults, positional = [], mixed = [] } = definition;
  const make = (given: Partial<Options>): Initializer => {
    const options = completeOptions(className, defaults, given, [], [...numbersIn(defaults), ...mixed]);
    return defineInitializer(className, options as Readonly<Record<string, unknown>>, definition.create(options));
  };
  return Object.assign(
    withPositional<InitializerFactory<Identifier, Partial<Options>, Positional, ClassName, Names>, Partial<Options>>(
      className,
      positional,
      make,
    ),
    { identifier },
  );
}
