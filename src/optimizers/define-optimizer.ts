import type * as tf from '@tensorflow/tfjs-core';
import { completeOptions } from '../arguments/complete-options.js';
import { nonNegative } from '../arguments/number.js';
import type { LearningRate, Optimizer, Slot, SlottedWeight, Step, Updated } from './optimizer.js';
import { sharedSlotNames } from './parted-slots.js';
import { checkSharedOptions, type SharedOptions, sharedDefaults } from './shared-options.js';
import { steppable } from './steppable.js';

/** The options that every optimizer takes. */
export interface OptimizerOptions extends Partial<SharedOptions> {
  /** How far a step goes, or how that follows from the number of steps done. */
  readonly learningRate?: LearningRate;
  /** The identifier of its class unless given. */
  readonly name?: string;
}

/** Makes an optimizer of options, which all have defaults. */
export type OptimizerFactory<Options extends object = object> = (options?: Options & OptimizerOptions) => Optimizer;

/** What sets an optimizer apart from others. */
export interface OptimizerDefinition<Options extends object> {
  readonly className: string;
  readonly name: string;
  readonly learningRate: number;
  /** The rule's own options. */
  readonly defaults: Options;
  /** The rule's own options that may be `null` although their default is not. */
  readonly nullable?: readonly (keyof Options & string)[];
  /** The shared options whose default is another here. */
  readonly sharedDefaults?: Partial<SharedOptions>;
  checkOptions?(options: Readonly<Options>): void;
  /** The rule's slots for a weight; a name stands for one of the weight's shape that is zero before the first step. */
  slots(options: Readonly<Options>, weight: SlottedWeight): readonly (string | Slot)[];
  /** That of the shared options unless given. */
  weightDecay?(slots: readonly tf.Tensor[], options: Readonly<Options & SharedOptions>): number | null;
  /** What one step makes of one weight. */
  update(
    weight: tf.Tensor,
    gradient: tf.Tensor,
    slots: readonly tf.Tensor[],
    options: Readonly<Options>,
    step: Step,
  ): Updated;
}

/** Makes the factory of an optimizer of what sets it apart. */
export function defineOptimizer<Options extends object>(
  definition: OptimizerDefinition<Options>,
): OptimizerFactory<Partial<Options>> {
  const { className } = definition;
  const defaults = { ...definition.defaults, ...sharedDefaults, ...definition.sharedDefaults, name: definition.name };
  const nullable = [...(definition.nullable ?? []), ...Object.keys(definition.sharedDefaults ?? {})];

  return ({ learningRate = definition.learningRate, ...given } = {}) => {
    if (typeof learningRate !== 'function') nonNegative(`${className}: learningRate`, learningRate);
    const options = completeOptions<typeof defaults>(className, defaults, given as Partial<typeof defaults>, nullable);
    checkSharedOptions(className, options);
    definition.checkOptions?.(options);
    const shared = sharedSlotNames(options);

    return steppable({
      className,
      name: options.name,
      options: Object.freeze({ learningRate, ...options }),
      learningRate,
      shared: options,
      slots: (weight) =>
        [...definition.slots(options, weight), ...shared].map((slot) =>
          typeof slot === 'string' ? { name: slot } : slot,
        ),
      weightDecay: (slots) => (definition.weightDecay ? definition.weightDecay(slots, options) : options.weightDecay),
      update: (weight, gradient, slots, step) => definition.update(weight, gradient, slots, options, step),
    });
  };
}
