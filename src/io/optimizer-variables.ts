import { entryOf } from '../arguments/names.js';
import { DataError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { momentumProduct } from '../optimizers/adam-variants.js';
import type { OptimizerRule } from '../optimizers/optimizer-rule.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import { sharedSlotNames } from '../optimizers/slots.js';
import { show } from '../types/shape.js';
import type { NumberArray } from './formats/named-array.js';

/** A variable of an optimizer in Keras' order. */
interface Variable {
  readonly weight: Weight | null;
  /** The slot that it is; `null` for one of Keras' that follows from the options and the iteration. */
  readonly slot: string | null;
  readonly shape: readonly number[];
  /** The value before the first step. */
  readonly initial: number | 'weight';
}

/** The slots that Keras creates for all weights before the others, one list after the other, by class. */
const passes: Readonly<Record<string, readonly (readonly string[])[]>> = {
  RMSprop: [['velocity'], ['momentum'], ['averageGradient']],
  Adam: [['momentum', 'velocity'], ['velocityHat']],
  AdamW: [['momentum', 'velocity'], ['velocityHat']],
};

/**
 * The variables of an optimizer after `iteration` and the learning rate, in Keras' order: the shared slots of all weights,
 * then those of the rule, weight by weight.
 *
 * @param iteration The number of steps made, from which some follow.
 */
function variablesOf(rule: OptimizerRule, weights: readonly Weight[], iteration: number): readonly Variable[] {
  const shared = sharedSlotNames(rule.shared);
  const slotsOf = (weight: Weight, names: (name: string) => boolean): readonly Variable[] =>
    rule
      .slots(weight)
      .filter(({ name }) => names(name))
      .map(({ name, shape = weight.shape, initialValue = 0 }) => ({
        weight,
        slot: name,
        shape,
        initial: initialValue,
      }));
  const own = (entryOf(passes, rule.className) ?? [null]).flatMap((pass) =>
    weights.flatMap((weight) =>
      withFillers(
        rule,
        weight,
        slotsOf(weight, (name) => !shared.includes(name) && (pass === null || pass.includes(name))),
      ),
    ),
  );
  return [
    ...shared.flatMap((slot) => weights.flatMap((weight) => slotsOf(weight, (name) => name === slot))),
    ...own,
    ...(rule.className === 'Nadam' ? [filler([], productAt(rule, iteration))] : []),
  ];
}

/** Keras' Adafactor has a variable for each of three uses, of which a weight has one or two. */
function withFillers({ className }: OptimizerRule, weight: Weight, slots: readonly Variable[]): readonly Variable[] {
  if (className !== 'Adafactor') return slots;
  return weight.shape.length < 2 ? [filler([]), filler([]), ...slots] : [...slots, filler(weight.shape)];
}

/** The product of the momentums of the updates so far: Keras counts one for all steps whose gradients are averaged. */
function productAt({ options, shared }: OptimizerRule, iteration: number): number {
  return momentumProduct(Math.floor(iteration / (shared.gradientAccumulationSteps ?? 1)), Number(options.beta1));
}

function filler(shape: readonly number[], initial = 0): Variable {
  return { weight: null, slot: null, shape, initial };
}

/**
 * The variables of an optimizer as Keras stores them.
 *
 * @param weights The weights that the model trains, in its order.
 * @param valuesOf The values of a weight, for slots that begin with them.
 */
export async function optimizerArrays(
  rule: OptimizerRule,
  { iteration, learningRate, slots }: OptimizerSnapshot,
  weights: readonly Weight[],
): Promise<readonly NumberArray[]> {
  const known = new Map(slots.map((slot) => [`${slot.name} ${slot.weight}`, slot]));
  const arrays: NumberArray[] = [{ shape: [], dtype: 'int32', values: Int32Array.of(iteration) }];
  if (learningRate !== null) arrays.push({ shape: [], dtype: 'float32', values: Float32Array.of(learningRate) });
  for (const { weight, slot, shape, initial } of variablesOf(rule, weights, iteration)) {
    const found = weight === null || slot === null ? undefined : known.get(`${slot} ${weight.path}`);
    const size = shape.reduce((product, count) => product * count, 1);
    const values =
      found !== undefined
        ? floatsOf(found.values)
        : initial === 'weight' && weight !== null
          ? await weight.read()
          : new Float32Array(size).fill(Number(initial));
    arrays.push({ shape, dtype: 'float32', values });
  }
  return arrays;
}

function floatsOf(values: ArrayLike<number>): Float32Array {
  return values instanceof Float32Array ? values : Float32Array.from(values);
}

/**
 * The state of an optimizer from the variables that Keras has stored, in their order.
 *
 * @throws DataError if they are not those of such an optimizer for these weights.
 */
export function optimizerSnapshot(
  rule: OptimizerRule,
  arrays: readonly NumberArray[],
  weights: readonly Weight[],
): OptimizerSnapshot {
  const variables = variablesOf(rule, weights, 0);
  const [first, second] = arrays;
  const hasRate = typeof rule.learningRate === 'number';
  // Keras 2 does not store the learning rate.
  const heads = arrays.length === variables.length + 1 || !hasRate ? 1 : 2;
  const owner = `the state of the optimizer ${rule.className}`;
  if (first === undefined || arrays.length !== variables.length + heads) {
    throw new DataError(`${owner} expects ${variables.length + heads} variables (received ${arrays.length})`);
  }
  const slots = variables.flatMap(({ weight, slot, shape }, index) => {
    const array = arrays[index + heads] as NumberArray;
    if (weight === null || slot === null) return [];
    if (show(array.shape) !== show(shape)) {
      throw new DataError(
        `${owner} expects a ${slot} of ${show(shape)} for ${weight.path} (received ${show(array.shape)})`,
      );
    }
    return [{ weight: weight.path, name: slot, shape, values: array.values }];
  });
  const stored = heads === 2 && second !== undefined ? Number(second.values[0]) : rule.learningRate;
  return {
    className: rule.className,
    iteration: Number(first.values[0]),
    learningRate: typeof stored === 'number' ? stored : null,
    slots,
  };
}
