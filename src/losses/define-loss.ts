import * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import { oneOf } from '../arguments/one-of.js';
import { alignRanks, withoutLastAxis } from './align-ranks.js';
import { asFloat } from './as-float.js';
import { checkTargets, type TargetRange } from './check-targets.js';
import { computable } from './computable.js';
import type { LogitsActivation, Loss, LossOptions, Reduction, TargetKind } from './loss.js';
import type { CheckedKind } from './target-shape.js';

/** Makes a loss of options, which all have defaults; it is called `Name` unless they say otherwise. */
export type LossFactory<
  Name extends string = string,
  Options extends object = object,
  Kind extends TargetKind = 'sameShape',
> = <const Given extends string = Name>(options?: Options & LossOptions<Given>) => Loss<NoInfer<Given>, Kind>;

/** What sets a loss apart from others. */
export interface LossDefinition<
  Options extends object,
  Kind extends CheckedKind = CheckedKind,
  Name extends string = string,
> {
  readonly className: string;
  readonly name: Name;
  /** `sameShape` unless given. */
  readonly targetKind?: Kind;
  /** The activation whose input the loss would rather have than its output. */
  readonly logitsOf?: LogitsActivation;
  /** The loss' own options. */
  readonly defaults: Options;
  checkOptions?(options: Readonly<Options>): void;

  /**
   * The losses.
   *
   * @param target `float32` of the prediction's rank; for class indices `int32`, one axis short.
   * @param logits the input of the activation, where it is known, or the loss was told to expect it.
   */
  losses(
    target: tf.Tensor,
    prediction: tf.Tensor,
    options: Readonly<Options>,
    logits: tf.Tensor | undefined,
  ): tf.Tensor;

  mask?(target: tf.Tensor, losses: tf.Tensor, options: Readonly<Options>): tf.Tensor | undefined;

  /** What values targets may have; any number unless given. */
  targetRange?(predictionShape: readonly (number | null)[], options: Readonly<Options>): TargetRange;
}

type Comparable = (target: tf.Tensor, prediction: tf.Tensor) => [target: tf.Tensor, prediction: tf.Tensor];

/** How targets and predictions are made comparable. */
const comparables: Readonly<Record<Exclude<TargetKind, 'any'>, Comparable>> = {
  sameShape: (target, prediction) => alignRanks(asFloat(target), asFloat(prediction)),
  classIndices: alignIndices,
  labelSequences: (target, prediction) => [asIndices(target), asFloat(prediction)],
};

const reductions: readonly Reduction[] = ['sumOverBatchSize', 'sum', 'mean', 'meanWithSampleWeight', 'none'];

/** Makes the factory of a loss of what sets it apart. */
export function defineLoss<
  Options extends object,
  Kind extends CheckedKind = 'sameShape',
  const Name extends string = string,
>(definition: LossDefinition<Options, Kind, Name>): LossFactory<Name, Partial<Options>, Kind> {
  const { className, targetKind = 'sameShape' as Kind, logitsOf } = definition;
  const defaults = { ...definition.defaults, reduction: 'sumOverBatchSize' as Reduction, name: definition.name };
  const comparable = comparables[targetKind];

  return <const Given extends string = Name>(given?: Partial<Options> & LossOptions<Given>) => {
    const stated = given?.reduction === null ? { ...given, reduction: 'none' } : given;
    const options = completeOptions<typeof defaults>(
      className,
      defaults,
      stated as Partial<typeof defaults> | undefined,
    );
    const name = options.name as string as Given;
    const reduction = oneOf(`${className}: reduction`, options.reduction, reductions);
    const fromLogits = 'fromLogits' in options && options.fromLogits === true;
    definition.checkOptions?.(options);

    return computable<Given, Kind>({
      kind: 'loss',
      className,
      name,
      options: options as Readonly<Record<string, unknown>>,
      reduction,
      targetKind,

      losses(target, prediction, { logits, activation = logitsOf } = {}) {
        const [aligned, output] = comparable(target, prediction);
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
  };
}

function alignIndices(target: tf.Tensor, prediction: tf.Tensor): [target: tf.Tensor, prediction: tf.Tensor] {
  const isColumn = target.rank === prediction.rank && target.shape.at(-1) === 1;
  return [asIndices(isColumn ? withoutLastAxis(target) : target), asFloat(prediction)];
}

function asIndices(target: tf.Tensor): tf.Tensor {
  return target.dtype === 'int32' ? target : tf.cast(target, 'int32');
}
