import * as tf from '@tensorflow/tfjs-core';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { Called } from '../../graph/called.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { CheckedCall, Layer, Output } from '../../graph/layer.js';
import type { IsReported, Place, Returned } from '../../graph/reported.js';
import type { Structure } from '../../graph/structure.js';
import type { AnyTensor } from '../../graph/tensor-kinds.js';
import type { Argument } from '../../graph/tensors.js';
import { axisOf } from '../../types/axis.js';
import { type Concatenation, concatenation } from '../../types/concatenation.js';
import { type CommonType, commonType, type DType } from '../../types/dtype.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import { type Mismatch, type NotAList, tensorList } from '../../types/mismatch.js';
import type { Shape, SizeText } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { callMerge } from './merge.js';

/** The options of {@link Concatenate}. */
export interface ConcatenateOptions<Axis extends number> {
  /** The axis along which inputs are concatenated; negative ones count from the end. The default is the last one. */
  readonly axis?: Axis;
}

const defaults = { axis: -1 } as const;

const expected = 'a list of tensors';

/** The shape function of {@link Concatenate}: the inputs are concatenated along `Axis`. */
export interface ConcatenateShape<Axis extends number = -1> extends ShapeFunction {
  readonly signature: `[(...), (...), ...] → (...), joined on axis ${SizeText<Axis>}`;
  readonly parameters: [Axis];
  readonly structured: false;
  readonly output: ConcatenateOutput<this['input'], Axis>;
  readonly outputType: CommonType<this['inputType']>;
}

export type ConcatenateOutput<Input, Axis extends number> = [Input] extends [readonly []]
  ? NotAList<'concatenate', typeof expected, Input>
  : [Input] extends [readonly Shape[]]
    ? Concatenation<Input, Axis, 'concatenate'>
    : NotAList<'concatenate', typeof expected, Input>;

function concatenateOutput(inputs: readonly Shape[], axis: number): Shape {
  return concatenation(tensorList('concatenate', expected, inputs), axis, 'concatenate');
}

const concatenateLayer = defineLayer({
  name: 'Concatenate',
  ruleName: 'concatenate',
  configure: ({ axis }: Required<ConcatenateOptions<number>>) => ({ axis: checkAxis(axis) }),
  shape: (inputs: readonly Shape[], { axis }: Required<ConcatenateOptions<number>>) => concatenateOutput(inputs, axis),
  type: commonType,
  forward: (inputs, _, { axis }) => {
    // Sizes that were open in the graph are known now, and may not match.
    concatenateOutput(
      inputs.map(({ shape }) => shape),
      axis,
    );
    const type = commonType(inputs.map(({ dtype }) => dtype as DType));
    return tf.concat(
      inputs.map((input) => (input.dtype === type ? input : tf.cast(input, type))),
      axis,
    );
  },
  mask: (masks, inputs, { axis }) => concatenateMasks(masks, inputs, axis),
});

function checkAxis(axis: number): number {
  if (Number.isInteger(axis)) return axis;
  throw new ArgumentError(`Concatenate: axis expects an integer (received ${received(axis)})`);
}

/** The concatenated masks, each broadcast to the elements of its input; an input without a mask counts as all true. */
function concatenateMasks(
  masks: readonly (tf.Tensor | null)[],
  inputs: readonly tf.Tensor[],
  axis: number,
): tf.Tensor | null {
  if (masks.every((mask) => mask === null)) return null;
  const whole = masks.map((mask, index) => {
    const { shape, rank } = inputs[index] as tf.Tensor;
    const all = tf.ones(shape, 'bool');
    if (mask === null || mask.rank === rank) return mask ?? all;
    return tf.logicalAnd(tf.reshape(mask, [...mask.shape, ...Array<number>(rank - mask.rank).fill(1)]), all);
  });
  return tf.any(tf.concat(whole, axisOf('concatenate: axis', axis, whole[0]?.rank ?? 0)), -1);
}

/**
 * Concatenates inputs along an axis.
 *
 * The input is a list of tensors of the same shape except on that axis, where the output has the sum of their sizes.
 *
 * @example
 * const merge = Concatenate({ axis: 1 });
 * merge([Input([4, 8]), Input([6, 8])]); // SymbolicTensor<[null, 10, 8]>
 */
export const Concatenate: <const Axis extends number = -1, const Name extends string = string, const Given = object>(
  options?: GivenOptions<
    'Concatenate',
    Given,
    ConcatenateOptions<Axis> & LayerOptions<Name>,
    NumbersBut<{ axis: 'an integer' }>
  >,
) => Layer<ConcatenateShape<Axis>, Name> = positionalAs([], (options: ConcatenateOptions<number> & LayerOptions = {}) =>
  concatenateLayer(withDefaults('Concatenate', defaults, options), options),
);

type Joined<Given, Axis extends number> = Called<ConcatenateShape<Axis>, Given>;

/** The message, if the axis is invalid. */
type CheckedAxis<Axis extends number, Outcome> = Argument<Axis, Outcome, 'axis'>;

/** The inputs, with the message where one of them is to blame, and not the axis. */
type CheckedInputs<Given, Axis extends number> = [Joined<Given, Axis>] extends [Mismatch<string, 'axis'>]
  ? Given
  : CheckedCall<ConcatenateShape<Axis>, Given>;

/**
 * Concatenates tensors along an axis. The default is the last one.
 *
 * @param inputs The tensors to join, whose shapes may differ in `axis` only.
 *
 * @example
 * const joined = concatenate([Input([32]), Input([5])]); // SymbolicTensor<[null, 37]>
 */
export function concatenate<
  const Given,
  const Axis extends number = -1,
  const Name extends string = string,
  const Options = object,
  At = Place,
>(
  inputs: CheckedInputs<Given, Axis>,
  options?: GivenOptions<
    'Concatenate',
    Options,
    {
      /** The axis along which to join; negative numbers count from the last axis. The default is -1. */
      readonly axis?: CheckedAxis<Axis, Joined<Given, Axis>>;
    } & LayerOptions<Name>,
    NumbersBut<{ axis: 'an integer' }>
  >,
): Returned<Output<ConcatenateShape<Axis>, Given, Name, IsReported<Given, At>>>[keyof At];
export function concatenate(inputs: Structure<AnyTensor>, options?: unknown): Structure<AnyTensor> {
  return callMerge(Concatenate, inputs, options as ConcatenateOptions<number> & LayerOptions);
}
