import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor, OnnxType } from '../onnx-type.js';
import type { Size } from '../size.js';
import { cast, inputOf, inverseOf, type KernelConverter, type KernelConverters, listOf } from './kernel-call.js';

type Combine = (graph: GraphBuilder, operands: readonly OnnxTensor[], output: OnnxSpec) => OnnxTensor;

/** A tensor with its axes in the order that other operands have before they are put in `order`; `undefined` if that costs. */
function before(graph: GraphBuilder, tensor: OnnxTensor, order: readonly number[]): OnnxTensor | undefined {
  const moved = graph.sourceOf(tensor);
  if (moved !== undefined && `${moved.order}` === `${order}`) return moved.source;
  if (tensor.shape.length === 0) return tensor;
  const isSmall = graph.elementsOf(tensor) !== undefined || tensor.shape.slice(1).includes(1);
  if (!isSmall || tensor.shape.length > order.length) return undefined;
  const shape = [...order.slice(tensor.shape.length).map(() => 1), ...tensor.shape];
  return graph.transpose(graph.reshape(tensor, shape), inverseOf(order));
}

/** Combines the elements of tensors that are broadcast: before their axes are put in another order, where that can be. */
function broadcast(
  graph: GraphBuilder,
  operands: readonly OnnxTensor[],
  output: OnnxSpec,
  combine: Combine,
): OnnxTensor {
  const rank = output.shape.length;
  const order = operands.map((operand) => graph.sourceOf(operand)?.order).find((one) => one?.length === rank);
  const sources = order === undefined ? [] : operands.map((operand) => before(graph, operand, order));
  if (order === undefined || sources.includes(undefined)) return combine(graph, operands, output);
  const shape = inverseOf(order).map((axis) => output.shape[axis] as Size);
  return graph.transpose(combine(graph, sources as readonly OnnxTensor[], { ...output, shape }), order);
}

const node =
  (operation: string): Combine =>
  (graph, operands, output) =>
    graph.add(operation, operands, output);

const floorOfQuotient: Combine = (graph, operands, output) => {
  const floats = operands.map((operand) => cast(graph, operand, 'float32'));
  const spec = { ...output, type: 'float32' } as const;
  return cast(graph, graph.add('Floor', [graph.add('Div', floats, spec)], spec), output.type);
};

/** The remainder that has the sign of the divisor. */
const remainder: Combine = (graph, [dividend, divisor], output) => {
  const quotient = floorOfQuotient(graph, [dividend as OnnxTensor, divisor as OnnxTensor], output);
  return graph.add(
    'Sub',
    [dividend as OnnxTensor, graph.add('Mul', [quotient, divisor as OnnxTensor], output)],
    output,
  );
};

const squaredDifference: Combine = (graph, operands, output) => {
  const difference = graph.add('Sub', operands, output);
  return graph.add('Mul', [difference, difference], output);
};

/** The angle of a point, which ONNX has no operation for: that of its slope, turned where x is negative. */
const angle: Combine = (graph, [y, x], output) => {
  const zero = graph.scalar(0);
  const test = (operation: string, operand: OnnxTensor | undefined) =>
    graph.add(operation, [operand as OnnxTensor, zero], { ...(operand as OnnxTensor), type: 'bool' });
  const slope = graph.add('Atan', [graph.add('Div', [y as OnnxTensor, x as OnnxTensor], output)], output);
  const half = graph.add('Where', [test('Less', y), graph.scalar(-Math.PI), graph.scalar(Math.PI)], y as OnnxTensor);
  const turned = graph.add('Add', [slope, graph.add('Where', [test('Less', x), half, zero], output)], output);
  const isOrigin = graph.add('And', [test('Equal', x), test('Equal', y)], { ...output, type: 'bool' });
  return graph.add('Where', [isOrigin, zero, turned], output);
};

/** A kernel of two tensors, which are given as `type`, or else as the type of the output. */
function binary(combine: Combine, type?: OnnxType): KernelConverter {
  return (call) => {
    const { graph, output } = call;
    const computed = output.type === 'bool' ? 'int32' : output.type;
    const operands = ['a', 'b'].map((name) => cast(graph, inputOf(call, name), type ?? computed));
    return cast(graph, broadcast(graph, operands, { ...output, type: type ?? computed }, combine), output.type);
  };
}

/** A comparison: of booleans as integers, which ONNX compares too. */
function comparison(operation: string, isNegated = false): KernelConverter {
  return (call) => {
    const { graph, output } = call;
    const operands = ['a', 'b'].map((name) => {
      const operand = inputOf(call, name);
      return operand.type === 'bool' ? cast(graph, operand, 'int32') : operand;
    });
    return broadcast(graph, operands, output, (_, given, spec) => {
      const compared = graph.add(operation, given, spec);
      return isNegated ? graph.add('Not', [compared], spec) : compared;
    });
  };
}

/** A combination of any number of tensors. */
const select: KernelConverter = (call) => {
  const { graph, output } = call;
  const type = output.type === 'bool' ? 'int32' : output.type;
  const [yes, no] = ['t', 'e'].map((name) => cast(graph, inputOf(call, name), type)) as [OnnxTensor, OnnxTensor];
  const condition = cast(graph, inputOf(call, 'condition'), 'bool');
  return cast(graph, broadcast(graph, [condition, yes, no], { ...output, type }, node('Where')), output.type);
};

/** Kernels that compute each element from one of each of several tensors. */
export const binaryKernels: KernelConverters = {
  Add: binary(node('Add')),
  AddN: (call) => call.graph.add('Sum', listOf(call), call.output),
  Atan2: binary(angle, 'float32'),
  Equal: comparison('Equal'),
  FloorDiv: binary(floorOfQuotient),
  Greater: comparison('Greater'),
  GreaterEqual: comparison('GreaterOrEqual'),
  Less: comparison('Less'),
  LessEqual: comparison('LessOrEqual'),
  LogicalAnd: binary(node('And'), 'bool'),
  LogicalOr: binary(node('Or'), 'bool'),
  Maximum: binary(node('Max')),
  Minimum: binary(node('Min')),
  Mod: binary(remainder),
  Multiply: binary(node('Mul')),
  NotEqual: comparison('Equal', true),
  Pow: binary(node('Pow')),
  Prelu: (call) => broadcast(call.graph, [inputOf(call, 'x'), inputOf(call, 'alpha')], call.output, node('PRelu')),
  RealDiv: binary(node('Div')),
  Select: select,
  SquaredDifference: binary(squaredDifference),
  Sub: binary(node('Sub')),
};
