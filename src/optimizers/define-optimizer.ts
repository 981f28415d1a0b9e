import type * as tf from '@tensorflow/tfjs-core';
import { isOfKind } from '../arguments/kind.js';
import { nonNegative } from '../arguments/number.js';
import { checkDefinition, completeOptions } from '../arguments/options.js';
import { isClass, withPositional } from '../arguments/positional.js';
import { ArgumentError, received } from '../errors.js';
import type { GivenNumber, NotExpected } from '../types/given.js';
import type { GivenOptions } from '../types/given-options.js';
import { checkGradients, scaleLoss } from './gradients.js';
import { type Optimizer, optimizerState } from './optimizer.js';
import type {
  LearningRate,
  OptimizerNumbers,
  OptimizerRule,
  Slot,
  SlottedWeight,
  Step,
  StepMoment,
  Updated,
} from './optimizer-rule.js';
import { checkSharedOptions, type SharedOptions, sharedDefaults } from './optimizer-rule.js';
import { OptimizerState } from './optimizer-state.js';
import { sharedSlotNames } from './slots.js';

/** The options that every optimizer has. */
export interface OptimizerOptions extends Partial<SharedOptions> {
  /**
   * The learning rate: a number, a schedule, or a function of the number of steps done. The default is that of the
   * optimizer, 0.001 for most.
   */
  readonly learningRate?: LearningRate;
  /** The name of the optimizer. The default is the name of its class in lower case. */
  readonly name?: string;
}

/** The learning rate, or all options, with a sentence in the place of what does not fit. */
type GivenFirst<ClassName extends string, Given, Options, Numbers> = [Given] extends [never]
  ? Given
  : string extends keyof Given // The options of another optimizer.
    ? LearningRate | Options
    : [Given] extends [(iteration: number) => number]
      ? LearningRate | Options
      : [Given] extends [number]
        ? GivenNumber<`${ClassName}: learningRate`, OptimizerNumbers['learningRate'], Given>
        : [Given] extends [object | undefined]
          ? LearningRate | GivenOptions<ClassName, Given, Options, Numbers>
          : NotExpected<`${ClassName}: learningRate`, 'a number, a function or a schedule', Given>;

/**
 * Makes an optimizer. All options have defaults; the learning rate can also come first, by position, and after it, for some
 * optimizers, a second option.
 */
export type OptimizerFactory<
  Options extends object = object,
  Second = never,
  ClassName extends string = string,
  Numbers = OptimizerNumbers,
> = <const First = object>(
  /**
   * The learning rate: a number, a schedule, or a function of the number of steps done. Or an object with all options.
   */
  learningRate?: GivenFirst<ClassName, First, Options & OptimizerOptions, Numbers>,
  /**
   * The second positional option of some optimizers, such as `momentum` of `SGD`, or an object with the other options.
   */
  second?: Second | (Options & OptimizerOptions),
  options?: Options & OptimizerOptions,
) => Optimizer;

/** The definition of an optimizer; `Inputs` are the names of the numbers that follow from the iteration. */
export interface OptimizerDefinition<Options extends object, Inputs extends string = never> {
  /** The name of the class, by which configurations are read and written. */
  readonly className: string;
  /** The name in `compile`, in lower case. */
  readonly name: string;
  /** The default learning rate. */
  readonly learningRate: number;
  /** The rule's own options. */
  readonly defaults: Options;
  /** The rule's own options that may be `null` although their default is not. */
  readonly nullable?: readonly (keyof Options & string)[];
  /** The option that is positional after the learning rate. The default is none. */
  readonly second?: (keyof Options | keyof SharedOptions) & string;
  /** The shared options whose default is another here. */
  readonly sharedDefaults?: Partial<SharedOptions>;
  /** Checks the options, and throws an `ArgumentError` for a wrong one. */
  checkOptions?(options: Readonly<Options>): void;
  /**
   * The rule's slots for a weight; a name stands for one of the weight's shape that is zero before the first step.
   *
   * @param weight The path and the shape of the weight.
   */
  slots(options: Readonly<Options>, weight: SlottedWeight): readonly (string | Slot)[];
  /**
   * The numbers that follow from the iteration: bias corrections, rates. `update` gets them by name as tensors, so that
   * nothing else in it depends on the iteration.
   *
   * @param moment The iteration, from 0, and its learning rate.
   */
  hostInputs?(moment: StepMoment, options: Readonly<Options & SharedOptions>): Readonly<Record<Inputs, number>>;
  /** The options that are rates of weight decay. The default is `['weightDecay']`. */
  readonly decays?: readonly string[];
  /**
   * Which of these options is for a weight with such slots; `weightDecay` by default.
   *
   * @param slots The slots of the weight.
   */
  decay?(slots: readonly tf.Tensor[]): string;
  /**
   * One step of one weight.
   *
   * @param weight The value of the weight before the step.
   * @param gradient The gradient of the loss with respect to the weight.
   * @param slots The slots of the weight before the step.
   * @param step The learning rate and the numbers of `hostInputs`, as tensors.
   */
  update(
    weight: tf.Tensor,
    gradient: tf.Tensor,
    slots: readonly tf.Tensor[],
    options: Readonly<Options>,
    step: Step<Inputs>,
  ): Updated;
}

/**
 * Makes the factory of an optimizer, a user's own as much as one of the library's.
 *
 * @param definition The names, the default options and the functions of the optimizer.
 *
 * @example
 * const SignDescent = defineOptimizer<{ factor: number }>({
 *   className: 'SignDescent',
 *   name: 'signdescent',
 *   learningRate: 0.01,
 *   defaults: { factor: 1 },
 *   slots: () => [],
 *   update: (weight, gradient, _slots, { factor }, step) => ({
 *     weight: tf.sub(weight, tf.mul(tf.sign(gradient), tf.mul(step.learningRate, factor))),
 *     slots: [],
 *   }),
 * });
 */
export function defineOptimizer<
  Options extends object,
  Inputs extends string = never,
  Second = never,
  ClassName extends string = string,
  Numbers = OptimizerNumbers,
>(definition: OptimizerDefinition<Options, Inputs>): OptimizerFactory<Partial<Options>, Second, ClassName, Numbers> {
  checkDefinition('defineOptimizer', definition, ['className', 'name'], ['slots', 'update']);
  const { className, second, decays = ['weightDecay'] } = definition;
  const defaults = { ...definition.defaults, ...sharedDefaults, ...definition.sharedDefaults, name: definition.name };
  const nullable = [...(definition.nullable ?? []), ...Object.keys(definition.sharedDefaults ?? {})];

  const make = ({ learningRate = definition.learningRate, ...given }: Partial<Options> & OptimizerOptions) => {
    checkLearningRate(`${className}: learningRate`, learningRate);
    const options = completeOptions<typeof defaults>(className, defaults, given as Partial<typeof defaults>, nullable);
    checkSharedOptions(className, options);
    definition.checkOptions?.(options);
    const shared = sharedSlotNames(options);
    const rates = new Map(Object.entries(options).filter(([name, value]) => decays.includes(name) && value !== null));

    return createOptimizer({
      kind: 'optimizer',
      className,
      name: options.name,
      options: Object.freeze({ learningRate, ...options }),
      learningRate,
      shared: options,
      slots: (weight) =>
        [...definition.slots(options, weight), ...shared].map((slot) =>
          typeof slot === 'string' ? { name: slot } : slot,
        ),
      hostInputs: (moment) => ({
        ...Object.fromEntries([...rates].map(([name, rate]) => [`${name}Factor`, 1 - rate * moment.learningRate])),
        ...definition.hostInputs?.(moment, options),
      }),
      decayInput: (slots) => {
        const name = definition.decay?.(slots) ?? 'weightDecay';
        return rates.has(name) ? `${name}Factor` : null;
      },
      update: (weight, gradient, slots, step) => definition.update(weight, gradient, slots, options, step),
    });
  };
  return withPositional(className, ['learningRate', ...(second === undefined ? [] : [second])], make);
}

function checkLearningRate(owner: string, learningRate: LearningRate): void {
  const isConfigured =
    typeof learningRate === 'function' && (Object.hasOwn(learningRate, 'kind') || isClass(learningRate));
  if (isConfigured ? isOfKind(learningRate, 'schedule') : typeof learningRate === 'function') return;
  if (typeof learningRate === 'number') nonNegative(owner, learningRate);
  else
    throw new ArgumentError(`${owner} expects a number, a function or a schedule (received ${received(learningRate)})`);
}

/** An optimizer of a rule, with its state. */
function createOptimizer(rule: OptimizerRule): Optimizer {
  const { className } = rule;
  const state = new OptimizerState(rule);
  return Object.freeze<Optimizer>({
    ...rule,
    [optimizerState]: state,
    get options() {
      const { schedule: learningRate } = state;
      return learningRate === rule.learningRate ? rule.options : Object.freeze({ ...rule.options, learningRate });
    },
    get learningRate(): LearningRate {
      return state.schedule;
    },
    set learningRate(value: number) {
      state.learningRate = value;
    },
    get iterations() {
      return Math.floor(state.iteration / (rule.shared.gradientAccumulationSteps ?? 1));
    },
    apply(gradients, weights) {
      checkGradients(`${className}.apply`, gradients, weights);
      state.step(gradients, weights);
    },
    scaleLoss: (loss) => scaleLoss(rule, loss as tf.Scalar),
    finalizeVariableValues: (weights) => state.finish(weights),
    exportState: () => state.export(),
    importState: (snapshot) => state.import(snapshot),
    dispose: () => state.dispose(),
  });
}
