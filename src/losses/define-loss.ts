import type * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/names.js';
import { checkDefinition, completeOptions } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import { axisIndex, checkAxes } from '../arguments/shape.js';
import { ArgumentError, received } from '../errors.js';
import type { GivenArguments, NameAmong } from '../types/given-arguments.js';
import type { NumbersFirst } from '../types/given-options.js';
import { computable } from './compute-loss.js';
import type { LogitsActivation, Loss, LossOptions, PredictionShape, Reduction, TargetKind } from './loss.js';
import { alignRanks, asFloat, asIndices, classIndices } from './reduce-loss.js';
import type { CheckedKind } from './target-shape.js';
import { checkTargets, type TargetRange } from './target-shape.js';

/** The numbers among the options of losses. */
export interface LossNumbers extends NumbersFirst {
  readonly axis: 'an integer, or a list of different ones';
  readonly delta: 'a number that is more than 0';
  readonly ignoreClass: 'an integer, or null';
  readonly labelSmoothing: 'a number from 0 to 1';
  readonly q: 'a number between 0 and 1';
}

/**
 * Makes a loss. All options have defaults; those in `Positional` can also come first, by position. It is called `Name`
 * unless the options have another name.
 *
 * @typeParam Names the names of the positional options.
 * @typeParam Numbers which numbers are expected, by the names of options. (Those of a user's own loss are checked at run time.)
 */
export interface LossFactory<
  Name extends string = string,
  Options extends object = object,
  Kind extends TargetKind = 'sameShape',
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
> {
  /**
   * @param given The positional options in order, then an object with the others; or an object with all options.
   */
  <const First = object, const Second = object, const Third = object, const Fourth = object>(
    ...given: GivenArguments<
      ClassName,
      Positional,
      Names,
      Options & LossOptions,
      Numbers,
      [First, Second, Third, Fourth]
    >
  ): Loss<NameAmong<[First, Second, Third, Fourth], Name>, Kind>;
  /** The name that stands for the loss with its default options. */
  readonly identifier: Name;
  readonly targetKind: Kind;
}

/** The definition of a loss. */
export interface LossDefinition<
  Options extends object,
  Kind extends CheckedKind = CheckedKind,
  Name extends string = string,
> {
  /** The name of the class in Keras' style, `MeanSquaredError`, by which configurations are read and written. */
  readonly className: string;
  /** The name in `compile` and in logs, `meanSquaredError`. */
  readonly name: Name;
  /** The targets that predictions are compared with. The default is `sameShape`. */
  readonly targetKind?: Kind;
  /** The activation whose logits `losses` uses instead of the prediction, where they are known. The default is none. */
  readonly logitsOf?: LogitsActivation;
  /** The loss' own options. */
  readonly defaults: Options;
  /** The options that are positional, in order. The default is none. */
  readonly positional?: readonly (keyof Options & string)[];
  /** The options that may have another type than their default; `checkOptions` checks them. */
  readonly mixed?: readonly (keyof Options & string)[];
  /** Checks the options, and throws an `ArgumentError` for a wrong one. */
  checkOptions?(options: Readonly<Options>): void;

  /**
   * The losses.
   *
   * @param target The targets: `float32` of the prediction's rank, or class indices as `int32` with one axis less.
   * @param prediction The predictions, `float32`.
   * @param options All options, defaults included.
   * @param logits The logits, where they are known, or the prediction with the option `fromLogits`.
   */
  losses(
    target: tf.Tensor,
    prediction: tf.Tensor,
    options: Readonly<Options>,
    logits: tf.Tensor | undefined,
  ): tf.Tensor;

  /**
   * Which losses count; all by default.
   *
   * @param target The targets.
   * @param losses The losses, unreduced.
   */
  mask?(target: tf.Tensor, losses: tf.Tensor, options: Readonly<Options>): tf.Tensor | undefined;

  /**
   * The values that targets may have; any number by default.
   *
   * @param predictionShape The shape of the predictions; `null` is an unknown size.
   */
  targetRange?(predictionShape: PredictionShape, options: Readonly<Options>): TargetRange;
}

type Comparable = (target: tf.Tensor, prediction: tf.Tensor) => [target: tf.Tensor, prediction: tf.Tensor];

/** How targets and predictions are made comparable. */
const comparables: Readonly<Record<CheckedKind, Comparable>> = {
  sameShape: (target, prediction) => alignRanks(asFloat(target), asFloat(prediction)),
  classIndices: (target, prediction) => [classIndices(target, prediction), asFloat(prediction)],
  labelSequences: (target, prediction) => [asIndices(target), asFloat(prediction)],
};

const reductions: readonly Reduction[] = ['sumOverBatchSize', 'sum', 'mean', 'meanWithSampleWeight', 'none'];

/**
 * Makes the factory of a loss, a user's own as much as one of the library's.
 *
 * @param definition The names, the default options and the function of the loss.
 */
export function defineLoss<
  Options extends object,
  Kind extends CheckedKind = 'sameShape',
  const Name extends string = string,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
>(
  definition: LossDefinition<Options, Kind, Name>,
): LossFactory<Name, Partial<Options>, Kind, Positional, Names, Numbers, ClassName> {
  checkDefinition('defineLoss', definition, ['className', 'name'], ['losses']);
  const { className, name: identifier, targetKind = 'sameShape' as Kind } = definition;
  const defaults = { ...definition.defaults, reduction: 'sumOverBatchSize' as Reduction, name: identifier as string };

  const make = (given: Partial<Options> & LossOptions) => {
    const stated = given.reduction === null ? { ...given, reduction: 'none' } : given;
    const options = completeOptions<typeof defaults>(
      className,
      defaults,
      stated as Partial<typeof defaults>,
      [],
      definition.mixed,
    );
    oneOf(`${className}: reduction`, options.reduction, reductions);
    definition.checkOptions?.(options);
    axesOf(className, options);
    return createLoss(definition, targetKind, options);
  };
  return Object.assign(
    withPositional<LossFactory<Name, Partial<Options>, Kind, Positional, Names, Numbers, ClassName>, object>(
      className,
      definition.positional ?? [],
      make as never,
    ),
    { identifier, targetKind },
  );
}

/** The axes that an option `axis` names; none where a loss has no such option, or it is `null`. */
function axesOf(className: string, options: object): readonly number[] {
  const { axis = null } = options as { readonly axis?: number | readonly number[] | null };
  return axis === null ? [] : [checkAxes(`${className}: axis`, axis)].flat();
}

function createLoss<Options extends object, Kind extends CheckedKind>(
  definition: LossDefinition<Options, Kind>,
  targetKind: Kind,
  options: Readonly<Options & { readonly reduction: Reduction; readonly name: string }>,
): Loss<string, Kind> {
  const { className, logitsOf } = definition;
  const { name, reduction } = options;
  const comparable = comparables[targetKind];
  const fromLogits = 'fromLogits' in options && options.fromLogits === true;

  return computable<string, Kind>({
    kind: 'loss',
    className,
    name,
    options: options as Readonly<Record<string, unknown>>,
    reduction,
    targetKind,

    losses(target, prediction, { logits, activation = logitsOf } = {}) {
      const [aligned, output] = comparable(target, prediction);
      const axes = axesOf(className, options).map((axis) => axisIndex(`${className}: axis`, axis, output.rank));
      if (new Set(axes).size < axes.length) {
        throw new ArgumentError(`${className}: axis expects different axes (received ${received(axes)})`);
      }
      if (fromLogits) return definition.losses(aligned, output, options, output);
      const isOfUse = logits && logitsOf && activation === logitsOf;
      return definition.losses(aligned, output, options, isOfUse ? comparable(target, logits)[1] : undefined);
    },

    ...(definition.mask && {
      mask: (target: tf.Tensor, prediction: tf.Tensor, losses: tf.Tensor) =>
        definition.mask?.(comparable(target, prediction)[0], losses, options),
    }),

    checkTargets(values, targetShape, predictionShape, argument) {
      const range = definition.targetRange?.(predictionShape, options);
      checkTargets({ loss: name, targetKind, range, values, targetShape, predictionShape, argument });
    },
  });
}
