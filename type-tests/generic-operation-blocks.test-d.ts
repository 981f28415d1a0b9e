import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { LayerNormalization } from '../src/layers/normalization/layer-normalization.js';
import * as ops from '../src/operations/index.js';
import type { Shape } from '../src/types/shape.js';

// Blocks of operations as generic functions.
function attend<T extends number, D extends number>(q: SymbolicTensor<[null, T, D]>, k: SymbolicTensor<[null, T, D]>) {
  return ops.softmax(ops.divide(ops.matmul(q, ops.transpose(k, [0, 2, 1])), 8));
}
expectType<SymbolicTensor<[null, 10, 10]>>(attend(Input([10, 64]), Input([10, 64])));
function attended<T extends number, D extends number>(q: SymbolicTensor<[null, T, D]>) {
  return ops.matmul(ops.softmax(ops.divide(ops.matmul(q, ops.transpose(q, [0, 2, 1])), 8)), Dense(32)(q));
}
expectType<SymbolicTensor<[null, 10, 32]>>(attended(Input([10, 64])));
function swish<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.multiply(ops.sigmoid(x), x);
}
expectType<SymbolicTensor<[null, 3, 4]>>(swish(Input([3, 4])));
function pooled<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.mean(x, 1);
}
expectType<SymbolicTensor<[null, 4]>>(pooled(Input([3, 4])));
function excite<H extends number, W extends number, C extends number>(x: SymbolicTensor<[null, H, W, C]>) {
  const squeezed = Dense(16)(ops.mean(x, [1, 2]));
  const gates = ops.sigmoid(Dense(1)(squeezed));
  return ops.multiply(x, ops.expandDims(gates, [1, 2]));
}
expectType<SymbolicTensor<[null, 5, 6, 7]>>(excite(Input([5, 6, 7])));
function excite2<H extends number, W extends number, const C extends number>(x: SymbolicTensor<[null, H, W, C]>, c: C) {
  const gates = Dense(c)(ops.mean(x, [1, 2]));
  return ops.multiply(x, ops.reshape(gates, [-1, 1, 1, c]));
}
expectType<SymbolicTensor<[null, 5, 6, 7]>>(excite2(Input([5, 6, 7]), 7));
function pair<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.concatenate([x, ops.relu(x)], -1);
}
expectType<SymbolicTensor<[null, 5, 14]>>(pair(Input([5, 7])));
function scores<T extends number, D extends number>(x: SymbolicTensor<[null, T, D]>) {
  return ops.einsum('bnd,bmd->bnm', x, x);
}
expectType<SymbolicTensor<[null, 5, 5]>>(scores(Input([5, 7])));
function positive<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.where(ops.greater(x, 0), x, 0);
}
expectType<SymbolicTensor<[null, 5, 7]>>(positive(Input([5, 7])));
function own<T extends SymbolicTensor>(x: T) {
  return ops.add(ops.relu(x), 1);
}
expectType<SymbolicTensor<[null, 5, 7]>>(own(Input([5, 7])));
function own2<T extends SymbolicTensor>(x: T) {
  return ops.multiply(ops.sigmoid(x), x);
}
expectType<SymbolicTensor<[null, 5, 7]>>(own2(Input([5, 7])));
function normal<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.add(x, LayerNormalization()(ops.tanh(x)));
}
expectType<SymbolicTensor<[null, 5, 7]>>(normal(Input([5, 7])));
function centered<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.subtract(x, ops.mean(x, -1, { keepdims: true }));
}
expectType<SymbolicTensor<[null, 5, 7]>>(centered(Input([5, 7])));
function halves<T extends number, C extends number>(x: SymbolicTensor<[null, T, C]>) {
  const [a, b] = ops.split(x, 2, 2);
  return ops.multiply(a, ops.sigmoid(b));
}
expectType<SymbolicTensor<[null, 5, 4]>>(halves(Input([5, 8])));
function joined<T extends number, C extends number>(x: SymbolicTensor<[null, T, C]>, y: SymbolicTensor<[null, T, C]>) {
  return ops.concatenate([x, y], -1);
}
expectType<SymbolicTensor<[null, 5, 14]>>(joined(Input([5, 7]), Input([5, 7])));
function stacked<T extends number, C extends number>(x: SymbolicTensor<[null, T, C]>, y: SymbolicTensor<[null, T, C]>) {
  return ops.stack([x, y], 1);
}
expectType<SymbolicTensor<[null, 2, 5, 7]>>(stacked(Input([5, 7]), Input([5, 7])));
function stackedS<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.stack([x, ops.relu(x)], 1);
}
expectType<SymbolicTensor<[null, 2, 5, 7]>>(stackedS(Input([5, 7])));
