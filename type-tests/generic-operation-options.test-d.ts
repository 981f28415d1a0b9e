import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import * as ops from '../src/operations/index.js';
import type { Shape } from '../src/types/shape.js';

// Operations in functions that are generic in their options, or in several tensors.
function o1<const F extends number>(x: SymbolicTensor<[null, 6, 8]>, f: F) {
  return ops.oneHot(ops.argmax(x, -1), f);
}
expectType<SymbolicTensor<[null, 6, 5]>>(o1(Input([6, 8]), 5));
function o2<const F extends number>(x: SymbolicTensor<[null, 48]>, f: F) {
  return ops.reshape(x, [-1, f]);
}
expectType<SymbolicTensor<[null, 8]>>(o2(Input([48]), 8));
function o3<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.mean(x, a);
}
expectType<SymbolicTensor<[null, 8]>>(o3(Input([6, 8]), 1));
function o4<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.expandDims(x, a);
}
expectType<SymbolicTensor<[null, 1, 6, 8]>>(o4(Input([6, 8]), 1));
function o5<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.softmax(x, a);
}
expectType<SymbolicTensor<[null, 6, 8]>>(o5(Input([6, 8]), 1));
function o6<const K extends number>(x: SymbolicTensor<[null, 6, 8]>, k: K) {
  return ops.topK(x, k)[0];
}
expectType<SymbolicTensor<[null, 6, 3]>>(o6(Input([6, 8]), 3));
function o7<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.concatenate([x, x], a);
}
expectType<SymbolicTensor<[null, 12, 8]>>(o7(Input([6, 8]), 1));
function o8<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.transpose(x, [0, 2, 1]).pipe(Dense(a));
}
expectType<SymbolicTensor<[null, 8, 3]>>(o8(Input([6, 8]), 3));
function o9<const R extends number>(x: SymbolicTensor<[null, 6, 8]>, r: R) {
  return ops.repeat(x, r, 1);
}
expectType<SymbolicTensor<[null, 12, 8]>>(o9(Input([6, 8]), 2));
function o10<const R extends number>(x: SymbolicTensor<[null, 6, 8]>, r: R) {
  return ops.pad(x, [
    [0, 0],
    [r, r],
    [0, 0],
  ]);
}
expectType<SymbolicTensor<[null, 10, 8]>>(o10(Input([6, 8]), 2));
function o11<const R extends number>(x: SymbolicTensor<[null, 6, 8]>, r: R) {
  return ops.tile(x, [1, r, 1]);
}
expectType<SymbolicTensor<[null, 12, 8]>>(o11(Input([6, 8]), 2));
function o12<const R extends number>(x: SymbolicTensor<[null, 6, 8]>, r: R) {
  return ops.slice(x, [0, 0, 0], [-1, r, 8]);
}
expectType<SymbolicTensor<[null, 2, 8]>>(o12(Input([6, 8]), 2));
function o13<const R extends number>(x: SymbolicTensor<[null, 6, 8]>, r: R) {
  return ops.split(x, r, 1);
}
expectType<SymbolicTensor<[null, 3, 8]>>(o13(Input([6, 8]), 2)[0]);
function o14<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.stack([x, x], a);
}
expectType<SymbolicTensor<[null, 2, 6, 8]>>(o14(Input([6, 8]), 1));
function o15<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.swapaxes(x, a, 2);
}
expectType<SymbolicTensor<[null, 8, 6]>>(o15(Input([6, 8]), 1));
function o16<const E extends string>(x: SymbolicTensor<[null, 6, 8]>, e: E) {
  return ops.einsum(e, x);
}
expectType<SymbolicTensor<[null, 8, 6]>>(o16(Input([6, 8]), 'btd->bdt'));
function o17<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.take(x, 0, a);
}
expectType<SymbolicTensor<[null, 8]>>(o17(Input([6, 8]), 1));
function o18<const A extends number>(x: SymbolicTensor<[null, 6, 8]>, a: A) {
  return ops.squeeze(ops.expandDims(x, a), a);
}
expectType<SymbolicTensor<[null, 6, 8]>>(o18(Input([6, 8]), 1));
function o19<const K extends boolean>(x: SymbolicTensor<[null, 6, 8]>, keepdims: K) {
  return ops.sum(x, 1, { keepdims });
}
expectType<SymbolicTensor<[null, 1, 8]>>(o19(Input([6, 8]), true));
function o20<N extends number>(n: N) {
  return ops.arange(n);
}
expectType<SymbolicTensor<[5]> & { readonly dtype: 'int32' }>(o20(5));
function o21<const N extends number>(n: N) {
  return ops.zeros([n, 3]);
}
expectType<SymbolicTensor<[5, 3]>>(o21(5));
function o22<const N extends number>(x: SymbolicTensor<[null, 8]>, n: N) {
  return ops.segmentSum(x, ops.cast(ops.argmax(x, 1), 'int32'), n);
}
expectType<SymbolicTensor<[4, 8]>>(o22(Input([8]), 4));
function o24<N extends number>(x: SymbolicTensor<[null, N]>, y: SymbolicTensor<[null, N]>) {
  return ops.tensordot(x, y, [[1], [1]]);
}
expectType<SymbolicTensor<[null, null]>>(o24(Input([8]), Input([8])));
function o25<N extends number, M extends number>(x: SymbolicTensor<[null, N]>, y: SymbolicTensor<[null, M]>) {
  return ops.add(x, y);
}
expectType<SymbolicTensor<[null, 8]>>(o25(Input([8]), Input([1])));
function o26<B extends number, N extends number>(x: SymbolicTensor<[B, N]>) {
  return ops.ravel(x);
}
expectType<SymbolicTensor<[32]>>(o26(Input([8], { batchSize: 4 })));
function o27<L extends SymbolicTensor, R extends SymbolicTensor>(x: L, y: R) {
  return ops.matmul(x, y);
}
expectType<SymbolicTensor<[null, 4, 7]>>(o27(Input([4, 5]), Input([5, 7])));
function o28<H extends number, C extends number>(x: SymbolicTensor<[null, H, C]>) {
  const [mean, variance] = ops.moments(x, -1, { keepdims: true });
  return ops.multiply(ops.subtract(x, mean), ops.rsqrt(ops.add(variance, 1e-3)));
}
expectType<SymbolicTensor<[null, 6, 8]>>(o28(Input([6, 8])));
function o29<S extends Shape>(x: SymbolicTensor<S>) {
  let y = ops.relu(x);
  for (let i = 0; i < 3; i++) y = ops.tanh(y);
  return y;
}
expectType<SymbolicTensor<[null, 6, 8]>>(o29(Input([6, 8])));
function o30<S extends Shape>(x: SymbolicTensor<S> & { readonly dtype: 'int32' }) {
  return ops.oneHot(x, 4);
}
expectType<SymbolicTensor<[null, 6, 4]>>(o30(Input([6], { dtype: 'int32' })));
function o31<V extends number>(x: SymbolicTensor<[null, null, V]>) {
  return ops.logSoftmax(ops.divide(ops.subtract(x, ops.max(x, -1, { keepdims: true })), 0.7));
}
expectType<SymbolicTensor<[null, null, 9]>>(o31(Input([null, 9])));
function o32<H extends number, W extends number, C extends number>(x: SymbolicTensor<[null, H, W, C]>) {
  return ops.reshape(x, [-1, 16, 4]);
}
expectType<SymbolicTensor<[null, 16, 4]>>(o32(Input([4, 4, 4])));
function o33<L extends readonly SymbolicTensor[]>(xs: L) {
  return ops.concatenate(xs, -1);
}
expectType<SymbolicTensor<[null, 9]>>(o33([Input([4]), Input([5])] as const));
