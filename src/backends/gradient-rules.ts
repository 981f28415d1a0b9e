/// <reference path="./written-modules.d.ts" />
import * as tf from '@tensorflow/tfjs-core';
import * as stockRules from '#gradients';
import {
  batchMatMul,
  cumsum,
  extreme,
  type Gradient,
  gather,
  mirrorPad,
  product,
  splitV,
  squaredDifference,
  tile,
  unpack,
} from './gradient-functions.js';

/** How a kernel is differentiated, and which of its inputs that needs; `output` for its output, which comes last. */
function rule(kernelName: string, needs: readonly string[], gradient: Gradient): tf.GradConfig {
  const savesOutput = needs.includes('output');
  return {
    kernelName,
    inputsToSave: needs.filter((name) => name !== 'output'),
    ...(savesOutput ? { outputsToSave: [true] } : {}),
    // The rules of kernels with several outputs take lists; the registry's own type says which only as a union.
    gradFunc: (upstream, saved, attributes) => gradient(upstream as tf.Tensor, saved, attributes),
  };
}

/** A kernel whose output changes in steps, if at all: its gradient is 0, as in Keras. */
function constant(kernelName: string, ...inputs: readonly string[]): tf.GradConfig {
  return rule(kernelName, inputs, (_, saved) =>
    Object.fromEntries(inputs.map((name, index) => [name, () => tf.zeros(saved[index]?.shape ?? [])])),
  );
}

const isInside = (x: tf.Tensor, low: number, high: number): tf.Tensor =>
  tf.cast(tf.logicalAnd(tf.greater(x, low), tf.less(x, high)), 'float32');

/**
 * The rules that are used instead of TensorFlow.js' own, because those fail or differ from Keras on both of its backends,
 * and those of kernels that have none there.
 *
 * Where Keras' backends differ from each other at a kink, the rule is that of one of them, mostly TensorFlow's.
 */
const gradientRules: readonly tf.GradConfig[] = [
  // At 0 the gradient is 0; the stock rule has -1.
  rule('Abs', ['x'], (upstream, [x]) => ({ x: () => tf.mul(upstream, tf.sign(x as tf.Tensor)) })),
  // At 6 it is 0; the stock rule has 1.
  rule('Relu6', ['x'], (upstream, [x]) => ({ x: () => tf.mul(upstream, isInside(x as tf.Tensor, 0, 6)) })),
  // What is not selected does not count, even if its gradient is not finite.
  rule('Select', ['condition'], (upstream, [condition]) => {
    const chosen = condition as tf.Tensor;
    return {
      condition: () => tf.zeros(chosen.shape),
      t: () => tf.where(chosen, upstream, tf.zerosLike(upstream)),
      e: () => tf.where(chosen, tf.zerosLike(upstream), upstream),
    };
  }),
  // Integers and truth values change in steps; the stock rule passes gradients through them.
  rule('Cast', [], (upstream, _, { dtype }) => ({
    x: () => (dtype === 'float32' ? tf.clone(upstream) : tf.zerosLike(upstream)),
  })),
  rule('BatchMatMul', ['a', 'b'], batchMatMul),
  rule('Cumsum', [], cumsum),
  rule('GatherV2', ['x', 'indices'], gather),
  rule('Max', ['x', 'output'], extreme),
  rule('Min', ['x', 'output'], extreme),
  rule('MirrorPad', ['x'], mirrorPad),
  rule('Prod', ['x'], product),
  rule('SplitV', [], splitV),
  rule('SquaredDifference', ['a', 'b'], squaredDifference),
  rule('Tile', ['x'], tile),
  rule('Unpack', [], unpack),
  ...['All', 'Any', 'LogicalNot'].map((kernelName) => constant(kernelName, 'x')),
  ...['Equal', 'FloorDiv', 'Greater', 'GreaterEqual', 'Less', 'LessEqual', 'LogicalAnd', 'LogicalOr', 'NotEqual'].map(
    (kernelName) => constant(kernelName, 'a', 'b'),
  ),
];

/**
 * Registers how kernels are differentiated: our rules, and TensorFlow.js' own where we have none.
 *
 * A package of TensorFlow.js that is imported later registers its own rules again, so that this is done before each run.
 */
export function registerGradients(): void {
  const missing = gradientRules.filter((rule) => tf.getGradient(rule.kernelName) !== rule);
  // Then this has been done before.
  if (missing.length === 0) return;
  for (const rule of missing) tf.registerGradient(rule);
  for (const rule of Object.values<tf.GradConfig>(stockRules)) {
    if (!tf.getGradient(rule.kernelName)) tf.registerGradient(rule);
  }
}
