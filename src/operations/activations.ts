import * as tf from '@tensorflow/tfjs-core';
import {
  celu as celuOf,
  elu as eluOf,
  gelu as geluOf,
  hardSigmoid as hardSigmoidOf,
  hardSilu as hardSiluOf,
  hardTanh as hardTanhOf,
  leakyRelu as leakyReluOf,
  logSigmoid as logSigmoidOf,
  relu6 as relu6Of,
  selu as seluOf,
  sigmoid as sigmoidOf,
  silu as siluOf,
  softplus as softplusOf,
  softsign as softsignOf,
  tanhShrink as tanhShrinkOf,
} from '../activations/index.js';
import { completeOptions } from '../arguments/options.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AnyTensor } from '../graph/tensor-kinds.js';
import { sameShape } from '../types/shape-function.js';
import type { Numeric, SameResult } from './argument.js';
import { castTo } from './argument.js';
import { defineOperation, stated, type UnaryFunction, unary } from './define-operation.js';

/**
 * The elements that are greater than 0, and 0 for the others.
 *
 * @example
 * const output = relu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const relu: UnaryFunction<'number'> = unary('relu', 'number', tf.relu);

/**
 * `1 / (1 + exp(-x))` of every element, from 0 to 1.
 *
 * @example
 * const output = sigmoid(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const sigmoid: UnaryFunction<'float32'> = unary('sigmoid', 'float32', sigmoidOf);

/**
 * `x * sigmoid(x)` of every element.
 *
 * @example
 * const output = silu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const silu: UnaryFunction<'float32'> = unary('silu', 'float32', siluOf);

/**
 * `log(1 + exp(x))` of every element.
 *
 * @example
 * const output = softplus(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const softplus: UnaryFunction<'float32'> = unary('softplus', 'float32', softplusOf);

/**
 * `min(max(x, 0), 6)` of every element.
 *
 * @example
 * const output = relu6(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const relu6: UnaryFunction<'float32'> = unary('relu6', 'float32', relu6Of);

/**
 * `scale * x` of every element above 0, and `scale * alpha * (exp(x) - 1)` of the others.
 *
 * @example
 * const output = selu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const selu: UnaryFunction<'float32'> = unary('selu', 'float32', seluOf);

/**
 * `x / (1 + |x|)` of every element, from -1 to 1.
 *
 * @example
 * const output = softsign(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const softsign: UnaryFunction<'float32'> = unary('softsign', 'float32', softsignOf);

/**
 * `relu6(x + 3) / 6` of every element, from 0 to 1.
 *
 * @example
 * const output = hardSigmoid(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const hardSigmoid: UnaryFunction<'float32'> = unary('hardSigmoid', 'float32', hardSigmoidOf);

/**
 * `x * hardSigmoid(x)` of every element.
 *
 * @example
 * const output = hardSilu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const hardSilu: UnaryFunction<'float32'> = unary('hardSilu', 'float32', hardSiluOf);

/**
 * Every element, limited to the range from -1 to 1.
 *
 * @example
 * const output = hardTanh(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const hardTanh: UnaryFunction<'float32'> = unary('hardTanh', 'float32', hardTanhOf);

/**
 * The logarithm of the sigmoid of every element.
 *
 * @example
 * const output = logSigmoid(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const logSigmoid: UnaryFunction<'float32'> = unary('logSigmoid', 'float32', logSigmoidOf);

/**
 * `x - tanh(x)` of every element.
 *
 * @example
 * const output = tanhShrink(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const tanhShrink: UnaryFunction<'float32'> = unary('tanhShrink', 'float32', tanhShrinkOf);

/** An operation on every element, with a parameter. */
type ParameterFunction<Parameter> = <const Given extends AnyTensor>(
  /** A tensor of the graph. */
  x: Numeric<Given>,
  /**
   * The parameter of the function, by its name in Keras: `alpha` of `celu` and `elu`, 1 by default; `negativeSlope` of
   * `leakyRelu`, 0.2 by default; `approximate` of `gelu`, `true` by default.
   */
  parameter?: Parameter,
) => SameResult<Given, 'float32'>;

/** Defines an operation on every element by an activation with one option. */
function withParameter<Name extends string, Parameter extends number | boolean>(
  operation: string,
  name: Name,
  standard: Parameter,
  compute: (x: tf.Tensor, options: { readonly [Option in Name]: Parameter }) => tf.Tensor,
): ParameterFunction<Parameter> {
  type Options = { readonly [Option in Name]: Parameter };
  const addNode = defineOperation<Options>({
    operation,
    shape: (x) => sameShape(operation, x),
    type: () => 'float32',
    compute: (x, options) => compute(castTo(x, 'float32'), options),
  });
  return stated((x: SymbolicTensor, parameter: Parameter = standard) =>
    addNode(x, completeOptions<Options>(operation, { [name]: standard } as Options, { [name]: parameter } as Options)),
  );
}

/**
 * Every element above 0, and `negativeSlope` times the others, which is 0.2 by default.
 *
 * @example
 * const output = leakyRelu(Input([4]), 0.1); // SymbolicTensor<[null, 4]>
 */
export const leakyRelu: ParameterFunction<number> = withParameter<'negativeSlope', number>(
  'leakyRelu',
  'negativeSlope',
  0.2,
  leakyReluOf,
);

/**
 * Every element above 0, and `alpha * (exp(x) - 1)` of the others; `alpha` is 1 by default.
 *
 * @example
 * const output = elu(Input([4])); // SymbolicTensor<[null, 4]>
 */
export const elu: ParameterFunction<number> = withParameter<'alpha', number>('elu', 'alpha', 1, eluOf);

/**
 * `max(x, 0) + alpha * (exp(min(x, 0) / alpha) - 1)` of every element; `alpha` is 1 by default.
 *
 * @example
 * const output = celu(Input([4]), 0.5); // SymbolicTensor<[null, 4]>
 */
export const celu: ParameterFunction<number> = withParameter<'alpha', number>('celu', 'alpha', 1, celuOf);

/**
 * `x * P(X <= x)` of every element, for a normally distributed `X`; approximated by a hyperbolic tangent by default.
 *
 * @example
 * const output = gelu(Input([4]), false); // SymbolicTensor<[null, 4]>
 */
export const gelu: ParameterFunction<boolean> = withParameter<'approximate', boolean>(
  'gelu',
  'approximate',
  true,
  geluOf,
);
