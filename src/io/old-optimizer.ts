import { entryOf } from '../arguments/names.js';
import { DataError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import type { OptimizerRule } from '../optimizers/optimizer-rule.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import { show } from '../types/shape.js';
import type { NamedArray } from './formats/named-array.js';
import { optimizerSnapshot } from './optimizer-variables.js';

/**
 * The names of slots in Keras 2: of its last optimizers, which put them before the name of the weight (`Adam/m/dense/kernel:0`),
 * and of those before, which put them after it (`Adam/dense/kernel/m:0`).
 */
const oldNames: Readonly<Record<string, readonly string[]>> = {
  accumulator: ['accumulator'],
  accumulatedGrad: ['accumulated_grad', 'accum_grad'],
  accumulatedDeltaVar: ['accumulated_delta_var', 'accum_var'],
  average: ['average'],
  averageGradient: ['average_gradient', 'mg'],
  linear: ['linear'],
  momentum: ['m', 'momentum'],
  norm: ['u', 'v'],
  velocity: ['velocity', 'v', 'rms'],
  velocityHat: ['vhat'],
};

/**
 * The state of an optimizer of Keras 2.
 *
 * @param arrays its variables by their names, for the weights in their order.
 * @returns `null` where the file has none, or they are not those of this optimizer for these weights: as in Keras 2, it then
 * starts anew.
 */
export function oldOptimizerSnapshot(
  rule: OptimizerRule,
  arrays: readonly NamedArray[],
  weights: readonly Weight[],
): OptimizerSnapshot | null {
  const iteration = arrays.find(({ name }) => /(^|\/)iter(ation)?(:0)?$/.test(name));
  if (iteration === undefined) return numberedSnapshot(rule, arrays, weights);
  const bySlot = new Map<string, NamedArray[]>();
  for (const array of arrays) {
    const parts = array.name.replace(/:\d+$/, '').split('/');
    for (const part of new Set([parts[1], parts.at(-1)])) {
      if (part !== undefined) bySlot.set(part, [...(bySlot.get(part) ?? []), array]);
    }
  }
  const arraysOf = (slot: string) =>
    (entryOf(oldNames, slot) ?? []).map((name) => bySlot.get(name)).find((found) => found?.length === weights.length);
  const slots = weights.flatMap((weight, index) =>
    rule.slots(weight).map(({ name, shape = weight.shape }) => {
      const array = arraysOf(name)?.[index];
      return array !== undefined && show(array.shape) === show(shape)
        ? { weight: weight.path, name, shape, values: array.values }
        : null;
    }),
  );
  if (slots.includes(null)) return null;
  return {
    className: rule.className,
    iteration: Number(iteration.values[0]),
    learningRate: typeof rule.learningRate === 'number' ? rule.learningRate : null,
    slots: slots.filter((slot) => slot !== null),
  };
}

/** The same from variables in their order, which is that of Keras 3 but for what some optimizers have besides. */
function numberedSnapshot(
  rule: OptimizerRule,
  arrays: readonly NamedArray[],
  weights: readonly Weight[],
): OptimizerSnapshot | null {
  const [iteration] = arrays;
  if (iteration === undefined) return null;
  const hasSlots = weights.some((weight) => rule.slots(weight).length > 0);
  // Momentum that nothing has; the product of momentums, which follows from the iteration.
  const others = hasSlots ? [[...arrays, { ...iteration, shape: [] }]] : [[iteration]];
  for (const given of [arrays, ...others]) {
    try {
      return optimizerSnapshot(rule, given, weights);
    } catch (error) {
      if (!(error instanceof DataError)) throw error;
    }
  }
  return null;
}
