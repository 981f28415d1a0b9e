import type { Binding, EagerAttribute, NativeEvent, NativeTensor } from './trace.js';

type Operation = Extract<NativeEvent, { readonly kind: 'operation' }>;

/** What a rule knows of the inputs of an operation, which are given by number. */
interface Known {
  readonly binding: Binding;
  /** The shape and type of a tensor; `undefined` for one that the graph does not have. */
  tensor(id: number | undefined): NativeTensor | undefined;
  /** The elements of a constant; `undefined` for any other tensor. */
  elements(id: number | undefined): ArrayLike<number> | undefined;
}

/** The operation that another one is replaced by; `undefined` where the rule does not apply. */
type Rule = (operation: Operation, known: Known) => Operation | undefined;

const typeOf = (binding: Binding, name = 'T'): EagerAttribute => ({
  name,
  type: binding.TF_ATTR_TYPE,
  value: binding.TF_FLOAT,
});

const channelsLast = (binding: Binding): EagerAttribute => ({
  name: 'data_format',
  type: binding.TF_ATTR_STRING,
  value: 'NHWC',
});

const isFloat = (binding: Binding, tensor: NativeTensor | undefined): tensor is NativeTensor =>
  tensor?.dtype === binding.TF_FLOAT;

/** A vector that is added along the last axis is a bias. */
const biasAdd: Rule = (operation, { binding, tensor }) => {
  const [x, bias] = operation.inputs.map(tensor);
  if (!isFloat(binding, x) || !isFloat(binding, bias)) return undefined;
  if (x.shape.length < 2 || bias.shape.length !== 1 || x.shape.at(-1) !== bias.shape[0]) return undefined;
  return { ...operation, name: 'BiasAdd', attributes: [typeOf(binding), channelsLast(binding)] };
};

/** The gradient of a bias is a sum over all axes but the last. */
const biasAddGradient: Rule = (operation, { binding, tensor, elements }) => {
  const [x] = operation.inputs.map(tensor);
  const axes = elements(operation.inputs[1]);
  const keepsAxes = operation.attributes.some(({ name, value }) => name === 'keep_dims' && value === true);
  if (!isFloat(binding, x) || axes === undefined || keepsAxes) return undefined;
  const rank = x.shape.length;
  if (rank < 2 || axes.length !== rank - 1) return undefined;
  if (!Array.from({ length: rank - 1 }, (_, axis) => axis).every((axis) => axes[axis] === axis)) return undefined;
  const inputs = operation.inputs.slice(0, 1);
  return { ...operation, name: 'BiasAddGrad', inputs, attributes: [typeOf(binding), channelsLast(binding)] };
};

/** The product of two matrices, without axes of a batch. */
const matMul: Rule = (operation, { binding, tensor }) => {
  const [a, b] = operation.inputs.map(tensor);
  if (!isFloat(binding, a) || !isFloat(binding, b) || a.shape.length !== 2 || b.shape.length !== 2) return undefined;
  const flag = (name: string, of: string): EagerAttribute => ({
    name,
    type: binding.TF_ATTR_BOOL,
    value: operation.attributes.some((attribute) => attribute.name === of && attribute.value === true),
  });
  const attributes = [typeOf(binding), flag('transpose_a', 'adj_x'), flag('transpose_b', 'adj_y')];
  return { ...operation, name: 'MatMul', attributes };
};

const rules: Readonly<Record<string, Rule>> = {
  Add: biasAdd,
  AddV2: biasAdd,
  BatchMatMulV2: matMul,
  Sum: biasAddGradient,
};

/**
 * Operations by their more special names, where they have one: TensorFlow fuses a product or convolution with the bias and the
 * activation that follow, but only where the bias is added by `BiasAdd`. A convolution then takes half of the time.
 *
 * @param feeds the tensors that are given to each run.
 */
export function fusableOperations(
  binding: Binding,
  events: readonly NativeEvent[],
  feeds: readonly NativeTensor[],
): readonly NativeEvent[] {
  const tensors = new Map(feeds.map((feed) => [feed.id, feed]));
  const constants = new Map<number, ArrayLike<number>>();
  const known: Known = {
    binding,
    tensor: (id) => (id === undefined ? undefined : tensors.get(id)),
    elements: (id) => (id === undefined ? undefined : constants.get(id)),
  };
  return events.map((event) => {
    if (event.kind === 'constant') {
      tensors.set(event.output.id, event.output);
      constants.set(event.output.id, event.values);
      return event;
    }
    for (const output of event.outputs) tensors.set(output.id, output);
    return rules[event.name]?.(event, known) ?? event;
  });
}
