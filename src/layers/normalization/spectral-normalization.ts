import * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import { withoutGradient } from '../../gradients/custom-gradient.js';
import { isLayer, type LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import { inferLayer } from '../../graph/infer.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';
import { stateOf } from '../../graph/layer-state.js';
import type { Call } from '../../graph/program.js';
import type { TensorSpec } from '../../graph/value.js';
import type { Weight, WeightDescription } from '../../graph/weight.js';
import { TruncatedNormal } from '../../initializers/random.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { RuleOf, ShapedBy } from '../../types/shape-function.js';

/** The options of {@link SpectralNormalization}. */
export interface SpectralNormalizationOptions {
  /** The number of power iterations at each step. The default is 1. */
  readonly powerIterations?: number;
}

const defaults: Required<SpectralNormalizationOptions> = { powerIterations: 1 };

interface Given extends Required<SpectralNormalizationOptions> {
  readonly layer: AnyLayer;
}

const spectralNormalization = defineBlock({
  name: 'SpectralNormalization',
  layers: ({ layer }: Given) => ({ layer }),
  infer: (call, context, { layers: { layer } }) => context.infer(layer, call),
  weights: (call, { layers: { layer } }) => ({ vectorU: describeVector(kernelShape(layer, call)) }),
  // As in Keras, the kernel is the first weight.
  borrowedWeights: (inner) => inner.filter(isKernel).slice(0, 1),
  run: (call, context, { layers: { layer }, configuration: { powerIterations } }) => {
    const [kernel, vector] = stateOf(context.inference.layer).weights as readonly [Weight, Weight];
    if (context.training) {
      const { updates } = context;
      const normalized = normalize(updates.read(kernel), updates.read(vector), powerIterations);
      updates.set(kernel, normalized.kernel);
      updates.set(vector, normalized.vector);
    }
    return context.run(layer, call);
  },
});

/**
 * Divides the kernel of a layer by its spectral norm at each training step, which bounds how much the output changes with
 * the input (Miyato et al., 2018).
 *
 * Input and output are those of the layer, which needs a kernel or embeddings.
 *
 * @example
 * const critic = SpectralNormalization(Dense(64))(Input([128])); // SymbolicTensor<[null, 64]>
 */
export const SpectralNormalization: <Inner extends ShapedBy, const Name extends string = string, const Given = object>(
  /** The layer to wrap, which has a kernel or embeddings. */
  layer: Inner,
  options?: GivenOptions<'SpectralNormalization', Given, SpectralNormalizationOptions & LayerOptions<Name>>,
) => Layer<RuleOf<Inner>, Name> = positionalAs(
  ['layer'],
  (layer, options: SpectralNormalizationOptions & LayerOptions = {}) => {
    if (!isLayer(layer)) {
      throw new ArgumentError(`SpectralNormalization: layer expects a layer (received ${received(layer)})`);
    }
    const { powerIterations } = withDefaults('SpectralNormalization', defaults, options);
    integerFrom('SpectralNormalization: powerIterations', powerIterations, 1);
    return spectralNormalization({ layer, powerIterations }, options);
  },
);

function isKernel({ name }: { readonly name: string }): boolean {
  return name === 'kernel' || name === 'embeddings';
}

function kernelShape(layer: AnyLayer, call: Call<TensorSpec>): readonly number[] {
  const kernel = Object.values(inferLayer(layer, call).weights).find((weight) => weight !== null && isKernel(weight));
  if (kernel) return kernel.shape;
  throw new ArgumentError(
    `SpectralNormalization: layer expects a layer with a kernel or embeddings (received ${layer.className})`,
  );
}

/** The initial vector of the power iterations. */
function describeVector(kernel: readonly number[]): WeightDescription {
  return {
    key: 'vectorU',
    name: 'vector_u',
    path: 'vector_u',
    shape: [1, kernel.at(-1) as number],
    dtype: 'float32',
    initializer: TruncatedNormal({ stddev: 0.02 }),
    fanAxes: null,
    regularizer: null,
    constraint: null,
    isTrained: false,
  };
}

/** The kernel divided by its largest singular value, computed by power iterations, and their last vector. */
function normalize(
  kernel: tf.Tensor,
  start: tf.Tensor,
  iterations: number,
): { readonly kernel: tf.Tensor; readonly vector: tf.Tensor } {
  const matrix = tf.reshape(kernel, [-1, kernel.shape.at(-1) as number]) as tf.Tensor2D;
  const columns = tf.transpose(matrix);
  let right = start as tf.Tensor2D;
  let left = right;
  for (let iteration = 0; iteration < iterations; iteration++) {
    left = unit(tf.matMul(right, columns));
    right = unit(tf.matMul(left, matrix));
  }
  const norm = tf.sum(tf.mul(tf.matMul(left, matrix), right));
  const isZero = tf.all(tf.equal(kernel, 0));
  // A kernel of zeros has no norm to divide by, and stays as it is.
  const change = withoutGradient(() => tf.sub(tf.divNoNan(kernel, norm), kernel));
  return { kernel: tf.add(kernel, change), vector: tf.where(isZero, start, right) };
}

/** A vector scaled to length 1, unless it is zero. */
function unit(vector: tf.Tensor2D): tf.Tensor2D {
  const square = tf.maximum(tf.sum(tf.square(vector)), 1e-12);
  return tf.mul(vector, tf.rsqrt(square));
}
