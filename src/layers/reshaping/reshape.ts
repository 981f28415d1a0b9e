import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkTarget } from '../../arguments/shape.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type DataFormat, dataFormats } from '../../types/data-format.js';
import { type Product, product } from '../../types/dimension.js';
import type { GivenTarget } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Reshaped, reshaped } from '../../types/reshape.js';
import type { Dimension, Shape, Sizes } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** The shape function of {@link Reshape}: each sample gets the sizes of `Target`. */
export interface ReshapeShape<Target extends Sizes> extends ShapeFunction {
  readonly signature: '(batch, ...) → (batch, ...targetShape)';
  readonly parameters: [Target];
  readonly structured: false;
  readonly output: Reshaped<this['input'], Target>;
  readonly outputType: this['inputType'];
}

const reshape = defineLayer({
  name: 'Reshape',
  configure: ({ targetShape }: { readonly targetShape: Sizes }) => ({
    targetShape: checkTarget('Reshape: targetShape', targetShape),
  }),
  shape: (input, { targetShape }) => reshaped(input, targetShape),
  type: (inputType) => inputType,
  forward: (input, _, { targetShape }) => {
    const target = targetShape.map((size) => size ?? -1);
    return tf.reshape(input, reshaped(input.shape, target) as number[]);
  },
});

/**
 * Reshapes each sample; its elements stay in order.
 *
 * Input shape: (batch, ...). Output shape: (batch, ...targetShape). One size can be -1, and is computed from the number of
 * elements; `null` does the same, and declares the size open.
 *
 * @example
 * const image = Reshape([28, 28, 1])(Input([784])); // SymbolicTensor<[null, 28, 28, 1]>
 * const pairs = Reshape([-1, 2])(Input([784])); // SymbolicTensor<[null, 392, 2]>
 */
export const Reshape: <const Target extends Sizes, const Name extends string = string, const Given = object>(
  /** The sizes of the output, without the batch. One of them may be -1: it follows from the others. */
  targetShape: GivenTarget<'Reshape: targetShape', Target>,
  options?: GivenOptions<'Reshape', Given, LayerOptions<Name>>,
) => Layer<ReshapeShape<Target>, Name> = positionalAs(['targetShape'], (targetShape, options: LayerOptions = {}) =>
  reshape({ targetShape: targetShape as Sizes }, options),
);

/** The options of {@link Flatten}. */
export interface FlattenOptions {
  /** The data format of the input; channels are always last in the output. The default is `channelsLast`. */
  readonly dataFormat?: DataFormat;
}

const defaults: Required<FlattenOptions> = { dataFormat: 'channelsLast' };

const expected = '(batch, ...)';

/** The shape function of {@link Flatten}: all axes but the batch become one. */
export interface FlattenShape extends ShapeFunction {
  readonly signature: '(batch, ...) → (batch, elements)';
  readonly structured: false;
  readonly output: FlattenOutput<this['input']>;
  readonly outputType: this['inputType'];
}

type FlattenOutput<Input> = [Input] extends [readonly [infer Batch extends Dimension, ...infer Sample extends Shape]]
  ? [Batch, Product<Sample>]
  : Unexpected<'Flatten', typeof expected, Input, null, [Dimension, Dimension]>;

function flattenOutput(input: Shape): Shape {
  const [batch, ...sample] = input;
  return batch === undefined || Array.isArray(batch)
    ? unexpected('Flatten', expected, input)
    : [batch, product(sample)];
}

const flatten = defineLayer({
  name: 'Flatten',
  configure: ({ dataFormat }: Required<FlattenOptions>) => ({
    dataFormat: oneOf('Flatten: dataFormat', dataFormat, dataFormats),
  }),
  shape: (input) => flattenOutput(input),
  type: (inputType) => inputType,
  forward: (input, _, { dataFormat }) => {
    const [batch, channels, ...sizes] = input.shape.keys();
    const isMoved = dataFormat === 'channelsFirst' && sizes.length > 0;
    const ordered = isMoved ? tf.transpose(input, [batch as number, ...sizes, channels as number]) : input;
    return tf.reshape(ordered, flattenOutput(input.shape) as number[]);
  },
});

/**
 * Flattens all axes but the batch. Input shape: (batch, ...). Output shape: (batch, elements of a sample).
 *
 * @example
 * const features = Flatten()(Input([7, 7, 64])); // SymbolicTensor<[null, 3136]>
 */
export const Flatten: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Flatten', Given, FlattenOptions & LayerOptions<Name>>,
) => Layer<FlattenShape, Name> = positionalAs([], (options: FlattenOptions & LayerOptions = {}) =>
  flatten(withDefaults('Flatten', defaults, options), options),
);

/**
 * {@link Flatten} for (batch, channels, ...), exported under the same name by `tupleflow/channels-first`. Channels are last
 * in the output.
 *
 * @example
 * const features = Flatten()(Input([64, 7, 7])); // SymbolicTensor<[null, 3136]>
 */
export const FlattenChannelsFirst: <const Name extends string = string, const Given = object>(
  options?: GivenOptions<'Flatten', Given, FlattenOptions & LayerOptions<Name>>,
) => Layer<FlattenShape, Name> = positionalAs([], (options: FlattenOptions & LayerOptions = {}) =>
  Flatten({ ...options, dataFormat: options.dataFormat ?? 'channelsFirst' }),
);
