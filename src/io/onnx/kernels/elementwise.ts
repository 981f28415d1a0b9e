import type { Attributes } from '../attributes.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor, OnnxType } from '../onnx-type.js';
import { cast, elementwise, inputOf, type KernelConverter, type KernelConverters } from './kernel-call.js';

type Operate = (graph: GraphBuilder, x: OnnxTensor, attributes: Readonly<Record<string, unknown>>) => OnnxTensor;

const node =
  (operation: string, attributes: Attributes = {}, type?: OnnxType): Operate =>
  (graph, x) =>
    graph.add(operation, [x], { ...x, type: type ?? x.type }, attributes);

/** A node with a number besides the tensor. */
const withNumber =
  (operation: string, number: number): Operate =>
  (graph, x) =>
    graph.add(operation, [x, graph.scalar(number, x.type)], x);

const chain =
  (...steps: readonly Operate[]): Operate =>
  (graph, x, attributes) =>
    steps.reduce((value, step) => step(graph, value, attributes), x);

const clip = (graph: GraphBuilder, x: OnnxTensor, lower: number, upper: number): OnnxTensor =>
  graph.add('Clip', [x, graph.scalar(lower, x.type), graph.scalar(upper, x.type)], x);

const leaky = (attributes: Readonly<Record<string, unknown>>): Attributes => ({
  alpha: { float: attributes.alpha as number },
});

/** What is computed of each element, of floats. */
const ofFloats: Readonly<Record<string, Operate>> = {
  Acos: node('Acos'),
  Acosh: node('Acosh'),
  Asin: node('Asin'),
  Asinh: node('Asinh'),
  Atan: node('Atan'),
  Atanh: node('Atanh'),
  Ceil: node('Ceil'),
  Cos: node('Cos'),
  Cosh: node('Cosh'),
  Elu: node('Elu'),
  Erf: node('Erf'),
  Exp: node('Exp'),
  Expm1: chain(node('Exp'), withNumber('Sub', 1)),
  Floor: node('Floor'),
  IsFinite: (graph, x) => {
    const wrong = ['IsInf', 'IsNaN'].map((test) => graph.add(test, [x], { ...x, type: 'bool' }));
    const spec: OnnxSpec = { ...x, type: 'bool' };
    return graph.add('Not', [graph.add('Or', wrong, spec)], spec);
  },
  IsInf: node('IsInf', {}, 'bool'),
  IsNan: node('IsNaN', {}, 'bool'),
  LeakyRelu: (graph, x, attributes) => graph.add('LeakyRelu', [x], x, leaky(attributes)),
  Log: node('Log'),
  Log1p: chain(withNumber('Add', 1), node('Log')),
  Reciprocal: node('Reciprocal'),
  Relu6: (graph, x) => clip(graph, x, 0, 6),
  Round: node('Round'),
  Rsqrt: chain(node('Sqrt'), node('Reciprocal')),
  Selu: node('Selu'),
  Sigmoid: node('Sigmoid'),
  Sin: node('Sin'),
  Sinh: node('Sinh'),
  Softplus: node('Softplus'),
  Sqrt: node('Sqrt'),
  Tan: node('Tan'),
  Tanh: node('Tanh'),
};

/** What is computed of each element, of numbers of any type. */
const ofNumbers: Readonly<Record<string, Operate>> = {
  Abs: node('Abs'),
  ClipByValue: (graph, x, attributes) =>
    clip(graph, x, attributes.clipValueMin as number, attributes.clipValueMax as number),
  Neg: node('Neg'),
  Relu: node('Relu'),
  Sign: node('Sign'),
  Square: (graph, x) => graph.add('Mul', [x, x], x),
  Step: (graph, x, attributes) => {
    const isPositive = graph.add('Greater', [x, graph.scalar(0, x.type)], { ...x, type: 'bool' });
    return graph.add(
      'Where',
      [isPositive, graph.scalar(1, x.type), graph.scalar(attributes.alpha as number, x.type)],
      x,
    );
  },
};

function unary(type: OnnxType | undefined, operate: Operate): KernelConverter {
  return (call) => {
    const { graph, output, attributes } = call;
    const x = inputOf(call, 'x');
    const used = type ?? (x.type === 'bool' ? 'int32' : x.type);
    const given = cast(graph, x, used);
    const made = elementwise(graph, given, { ...given, shape: output.shape }, (source) =>
      operate(graph, source, attributes),
    );
    return cast(graph, made, output.type);
  };
}

const entries = (table: Readonly<Record<string, Operate>>, type?: OnnxType) =>
  Object.entries(table).map(([name, operate]) => [name, unary(type, operate)] as const);

/** Kernels that compute each element from one. */
export const elementwiseKernels: KernelConverters = {
  ...Object.fromEntries([...entries(ofFloats, 'float32'), ...entries(ofNumbers)]),
  LogicalNot: unary('bool', node('Not')),
  Identity: (call) => inputOf(call, 'x'),
  StopGradient: (call) => inputOf(call, 'x'),
  Cast: (call) => {
    const x = inputOf(call, 'x');
    return cast(call.graph, x, call.output.type);
  },
};
