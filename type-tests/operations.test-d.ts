import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import * as ops from '../src/operations/index.js';
import type { Dimension } from '../src/types/shape.js';

declare const size: number;
declare const flag: boolean;
declare const axes: number[];
declare const unranked: SymbolicTensor;
declare const either: SymbolicTensor<[null, 1]> | SymbolicTensor<[null, 5]>;
declare const many: SymbolicTensor<[null, 4]>[];

const four = Input([4, 8]);
const five = Input([5, 8]);
const words = Input([4, 8], { dtype: 'int32' });
const truths = Input([4, 8], { dtype: 'bool' });
const fixed = Input([3, 4], { batchSize: 2 });

// Every element by itself. Names and masks do not go on.
expectType<SymbolicTensor<[null, 4, 8]>>(ops.exp(Input([4, 8], { name: 'named' })));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.exp(words));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.negative(words));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.square(truths));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.logicalNot(four));
expectType<SymbolicTensor<[null, number]>>(ops.relu(Input([size])));
expectType<SymbolicTensor>(ops.relu(unranked));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.cast(four, 'int32'));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.cast(words, 'float32'));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.onesLike(words));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.zerosLike(four, { dtype: 'bool' }));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.clip(words, -1, 1));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.clip(words, 0, 0.5));

// Two tensors meet at their last axes; the batch is an axis as any other.
expectType<SymbolicTensor<[null, 4, 8]>>(ops.add(four, Input([8])));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.add(four, Input([4, 1])));
expectType<SymbolicTensor<[2, 3, 4]>>(ops.add(Input([3, 1]), fixed));
expectType<SymbolicTensor<[null, 3, 4]>>(ops.add(Input([3, 4]), Input([4], { batchSize: 3 })));
expectType<SymbolicTensor<[null, null, 8]>>(ops.add(Input([null, 8]), Input([1, 8])));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.add(Input([null, 8]), four));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.add(Input([size, 8]), four));
expectType<SymbolicTensor<[null, Dimension]>>(ops.add(Input([size]), Input([null])));
expectType<SymbolicTensor<[null, number]>>(ops.add(Input([size]), Input([1])));
expectType<SymbolicTensor>(ops.add(unranked, four));
expectType<SymbolicTensor<[null, 5]>>(ops.add(either, Input([5])));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.subtract(1, four));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.multiply(words, 2));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.multiply(words, 0.5));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.multiply(words, four));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.divide(words, 2));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.add(words, truths));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.maximum(truths, truths));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.mod(truths, truths));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.greater(four, 0));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.where(ops.greater(four, 0), four, 0));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.where(truths, 1, 2));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.where(truths, words, 0.5));

// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
ops.add(four, five);
// @ts-expect-error greater expects inputs that broadcast to one shape (received (2, 3, 4) and (null, 8), which differ on axis -1)
ops.greater(fixed, Input([8]));
// @ts-expect-error subtract expects inputs that broadcast to one shape (received (2, 3, 4) and (5, 3, 4), which differ on axis 0)
ops.subtract(fixed, Input([3, 4], { batchSize: 5 }));
// @ts-expect-error multiply expects a tensor among its operands (received numbers)
ops.multiply(1, 2);
// @ts-expect-error where expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
ops.where(truths, five, 0);
ops.where(
  truths,
  0,
  // @ts-expect-error where expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
  five,
);

// Along axes.
expectType<SymbolicTensor<[]>>(ops.sum(four));
expectType<SymbolicTensor<[]>>(ops.sum(unranked));
expectType<SymbolicTensor<[null, 8]>>(ops.mean(four, 1));
expectType<SymbolicTensor<[null, 4]>>(ops.max(four, -1));
expectType<SymbolicTensor<[4]>>(ops.sum(four, [0, -1]));
expectType<SymbolicTensor<[null, 1, 8]>>(ops.std(four, 1, { keepdims: true }));
expectType<SymbolicTensor<[1, 1, 1]>>(ops.sum(four, null, { keepdims: true }));
expectType<SymbolicTensor>(ops.sum(four, 1, { keepdims: flag }));
expectType<SymbolicTensor>(ops.sum(four, size));
expectType<SymbolicTensor>(ops.sum(four, axes));
expectType<SymbolicTensor>(ops.sum(unranked, 1));
expectType<SymbolicTensor<[null, 8]> & OfType<'int32'>>(ops.sum(truths, 1));
expectType<SymbolicTensor<[null, 8]>>(ops.mean(words, 1));
expectType<SymbolicTensor<[null, 8]> & OfType<'bool'>>(ops.any(four, 1));
expectType<SymbolicTensor<[null, 4]> & OfType<'int32'>>(ops.argmax(four, -1));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.softmax(four));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.logSoftmax(words, 1));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.cumsum(truths, 1));
expectType<SymbolicTensor<[null]>>(ops.cumsum(four));
expectType<SymbolicTensor<[24]>>(ops.cumsum(fixed));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.cumprod(truths, 1));
expectType<SymbolicTensor<[24]>>(ops.cumprod(fixed));
expectType<SymbolicTensor<[null, 8]>>(ops.median(words, 1));
expectType<SymbolicTensor<[null, 1, 8]> & OfType<'int32'>>(ops.nansum(truths, 1, { keepdims: true }));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.digitize(four, [0, 1]));
expectType<SymbolicTensor<[2, 3]> & OfType<'int32'>>(ops.tri(2, 3, 0, { dtype: 'int32' }));
expectType<SymbolicTensor<[4, 4]>>(ops.identity(4));
expectType<3>(ops.ndim(four));
expectType<24>(ops.size(fixed));
expectType<null>(ops.size(four));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.flip(words, [1, 2]));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.roll(four, 1, 1));

// @ts-expect-error sum: axis expects an integer from -3 to 2 (received 3)
ops.sum(four, 3);
// @ts-expect-error mean: axis expects an integer from -3 to 2 (received -4)
ops.mean(four, [1, -4]);
// @ts-expect-error max: axis expects each axis once (received [1, -2])
ops.max(four, [1, -2]);
// @ts-expect-error argmax: axis expects an integer from -3 to 2 (received 5)
ops.argmax(four, 5);
// @ts-expect-error softmax: axis expects an integer from -3 to 2 (received 3)
ops.softmax(four, 3);
// @ts-expect-error flip: axis expects each axis once (received [0, 0])
ops.flip(four, [0, 0]);
// @ts-expect-error cumprod: axis expects an integer from -3 to 2 (received 3)
ops.cumprod(four, 3);
// @ts-expect-error cumsum: axis expects an integer from -3 to 2 (received 3)
ops.cumsum(four, 3);
// @ts-expect-error roll: axis expects an integer from -3 to 2 (received 3)
ops.roll(four, 1, 3);

// Matrices.
expectType<SymbolicTensor<[null, 10, 20]>>(ops.matmul(Input([10, 64]), Input([20], { batchSize: 64 })));
expectType<SymbolicTensor<[null, 10, 20]>>(ops.matmul(Input([10, 64]), Input([64, 20])));
expectType<SymbolicTensor<[2, 5, 3, 6]>>(
  ops.matmul(Input([1, 3, 4], { batchSize: 2 }), Input([4, 6], { batchSize: 5 })),
);
expectType<SymbolicTensor<[null, 4]>>(ops.matmul(four, Input([], { batchSize: 8 })));
expectType<SymbolicTensor<[5]>>(ops.matmul(Input([], { batchSize: 8 }), Input([5], { batchSize: 8 })));
expectType<SymbolicTensor<[]>>(ops.matmul(Input([]), Input([])));
expectType<SymbolicTensor<[null, number, 20]>>(ops.matmul(Input([size, null]), Input([64, 20])));
expectType<SymbolicTensor>(ops.matmul(unranked, four));
expectType<SymbolicTensor<[null, 4, 4]> & OfType<'int32'>>(ops.matmul(words, ops.transpose(words, [0, 2, 1])));

// @ts-expect-error matmul expects the last axis of its first input to be as long as the last but one of its second (received (null, 4, 8) and (null, 4, 8))
ops.matmul(four, four);
// @ts-expect-error matmul expects the last axis of its first input to be as long as the only axis of its second (received (null, 4, 8) and (3))
ops.matmul(four, Input([], { batchSize: 3 }));
// @ts-expect-error matmul expects inputs that broadcast to one shape (received (2, 3, 4) and (3, 4, 5), which differ on axis 0)
ops.matmul(fixed, Input([4, 5], { batchSize: 3 }));
// @ts-expect-error matmul expects inputs with at least one axis (received ())
ops.matmul(ops.sum(four), four);

// Other forms.
expectType<SymbolicTensor<[8, 4, null]>>(ops.transpose(four));
expectType<SymbolicTensor<[null, 8, 4]>>(ops.transpose(four, [0, 2, -2]));
expectType<SymbolicTensor<[null, Dimension, 8]>>(ops.transpose(four, [0, size, 2]));
expectType<SymbolicTensor>(ops.transpose(four, axes));
expectType<SymbolicTensor<[null, 32]>>(ops.reshape(four, [-1, 32]));
expectType<SymbolicTensor<[4, 6]>>(ops.reshape(fixed, [4, -1]));
expectType<SymbolicTensor<[null, 6]>>(ops.reshape(fixed, [null, 6]));
expectType<SymbolicTensor<[number, 6]>>(ops.reshape(Input([size], { batchSize: 2 }), [-1, 6]));
expectType<SymbolicTensor<[Dimension, 6]>>(ops.reshape(unranked, [-1, 6]));
expectType<SymbolicTensor<[null, 1, 8]>>(ops.slice(four, [0, 2, 0], [-1, 1, 8]));
expectType<SymbolicTensor<[null, 2, 8]>>(ops.slice(four, [1, 2, 0], [-1, -1, -1]));
expectType<SymbolicTensor<[3, 2, number]>>(ops.slice(four, [0, size, 0], [3, 2, size]));
expectType<[SymbolicTensor<[null, 2, 8]>, SymbolicTensor<[null, 2, 8]>]>(ops.split(four, 2, 1));
expectType<[SymbolicTensor<[null, 1, 8]>, SymbolicTensor<[null, 2, 8]>, SymbolicTensor<[null, 1, 8]>]>(
  ops.split(four, [1, 3], 1),
);
expectType<[SymbolicTensor<[null, 4, 8]> & OfType<'int32'>, SymbolicTensor<[null, 4, 8]> & OfType<'int32'>]>(
  ops.split(words, 2),
);
expectType<SymbolicTensor<[null, number, 8]>[]>(ops.split(four, size, 1));
expectType<SymbolicTensor<[null, 2, 4, 8]>>(ops.stack([four, four], 1));
expectType<SymbolicTensor<[2, null, 4, 8]> & OfType<'int32'>>(ops.stack([words, truths]));
expectType<SymbolicTensor<[null, 4, 8, 2]>>(ops.stack([four, Input([null, 8])], -1));
expectType<SymbolicTensor<[null, 4, number]>>(ops.stack(many, -1));
expectType<SymbolicTensor<[null, 9, 8]>>(ops.concatenate([four, five], 1));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.concatenate([four, four]));
expectType<SymbolicTensor<[null, 4, 8, 1]>>(ops.expandDims(four, -1));
expectType<SymbolicTensor<[1, null, 4, 1, 8]>>(ops.expandDims(four, [0, 3]));
expectType<SymbolicTensor<[null, 8]>>(ops.squeeze(Input([1, 8, 1])));
expectType<SymbolicTensor<[null, 8, 1]>>(ops.squeeze(Input([1, 8, 1]), 1));
expectType<SymbolicTensor>(ops.squeeze(Input([size, 8])));
expectType<SymbolicTensor<[null, 8]>>(ops.squeeze(Input([size, 8]), 1));
expectType<SymbolicTensor<[null, 8]>>(ops.take(four, 0, 1));
expectType<SymbolicTensor<[null, 3, 8]>>(ops.take(four, [0, 2, -1], 1));
expectType<SymbolicTensor<[null, 4, 2, 3]>>(
  ops.take(
    four,
    [
      [0, 1, 2],
      [3, 4, 5],
    ],
    -1,
  ),
);
expectType<SymbolicTensor<[null, null, 4, 8, 8]>>(ops.take(four, words, 1));
expectType<SymbolicTensor<[null, number, 8]>>(ops.take(four, axes, 1));
expectType<SymbolicTensor<[null, 1, 8]>>(ops.takeAlongAxis(four, ops.argmax(four, 1, { keepdims: true }), 1));
expectType<SymbolicTensor<[null, 8, 8]>>(ops.repeat(four, 2, 1));
expectType<SymbolicTensor<[null, 10, 8]>>(ops.repeat(four, [1, 2, 3, 4], 1));
expectType<SymbolicTensor<[48]>>(ops.repeat(fixed, 2));
expectType<SymbolicTensor<[null, 4, 24]>>(ops.tile(four, 3));
expectType<SymbolicTensor<[3, null, 4, 16]>>(ops.tile(four, [3, 2, 1, 2]));
expectType<SymbolicTensor<[null, 6, 8]>>(
  ops.pad(four, [
    [0, 0],
    [1, 1],
    [0, 0],
  ]),
);
expectType<SymbolicTensor<[4, 5, 6]>>(ops.pad(fixed, 1));
expectType<SymbolicTensor<[5, 6, 7]>>(ops.pad(fixed, [1, 2], { mode: 'symmetric' }));
expectType<SymbolicTensor<[null, 4, 8, 10]>>(ops.oneHot(words, 10));
expectType<SymbolicTensor<[null, 10, 4, 8]> & OfType<'int32'>>(ops.oneHot(words, 10, 1, { dtype: 'int32' }));
expectType<SymbolicTensor<[null, 4, 8, number]>>(ops.oneHot(words, size));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.onesLike(four));

// @ts-expect-error transpose: axes expects each axis of (null, 4, 8) once (received [0, 1, 1])
ops.transpose(four, [0, 1, 1]);
// @ts-expect-error transpose: axes expects each axis of (null, 4, 8) once (received [1, 0])
ops.transpose(four, [1, 0]);
// @ts-expect-error reshape: newshape expects 24 elements, as many as (2, 3, 4) has (received (5, 5))
ops.reshape(fixed, [5, 5]);
// @ts-expect-error reshape: newshape expects sizes that divide 24, the number of elements of (2, 3, 4) (received (-1, 5))
ops.reshape(fixed, [-1, 5]);
// @ts-expect-error slice: sizes expects 3 numbers, one for each axis of (null, 4, 8) (received [1, 1])
ops.slice(four, [0, 0, 0], [1, 1]);
// @ts-expect-error slice: start expects 3 numbers, one for each axis of (null, 4, 8) (received [0])
ops.slice(four, [0], [1, 1, 1]);
// @ts-expect-error slice: sizes expects a slice within (null, 4, 8) from [0, 2, 0] on (received [1, 3, 8], too large for axis 1)
ops.slice(four, [0, 2, 0], [1, 3, 8]);
// @ts-expect-error split: indicesOrSections expects a number that divides 4, the size of axis 1 of (null, 4, 8) (received 3)
ops.split(four, 3, 1);
// @ts-expect-error split: indicesOrSections expects increasing indices within axis 1 of (null, 4, 8) (received [3, 2])
ops.split(four, [3, 2], 1);
// @ts-expect-error split: axis expects an integer from -3 to 2 (received 3)
ops.split(four, 2, 3);
// @ts-expect-error stack expects inputs of the same shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
ops.stack([four, five]);
// @ts-expect-error stack expects inputs of the same rank (received (null, 4, 8) and (null, 4))
ops.stack([four, Input([4])]);
// @ts-expect-error stack: axis expects an integer from -4 to 3 (received 4)
ops.stack([four, four], 4);
// @ts-expect-error stack expects a list of tensors (received one tensor)
ops.stack(four);
// @ts-expect-error concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
ops.concatenate([four, five], -1);
// @ts-expect-error concatenate: axis expects an integer from -3 to 2 (received 3)
ops.concatenate([four, five], 3);
// @ts-expect-error expandDims: axis expects an integer from -4 to 3 (received 4)
ops.expandDims(four, 4);
// @ts-expect-error squeeze: axis expects axes of size 1 (received 1, in (null, 4, 8))
ops.squeeze(four, 1);
// @ts-expect-error squeeze: axis expects axes of size 1 (received 0, in (null, 1))
ops.squeeze(Input([1]), [1, 0]);
// @ts-expect-error take: axis expects an integer from -3 to 2 (received 3)
ops.take(four, 0, 3);
// @ts-expect-error take: indices expects integers, of dtype int32 (received float32)
ops.take(four, four, 1);
// @ts-expect-error takeAlongAxis expects indices of the same rank as (null, 4, 8) (received (null, 4))
ops.takeAlongAxis(four, ops.argmax(four, 2), 1);
// @ts-expect-error repeat: repeats expects one number, or 4, one for each element (received 3)
ops.repeat(four, [1, 2, 3], 1);
// @ts-expect-error pad: padWidth expects 3 pairs, one for each axis of (null, 4, 8) (received 1)
ops.pad(four, [[1, 1]]);
// @ts-expect-error oneHot expects integers, of dtype int32 (received float32)
ops.oneHot(four, 10);
// @ts-expect-error oneHot: axis expects an integer from -4 to 3 (received 4)
ops.oneHot(words, 10, 4);

// Tensors without inputs.
expectType<SymbolicTensor<[5]> & OfType<'int32'>>(ops.arange(5));
expectType<SymbolicTensor<[5]> & OfType<'int32'>>(ops.arange(2, 7));
expectType<SymbolicTensor<[3]> & OfType<'int32'>>(ops.arange(1, 8, 3));
expectType<SymbolicTensor<[number]> & OfType<'int32'>>(ops.arange(3, 0, -1));
expectType<SymbolicTensor<[number]>>(ops.arange(0, 1, 0.25));
expectType<SymbolicTensor<[number]>>(ops.arange(size));
expectType<SymbolicTensor<[4]>>(ops.arange(4, null, 1, { dtype: 'float32' }));
expectType<SymbolicTensor<[4]> & OfType<'int32'>>(ops.arange(ops.shape(four)[1]));
expectType<SymbolicTensor<[11]>>(ops.linspace(0, 1, 11));
expectType<SymbolicTensor<[50]>>(ops.linspace(0, 1));
expectType<SymbolicTensor<[3, 3]>>(ops.eye(3));
expectType<SymbolicTensor<[3, 4]> & OfType<'int32'>>(ops.eye(3, 4, 0, { dtype: 'int32' }));
expectType<SymbolicTensor<[2, number]>>(ops.zeros([2, size]));
expectType<SymbolicTensor<[2, 3]> & OfType<'bool'>>(ops.ones([2, 3], { dtype: 'bool' }));
expectType<SymbolicTensor<[2, 3]>>(ops.full([2, 3], 0.5));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.fullLike(words, 3));
expectType<[null, 4, 8]>(ops.shape(four));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.add(four, ops.arange(8)));

// More of what Keras has.
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.isnan(four));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.logicalXor(truths, truths));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.divideNoNan(words, 2));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.gelu(words, false));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.stopGradient(words));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.nanToNum(four, { nan: 1 }));
expectType<SymbolicTensor<[null, 8]> & OfType<'int32'>>(ops.countNonzero(four, 1));
expectType<SymbolicTensor<[null, 8, 4]>>(ops.swapaxes(four, 1, 2));
expectType<SymbolicTensor<[8, 4, null]> & OfType<'int32'>>(ops.swapaxes(words, 0, -1));
expectType<SymbolicTensor<[4, 8, null]>>(ops.moveaxis(four, 0, -1));
expectType<SymbolicTensor>(ops.moveaxis(four, size, 0));
expectType<SymbolicTensor<[24]>>(ops.ravel(fixed));
expectType<SymbolicTensor<[null, 4, 5]>>(ops.dot(four, Input([5], { batchSize: 8 })));
expectType<SymbolicTensor<[null, 2, 2, 3]>>(ops.dot(Input([2, 4]), Input([4, 3], { batchSize: 2 })));
expectType<SymbolicTensor<[24, 24]>>(ops.outer(fixed, fixed));
expectType<SymbolicTensor<[2, 3, 4]>>(ops.tril(fixed, 1));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.sort(words, 1));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.argsort(four));
expectType<[SymbolicTensor<[null, 4, 3]>, SymbolicTensor<[null, 4, 3]> & OfType<'int32'>]>(ops.topK(four, 3));
expectType<SymbolicTensor<[null, 4]>>(ops.norm(four, 2, -1));
expectType<SymbolicTensor<[]>>(ops.norm(four));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.normalize(words));
expectType<[SymbolicTensor<[null, 1, 8]>, SymbolicTensor<[null, 1, 8]>]>(ops.moments(four, 1, { keepdims: true }));
expectType<SymbolicTensor<[10, 8]>>(ops.segmentSum(Input([8]), Input([], { dtype: 'int32' }), 10));
expectType<SymbolicTensor<[null, 4, 5]>>(ops.tensordot(four, Input([5], { batchSize: 8 }), 1));
expectType<SymbolicTensor<[]>>(ops.tensordot(fixed, fixed, 3));
expectType<SymbolicTensor<[2, 3, 4, 2, 3, 4]>>(ops.tensordot(fixed, fixed, 0));
expectType<SymbolicTensor<[3, 3]>>(
  ops.tensordot(fixed, fixed, [
    [0, -1],
    [0, 2],
  ]),
);
expectType<SymbolicTensor<[null, 4, null, 4]>>(ops.tensordot(four, four, [2, -1]));
expectType<SymbolicTensor>(ops.tensordot(four, four, size));
expectType<SymbolicTensor<[10, 8]>>(ops.scatter(Input([1], { dtype: 'int32' }), Input([8]), [10, 8]));
expectType<SymbolicTensor<[5, number]>>(ops.scatter(Input([2], { dtype: 'int32' }), Input([]), [5, size]));
expectType<[SymbolicTensor<[3, 4]> & OfType<'int32'>, SymbolicTensor<[3, 4]>]>(
  ops.meshgrid([ops.arange(4), ops.linspace(0, 1, 3)]),
);
expectType<[SymbolicTensor<[null, 2]>, SymbolicTensor<[null, 2]>]>(
  ops.meshgrid([Input([]), ops.linspace(0, 1, 2)], { indexing: 'ij' }),
);

// @ts-expect-error tensordot expects inputs of the same sizes along the axes that it sums over (received (null, 4, 8) and (null, 5, 8))
ops.tensordot(four, five, [
  [1, 2],
  [1, 2],
]);
// @ts-expect-error tensordot: axes expects no more axes than there are in (2, 3, 4) and (2, 3, 4) (received 4)
ops.tensordot(fixed, fixed, 4);
// @ts-expect-error tensordot: axes expects an integer from -3 to 2 (received 3)
ops.tensordot(fixed, fixed, [3, 0]);
// @ts-expect-error tensordot: axes expects as many axes of one input as of the other (received 2 and 1)
ops.tensordot(fixed, fixed, [[0, 1], [0]]);
// @ts-expect-error scatter expects values of (null, 8) for indices of (null, 1) (received (null, 7))
ops.scatter(Input([1], { dtype: 'int32' }), Input([7]), [10, 8]);
// @ts-expect-error scatter expects indices whose last axis has one index for each of the first axes of (10, 8) (received (null, 3))
ops.scatter(Input([3], { dtype: 'int32' }), Input([8]), [10, 8]);
// @ts-expect-error meshgrid expects inputs with one axis (received (null, 4, 8))
ops.meshgrid([Input([]), four]);
// @ts-expect-error topK: k expects at most the size of the last axis of (null, 4, 8) (received 9)
ops.topK(four, 9);
// @ts-expect-error swapaxes: axis2 expects the index of an axis of (null, 4, 8) (received 3)
ops.swapaxes(four, 0, 3);
// @ts-expect-error moveaxis: source expects the index of an axis of (null, 4, 8) (received -4)
ops.moveaxis(four, -4, 0);
// @ts-expect-error dot expects the last axis of its first input to be as long as the last but one of its second (received (null, 4, 8) and (null, 5, 8))
ops.dot(four, five);
// @ts-expect-error tril expects an input with at least two axes (received (null))
ops.tril(Input([]));
// @ts-expect-error sort: axis expects an integer from -3 to 2 (received 3)
ops.sort(four, 3);
// @ts-expect-error norm: axis expects an integer from -3 to 2 (received 3)
ops.norm(four, 2, 3);
// @ts-expect-error moments: axis expects an integer from -3 to 2 (received 3)
ops.moments(four, 3);
// @ts-expect-error segmentSum expects one segment id for each of the first axis of (null, 4, 8) (received (null, 4, 8))
ops.segmentSum(four, words, 10);

// Parts, diagonals, vectors and statistics.
const square = Input([4, 4]);
expectType<SymbolicTensor<[2, 5, 3, 4]>>(ops.broadcastTo(Input([3, 4], { batchSize: 1 }), [2, 5, 3, 4]));
expectType<SymbolicTensor<[2, number]> & OfType<'int32'>>(ops.broadcastTo(ops.arange(1), [2, size]));
expectType<SymbolicTensor<[2, 4, 8]>>(ops.broadcastTo(four, [2, 4, 8]));
expectType<[SymbolicTensor<[null, 4]>, SymbolicTensor<[null, 4]>, SymbolicTensor<[null, 4]>]>(
  ops.unstack(Input([4, 3]), null, 2),
);
expectType<[SymbolicTensor<[4, 8]>, SymbolicTensor<[4, 8]>]>(ops.unstack(four, 2));
expectType<SymbolicTensor<[null, 8]>[]>(ops.unstack(Input([size, 8]), null, 1));
expectType<SymbolicTensor<[2, 3]>>(ops.vstack([ops.ones([3]), ops.zeros([3])]));
expectType<SymbolicTensor<[null, 4, 8]>>(ops.vstack([four, four]));
expectType<SymbolicTensor<[null, 9, 8]>>(ops.hstack([four, five]));
expectType<SymbolicTensor<[5]>>(ops.hstack([ops.ones([3]), ops.ones([2])]));
expectType<SymbolicTensor<[3, 3]> & OfType<'int32'>>(ops.diag(ops.arange(3)));
expectType<SymbolicTensor<[5, 5]>>(ops.diag(ops.ones([3]), -2));
expectType<SymbolicTensor<[2]>>(ops.diag(ops.ones([3, 4]), 2));
expectType<SymbolicTensor<[number, number]>>(ops.diag(ops.ones([3]), size));
expectType<SymbolicTensor<[null, 4]>>(ops.diagonal(square, 0, 1, 2));
expectType<SymbolicTensor<[null, 3]>>(ops.diagonal(four, 5, 1, -1));
expectType<SymbolicTensor<[8, null]>>(ops.diagonal(four));
expectType<SymbolicTensor<[8]>>(ops.trace(four));
expectType<SymbolicTensor<[null]> & OfType<'int32'>>(ops.trace(Input([4, 4], { dtype: 'bool' }), 0, 1, 2));
expectType<SymbolicTensor<[null, 4, 5]>>(ops.inner(four, ops.ones([5, 8])));
expectType<SymbolicTensor<[null, 10, 3]>>(ops.cross(Input([10, 3]), ops.ones([3])));
expectType<SymbolicTensor<[null, 4, 7]> & OfType<'int32'>>(ops.diff(words));
expectType<SymbolicTensor<[null, 1, 8]>>(ops.diff(four, 3, 1));
expectType<SymbolicTensor<[null, 8]>>(ops.average(words, 1));
expectType<SymbolicTensor<[]>>(ops.average(four));
expectType<SymbolicTensor<[null, 8]>>(ops.average(four, 1, ops.ones([4])));
expectType<SymbolicTensor<[null, 8]>>(ops.quantile(four, 0.5, 1));
expectType<SymbolicTensor<[3, null, 1, 8]>>(ops.quantile(four, [0.25, 0.5, 0.75], 1, { keepdims: true }));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'bool'>>(ops.isclose(four, words, { rtol: 0.1 }));
expectType<SymbolicTensor<[]> & OfType<'bool'>>(ops.allclose(four, words));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.searchsorted(ops.linspace(0, 1, 5), four, 'right'));
expectType<SymbolicTensor<[null, 4, 8]> & OfType<'int32'>>(ops.sliceUpdate(words, [0, 1, 2], fixed));
expectType<SymbolicTensor<[null, 4, 4]>>(ops.glu(four));
expectType<SymbolicTensor<[null, 2, 8]>>(ops.glu(words, 1));
expectType<SymbolicTensor>(ops.glu(unranked));

// @ts-expect-error broadcastTo: shape expects a shape to which (2, 3, 4) is broadcast (received (2, 3, 5))
ops.broadcastTo(fixed, [2, 3, 5]);
// @ts-expect-error broadcastTo: shape expects a shape to which (2, 3, 4) is broadcast (received (3, 4))
ops.broadcastTo(fixed, [3, 4]);
// @ts-expect-error unstack: num expects the size of axis 1 of (null, 4, 8) (received 3)
ops.unstack(four, 3, 1);
// @ts-expect-error unstack: num expects the size of axis 0 of (null, 4, 8) (received null)
ops.unstack(four);
// @ts-expect-error unstack: axis expects an integer from -3 to 2 (received 3)
ops.unstack(four, 8, 3);
// @ts-expect-error hstack expects inputs that differ only on axis 1 (received (null, 4, 8) and (2, 3, 4), which differ on axis 2)
ops.hstack([four, fixed]);
// @ts-expect-error diag expects a vector or a matrix (received (2, 3, 4))
ops.diag(fixed);
// @ts-expect-error diagonal: axis2 expects another axis than axis1 (received -2, of (null, 4, 8))
ops.diagonal(four, 0, 1, -2);
// @ts-expect-error trace: axis1 expects the index of an axis of (null, 4, 8) (received 3)
ops.trace(four, 0, 3);
// @ts-expect-error inner expects last axes of the same size (received (null, 4, 8) and (2, 3, 4))
ops.inner(four, fixed);
// @ts-expect-error cross expects vectors of 3 elements along the last axis (received (null, 4, 8))
ops.cross(four, ops.ones([3]));
// @ts-expect-error diff: axis expects an integer from -3 to 2 (received 3)
ops.diff(four, 1, 3);
// @ts-expect-error average: weights expects the shape of (null, 4, 8), or one weight for each element along axis (received (5))
ops.average(four, 1, ops.ones([5]));
// @ts-expect-error quantile: axis expects an integer from -3 to 2 (received 3)
ops.quantile(four, 0.5, 3);
// @ts-expect-error isclose expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)
ops.isclose(four, five);
// @ts-expect-error searchsorted expects a sorted sequence of one axis (received (2, 3, 4))
ops.searchsorted(fixed, four);
// @ts-expect-error sliceUpdate: updates expects a slice within (null, 4, 8) from [0, 3, 0] on (received (2, 3, 4))
ops.sliceUpdate(four, [0, 3, 0], fixed);
// @ts-expect-error sliceUpdate: startIndices expects one number for each axis of (null, 4, 8) (received [0, 3])
ops.sliceUpdate(four, [0, 3], fixed);
// @ts-expect-error glu: axis expects an axis of even size (received 1, of (null, 5, 8))
ops.glu(five, 1);
