import type * as tf from '@tensorflow/tfjs-core';
import { original } from './create-tensor.js';
import { internals } from './layer-state.js';
import { inputsOf } from './named-arguments.js';
import type { Inference, ValueCheck } from './program.js';
import { located } from './run-graph.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { Topology } from './topology.js';

/** The checks that layers require for values that come straight from the inputs of a graph. */
export function valueChecks({ nodes }: Topology, inputs: readonly SymbolicTensor[]): readonly ValueCheck[] {
  const places = new Map(inputs.map((input, place) => [original(input), place]));
  return nodes.flatMap((node) => {
    const checks = node.layer[internals].program.valueChecks?.(node.inference) ?? [];
    return checks.flatMap(({ inference, input, check }) => {
      const tensor = input === null ? null : inputsOf(node)[input];
      // An operation may be called without the input that it would check.
      if (tensor === undefined) return [];
      const locatedCheck: ValueCheck['check'] = (values) => {
        try {
          check(values);
        } catch (error) {
          throw located(error, node);
        }
      };
      return [{ inference, input: tensor && (places.get(original(tensor)) ?? null), check: locatedCheck }];
    });
  });
}

/** The calls whose values are checked, each time that they are made: a model that is called twice has the same calls inside. */
export function checkedCalls(checks: readonly ValueCheck[]): ReadonlySet<Inference> {
  const unchecked = new Set(checks.filter(({ input }) => input === null).map(({ inference }) => inference));
  return new Set(checks.map(({ inference }) => inference).filter((inference) => !unchecked.has(inference)));
}

/**
 * Runs the checks of a graph before a step, so that nothing is read from the device inside it.
 *
 * @throws DataError from a check.
 */
export async function checkInputValues(checks: readonly ValueCheck[], tensors: readonly tf.Tensor[]): Promise<void> {
  const read = new Map<number, ArrayLike<number>>();
  for (const { input, check } of checks) {
    if (input === null) continue;
    const tensor = tensors[input] as tf.Tensor;
    const values = read.get(input) ?? (await tensor.data());
    read.set(input, values);
    check(values);
  }
}
