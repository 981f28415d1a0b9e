import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../activations/activation.js';
import { withoutGradient } from '../gradients/custom-gradient.js';
import { callLayer } from '../graph/call-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { InputShape, PerInput } from '../graph/layer-definition.js';
import type { Structure } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';

/** What makes an operation: a layer without weights, which drops masks and is called where it is made. */
export interface OperationDefinition<Configuration extends object, Input extends InputShape> {
  /** Its name as a function: `logicalAnd`. */
  readonly operation: string;
  /** Keras' name of its class, where that is not the same in capitals: `LogicalAnd`. */
  readonly className?: string | undefined;
  /** The shape that comes out; throws where inputs do not fit. */
  readonly shape: (input: Input, configuration: Configuration) => Shape | readonly Shape[];
  /** The element type that comes out, or one for each output; throws where that of an input does not fit. */
  readonly type: (inputType: PerInput<Input, DType>, configuration: Configuration) => DType | readonly DType[];
  /** The softmax or sigmoid that the operation ends with, after `compute`: losses use what is before it. */
  readonly activation?: (configuration: Configuration) => Activation | null;
  readonly compute: (
    input: PerInput<Input, tf.Tensor>,
    configuration: Configuration,
  ) => tf.Tensor | readonly tf.Tensor[];
}

/** Adds a node to the graph. */
export type AddNode<Configuration> = (
  input: Structure<SymbolicTensor>,
  configuration: Configuration,
) => Structure<SymbolicTensor>;

/** Defines a class of operations; what it returns makes one and calls it on tensors of the graph. */
export function defineOperation<Configuration extends object, Input extends InputShape = Shape>(
  definition: OperationDefinition<Configuration, Input>,
): AddNode<Configuration> {
  const { operation, shape, type, compute } = definition;
  const makeLayer = defineLayer({
    name: definition.className ?? operation.charAt(0).toUpperCase() + operation.slice(1),
    isOperation: true,
    configure: (given: Configuration) => given,
    shape: (input: Input, configuration) => shape(input, configuration as Configuration),
    type: (inputType, configuration) => type(inputType, configuration as Configuration),
    activation: (configuration) => definition.activation?.(configuration as Configuration) ?? null,
    forward: (input, _, configuration) => {
      const given = configuration as Configuration;
      const tensors = [input as tf.Tensor | readonly tf.Tensor[]].flat();
      const perInput = <Item>(pick: (tensor: tf.Tensor) => Item) =>
        (input instanceof tf.Tensor ? pick(input) : tensors.map(pick)) as PerInput<Input, Item>;
      // Sizes that vary are known by now, and may turn out not to fit.
      shape(perInput((tensor) => tensor.shape) as InputShape as Input, given);
      const types = type(
        perInput(({ dtype }) => dtype as DType),
        given,
      );
      const isFloat = [types].flat().includes('float32');
      // TensorFlow.js has no gradients for comparisons, and passes those of casts on.
      if (isFloat || tensors.every(({ dtype }) => dtype !== 'float32')) return compute(input, given);
      return withoutGradient(() => compute(input, given) as tf.Tensor);
    },
  });
  return (input, configuration) => callLayer(makeLayer(configuration), input);
}

/** Says which tensors an operation takes and gives, as types: the one place where that is stated, which tests hold to. */
export function stated<Operation>(call: (...given: never[]) => Structure<SymbolicTensor>): Operation {
  return call as unknown as Operation;
}
