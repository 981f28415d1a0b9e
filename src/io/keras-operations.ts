import { entryOf } from '../arguments/names.js';
import type { Json, JsonRecord } from './keras-config.js';

/*
 * How Keras calls its operations: each is a class, whose options are those that the operation has here, under the same names.
 * What follows is all that differs from class to class.
 */

/** The module of each class that is not in the one of NumPy's functions. */
const modules: Readonly<Record<string, readonly string[]>> = {
  core: ['Cast', 'Scatter', 'Slice', 'SliceUpdate', 'StopGradient', 'Unstack'],
  linalg: ['Norm'],
  math: ['Erf', 'Erfc', 'Erfinv', 'Logsumexp', 'Rsqrt', 'SegmentSum', 'TopK'],
  nn: [
    ...['Celu', 'Elu', 'Gelu', 'Glu', 'HardSigmoid', 'HardSilu', 'HardTanh', 'LeakyRelu', 'LogSigmoid', 'LogSoftmax'],
    ...[
      'Moments',
      'Normalize',
      'OneHot',
      'Relu',
      'Relu6',
      'Selu',
      'Sigmoid',
      'Silu',
      'Softmax',
      'Softplus',
      'Softsign',
    ],
    'TanhShrink',
  ],
};

/** The module of Keras in which a class of operations is. */
export function moduleOf(className: string): string {
  const [name = 'numpy'] = Object.keys(modules).filter((module) => modules[module]?.includes(className));
  return `keras.src.ops.${name}`;
}

/** The function of a class, where it is not the class in camelCase. */
const functions: Readonly<Record<string, string>> = {
  AllClose: 'allclose',
  SearchSorted: 'searchsorted',
  Var: 'variance',
};

/** The name of the function of a class. */
export function functionOf(className: string): string {
  return entryOf(functions, className) ?? className.charAt(0).toLowerCase() + className.slice(1);
}

/** The parameters of calls in Keras where options are among them; else all are tensors. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  Average: ['x', 'weights'],
  Digitize: ['x', 'bins'],
  FullLike: ['x', 'fillValue'],
  Isclose: ['x1', 'x2', 'rtol', 'atol'],
  Pad: ['x', 'constantValues'],
  Quantile: ['x', 'q'],
  Slice: ['inputs', 'startIndices'],
  SliceUpdate: ['inputs', 'startIndices', 'updates'],
  Take: ['x', 'indices'],
  Where: ['condition', 'x1', 'x2'],
};

const operands: readonly string[] = ['x1', 'x2'];

/** The parameters of a call in Keras. */
export function parametersOf(className: string): readonly string[] {
  return entryOf(parameters, className) ?? operands;
}

/** Classes that take arrays only, where a number or a list of them is given. */
const ofArrays: ReadonlySet<string> = new Set(['Digitize', 'Heaviside', 'Hypot']);

/** The parameters that take numbers and lists of them, and no tensors, where calls in Keras take arrays. */
const ofNumbers: ReadonlySet<string> = new Set(['bins', 'constantValues', 'fillValue', 'indices', 'q', 'startIndices']);

/** Whether a parameter takes numbers or lists of them, where Keras may write an array. */
export function takesNumbers(className: string, parameter: string): boolean {
  return ofNumbers.has(parameter) || ofArrays.has(className);
}

/** A constant among the arguments of a call, as Keras writes it. */
export function constantOf(className: string, value: Json): Json {
  return ofArrays.has(className) ? { class_name: '__numpy__', config: { value, dtype: 'float32' } } : value;
}

/** How tensors are given: Keras takes a list where the function here does, or one after the other. */
const lists: Readonly<Record<string, { readonly inKeras: boolean }>> = {
  Concatenate: { inKeras: true },
  Hstack: { inKeras: true },
  Meshgrid: { inKeras: false },
  Stack: { inKeras: true },
  Vstack: { inKeras: true },
};

/** Whether the function of a class takes a list of tensors, and Keras too; `undefined` where neither does. */
export function listsOf(className: string): { readonly inKeras: boolean } | undefined {
  return entryOf(lists, className);
}

/** Options of Keras' that are not there here, and of ours that are not there in Keras, by the value that asks for nothing. */
const without: Readonly<Record<string, JsonRecord>> = {
  CountNonzero: { keepdims: false },
  Cross: { axis: null, axisa: -1, axisb: -1, axisc: -1 },
  Cumprod: { dtype: null },
  Cumsum: { dtype: null },
  Max: { initial: null },
  Min: { initial: null },
  Moments: { synchronized: false },
  OneHot: { sparse: false },
  Prod: { dtype: null },
  Round: { decimals: 0 },
  SegmentSum: { sorted: false },
};

/** The value of an option that means the same as none, where only one side has the option; `undefined` where both have it. */
export function valueOfNone(className: string, option: string): Json | undefined {
  return entryOf(entryOf(without, className) ?? {}, option);
}
