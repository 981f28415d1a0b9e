import type * as tf from '@tensorflow/tfjs-core';
import { original } from './create-tensor.js';
import { internals } from './layer-state.js';
import { inputsOf } from './named-arguments.js';
import type { ValueCheck } from './program.js';
import { located } from './run-graph.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { Topology } from './topology.js';

/** The checks that layers require for values that come straight from the inputs of a graph. */
export function valueChecks({ nodes }: Topology, inputs: readonly SymbolicTensor[]): readonly ValueCheck[] {
  const places = new Map(inputs.map((input, place) => [original(input), place]));
  return nodes.flatMap((node) => {
    const checks = node.layer[internals].program.valueChecks?.(node.inference) ?? [];
    return checks.flatMap(({ input, check, ...rest }) => {
      const place = places.get(original(inputsOf(node)[input] as SymbolicTensor));
      if (place === undefined) return [];
      const locatedCheck: ValueCheck['check'] = (values, shape) => {
        try {
          check(values, shape);
        } catch (error) {
          throw located(error, node);
        }
      };
      return [{ ...rest, input: place, check: locatedCheck }];
    });
  });
}

/**
 * Runs the checks of a graph before a step, so that nothing is read from the device inside it.
 *
 * @throws DataError from a check.
 */
export async function checkInputValues(checks: readonly ValueCheck[], tensors: readonly tf.Tensor[]): Promise<void> {
  const read = new Map<number, ArrayLike<number>>();
  for (const { input, check } of checks) {
    const tensor = tensors[input] as tf.Tensor;
    const values = read.get(input) ?? (await tensor.data());
    read.set(input, values);
    check(values, tensor.shape);
  }
}
