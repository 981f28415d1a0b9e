import type { AnyLayer } from '../../src/graph/layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import type { JsonRecord, KerasConfig } from '../../src/io/keras-config.js';
import { Input } from '../../src/layers/core/input.js';
import { type Called, callAsKeras } from './call-as-keras.js';
import type { GoldenCase, Numbers, Specification } from './golden-case.js';
import type { Call } from './run-layer.js';

/** The layers of a golden case, called on inputs. */
export interface Graph {
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  readonly layers: readonly AnyLayer[];
}

/** Makes the layers of a case, and calls them on inputs. */
export function build(golden: GoldenCase): Graph {
  const first = fromKerasConfig(configOf([golden.layer, golden.config, golden.inner]));
  const later = (golden.chain ?? []).map((specification) => fromKerasConfig(configOf(specification)));
  const inputs = golden.input_shapes.map(
    (shape, index): SymbolicTensor => Input(shape.slice(1), { dtype: golden.input_dtypes[index] ?? 'float32' }),
  );
  const output = later.reduce<Called>(
    (tensor, layer) => (layer as unknown as Call)(tensor),
    callAsKeras(first, inputs, golden),
  );
  return { inputs, outputs: [output].flat() as SymbolicTensor[], layers: [first, ...later] };
}

/** What Keras writes for a layer, and the one that it wraps. */
export function configOf([className, config, inner]: Specification): KerasConfig {
  const wrapped = inner === undefined ? config : { ...config, layer: configOf(inner) as unknown as JsonRecord };
  return { module: 'keras.layers', class_name: className, config: wrapped };
}

export type Weight = AnyLayer['weights'][number];

/** The weights of the layers, in their order. */
export function weightsOf({ layers }: Graph): readonly Weight[] {
  return layers.flatMap(({ weights }) => weights);
}

/** Gives the layers Keras' weights; weights without values in the case keep their own. */
export function setWeights({ layers }: Graph, golden: GoldenCase): void {
  const values = golden.weights.map((weight) => weight.values);
  if (values.includes(undefined)) return;
  let start = 0;
  for (const layer of layers) {
    const end = start + layer.weights.length;
    layer.setWeights((values.slice(start, end) as Numbers[]).map((numbers) => Float32Array.from(numbers, Number)));
    start = end;
  }
}
