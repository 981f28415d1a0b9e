import { oneOf } from '../../arguments/names.js';
import { checkSize, positive } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received, StateError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { membersBeside } from '../../graph/layer-members.js';
import { configurationOf } from '../../graph/layer-state.js';
import { searchSorted, searchTable } from '../../operations/gather.js';
import type { Add } from '../../types/arithmetic/add.js';
import type { Known } from '../../types/arithmetic/operands.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import type { SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Adaptable, adapt, type NumericData } from './adapt.js';
import {
  checkSparse,
  type Encoded,
  type EncodedType,
  encode,
  encoded,
  encodedType,
  type NotSparse,
  type OutputMode,
} from './encode.js';
import { learnBins } from './learn-bins.js';

/** The output modes of {@link Discretization}. */
export type BinMode = Exclude<OutputMode, 'tfIdf'>;

/** The options of {@link Discretization}. */
export interface DiscretizationOptions<
  Boundaries extends readonly number[] | null,
  NumBins extends number | null,
  Mode extends BinMode,
> extends NotSparse {
  /**
   * The boundaries of the bins, in ascending order; a boundary belongs to the bin above it. The default is `null`: they
   * are computed by `adapt`.
   */
  readonly binBoundaries?: Boundaries;
  /**
   * The number of bins for which `adapt` computes boundaries. The default is `null`, for which `binBoundaries` are
   * required.
   */
  readonly numBins?: NumBins;
  /** The error tolerance of the quantiles that `adapt` computes, as a fraction. The default is 0.01. */
  readonly epsilon?: number;
  /**
   * `int` returns the index of the bin of each value, `oneHot` a vector for each, `multiHot` one vector for all values of a
   * sample, and `count` the number of values in each bin. The default is `int`.
   */
  readonly outputMode?: Mode;
}

type AnyOptions = DiscretizationOptions<readonly number[] | null, number | null, BinMode>;

const defaults: Required<AnyOptions> = {
  binBoundaries: null,
  numBins: null,
  epsilon: 0.01,
  outputMode: 'int',
  sparse: false,
};

/** The shape function of {@link Discretization}. */
export interface DiscretizationShape<Bins extends number, Mode extends BinMode> extends ShapeFunction {
  readonly signature: Mode extends 'int'
    ? 'any shape → the same shape'
    : `(batch, values) → (batch, ${SizeText<Bins>})`;
  readonly parameters: [Bins, Mode];
  readonly structured: false;
  readonly output: Encoded<'Discretization', this['input'], Mode, Bins>;
  readonly outputType: EncodedType<Mode>;
}

/** The number of bins; unknown if boundaries are given besides a number of bins that they may exceed. */
export type BinCount<Boundaries extends readonly number[] | null, NumBins extends number | null> = [
  Boundaries,
  NumBins,
] extends [null, number]
  ? Known<NumBins & number>
  : [Boundaries, NumBins] extends [readonly number[], null]
    ? Add<(Boundaries & readonly number[])['length'], 1>
    : number;

function binCount({ binBoundaries, numBins }: Pick<Required<AnyOptions>, 'binBoundaries' | 'numBins'>): number {
  return Math.max((binBoundaries?.length ?? 0) + 1, numBins ?? 1);
}

/** The members of a {@link Discretization} besides those of all layers. */
export interface DiscretizationMembers extends Adaptable<NumericData> {
  /** The boundaries that have been given or learned by `adapt`. */
  readonly binBoundaries: readonly number[] | null;
}

const discretization = defineLayer({
  name: 'Discretization',
  configure: (options: AnyOptions): Required<AnyOptions> => {
    const { binBoundaries, numBins, epsilon, outputMode, sparse } = withDefaults('Discretization', defaults, options);
    if (binBoundaries === null && numBins === null) {
      throw new ArgumentError('Discretization expects binBoundaries or numBins (received neither)');
    }
    return {
      binBoundaries: binBoundaries === null ? null : checkBoundaries(binBoundaries),
      numBins: numBins === null ? null : checkSize('Discretization: numBins', numBins),
      epsilon: positive('Discretization: epsilon', epsilon),
      outputMode: oneOf('Discretization: outputMode', outputMode, ['int', 'oneHot', 'multiHot', 'count']),
      sparse: checkSparse('Discretization', sparse),
    };
  },
  // Keras' layer has no `trainable`, which would have no effect.
  written: (configuration) => ({ ...configuration, trainable: undefined }),
  shape: (input, { outputMode, ...bins }) => encoded('Discretization', input, outputMode, binCount(bins)),
  type: (_, { outputMode }) => encodedType(outputMode),
  forward: (input, _, { binBoundaries, numBins, outputMode }, { inputShape, derived }) => {
    if (binBoundaries === null) {
      throw new StateError('Discretization expects boundaries: call `adapt(data)` first (received none)');
    }
    const table = derived(() => searchTable(Float32Array.from(binBoundaries)));
    const indices = searchSorted(input, table, binBoundaries.length);
    return encode('Discretization', { indices, inputShape }, outputMode, binCount({ binBoundaries, numBins }));
  },
  members: membersBeside<DiscretizationMembers>({
    get binBoundaries() {
      return configurationOf<Required<AnyOptions>>(this).binBoundaries;
    },
    adapt(data, options) {
      return adapt(this, data, options, learnBins);
    },
  }),
});

function checkBoundaries(boundaries: readonly number[]): readonly number[] {
  const isRight = Array.isArray(boundaries) && boundaries.every((value) => typeof value === 'number');
  if (!isRight) {
    throw new ArgumentError(
      `Discretization: binBoundaries expects a list of numbers (received ${received(boundaries)})`,
    );
  }
  const place = boundaries.findIndex((value, index) => !(value >= (boundaries[index - 1] ?? Number.NEGATIVE_INFINITY)));
  if (place < 0) return Object.freeze([...boundaries]);
  throw new ArgumentError(
    `Discretization: binBoundaries expects numbers in ascending order (received ${boundaries[place]} at place ${place})`,
  );
}

/**
 * Maps numbers to bins, whose boundaries are given, or computed by `adapt` so that about as many values fall into each bin.
 *
 * The input can have any shape; the output has the same shape and is int32, or float32 vectors, depending on `outputMode`.
 * Running the layer before boundaries are given or learned throws a `StateError`.
 *
 * @example
 * const ages = Input([1]);
 * const decades = Discretization({ binBoundaries: [18, 30, 50], outputMode: 'oneHot' })(ages); // SymbolicTensor<[null, 4]>
 */
export const Discretization: <
  const Boundaries extends readonly number[] | null = null,
  const NumBins extends number | null = null,
  const Mode extends BinMode = 'int',
  const Name extends string = string,
  const Given = object,
>(
  options: GivenOptions<
    'Discretization',
    Given,
    DiscretizationOptions<Boundaries, NumBins, Mode> & LayerOptions<Name>,
    NumbersBut<{ epsilon: 'a number that is more than 0' }>
  >,
) => Layer<DiscretizationShape<BinCount<Boundaries, NumBins>, Mode>, Name> & DiscretizationMembers = positionalAs(
  [],
  (options: DiscretizationOptions<readonly number[] | null, number | null, BinMode> & LayerOptions) =>
    discretization(options ?? {}, options),
);
