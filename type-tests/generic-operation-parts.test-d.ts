import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import * as ops from '../src/operations/index.js';
import type { Shape } from '../src/types/shape.js';

// Functions over tensors that call operations on parts, diagonals, vectors and statistics are exact where they are called.

type T<Dimensions extends Shape> = SymbolicTensor<Dimensions>;

const x = Input([4, 8]);

expectType<T<[null, 4, 4]>>((<S extends Shape>(t: T<S>) => ops.glu(t))(x));
expectType<T<[null, 2, 8]>>((<S extends Shape>(t: T<S>) => ops.diff(t, 2, 1))(x));
expectType<T<[null, 4]>>((<S extends Shape>(t: T<S>) => ops.diagonal(t, 1, 1, 2))(x));
expectType<T<[null]>>((<S extends Shape>(t: T<S>) => ops.trace(t, 0, 1, 2))(x));
expectType<T<[2, null, 8]>>((<S extends Shape>(t: T<S>) => ops.quantile(t, [0.1, 0.9], 1))(x));
expectType<T<[null, 8]>>((<S extends Shape>(t: T<S>) => ops.average(t, 1))(x));
expectType<T<[null, 4, 8]> & OfType<'bool'>>((<S extends Shape>(t: T<S>) => ops.isclose(t, t))(x));
expectType<T<[null, 4, null, 4]>>((<S extends Shape>(t: T<S>) => ops.inner(t, t))(x));
expectType<T<[null, 4, 8]> & OfType<'int32'>>((<S extends Shape>(t: T<S>) => ops.searchsorted(ops.arange(4), t))(x));
expectType<T<[null, 8, 8]>>((<S extends Shape>(t: T<S>) => ops.hstack([t, t]))(x));
expectType<T<[null, 4, 8]>>((<S extends Shape>(t: T<S>) => ops.vstack([t, t]))(x));
expectType<T<[2, 4, 8]>>((<S extends Shape>(t: T<S>) => ops.broadcastTo(t, [2, 4, 8]))(x));
expectType<T<[null, 4, 8]>>((<S extends Shape>(t: T<S>) => ops.sliceUpdate(t, [0, 0, 0], ops.ones([1, 1, 1])))(x));
expectType<T<[3, 3]>>((<S extends Shape>(t: T<S>) => ops.diag(t))(ops.ones([3])));
expectType<T<[null, 8]>>((<S extends Shape>(t: T<S>) => ops.unstack(t, 4, 1)[0])(x));
expectType<T<[]> & OfType<'bool'>>((<S extends Shape>(t: T<S>) => ops.allclose(t, t))(x));
expectType<T<[null, 3]>>((<S extends Shape>(t: T<S>) => ops.cross(t, t))(Input([3])));
expectType<T<[null, 4, 4]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.glu(t))(x));
expectType<T<[null, 2, 8]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.diff(t, 2, 1))(x));
expectType<T<[null, 4]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.diagonal(t, 1, 1, 2))(x));
expectType<T<[null]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.trace(t, 0, 1, 2))(x));
expectType<T<[2, null, 8]>>(
  (<H extends number, W extends number>(t: T<[null, H, W]>) => ops.quantile(t, [0.1, 0.9], 1))(x),
);
expectType<T<[null, 8]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.average(t, 1))(x));
expectType<T<[null, 4, 8]> & OfType<'bool'>>(
  (<H extends number, W extends number>(t: T<[null, H, W]>) => ops.isclose(t, t))(x),
);
expectType<T<[null, 4, null, 4]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.inner(t, t))(x));
expectType<T<[null, 4, 8]> & OfType<'int32'>>(
  (<H extends number, W extends number>(t: T<[null, H, W]>) => ops.searchsorted(ops.arange(4), t))(x),
);
expectType<T<[null, 8, 8]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.hstack([t, t]))(x));
expectType<T<[null, 4, 8]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.vstack([t, t]))(x));
expectType<T<[2, 4, 8]>>(
  (<H extends number, W extends number>(t: T<[null, H, W]>) => ops.broadcastTo(t, [2, 4, 8]))(x),
);
expectType<T<[null, 4, 8]>>(
  (<H extends number, W extends number>(t: T<[null, H, W]>) => ops.sliceUpdate(t, [0, 0, 0], ops.ones([1, 1, 1])))(x),
);
expectType<T<[null, 8]>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.unstack(t, 4, 1)[0])(x));
expectType<T<[]> & OfType<'bool'>>((<H extends number, W extends number>(t: T<[null, H, W]>) => ops.allclose(t, t))(x));
expectType<T<[null, 5, 3]>>((<H extends number>(t: T<[null, H, 3]>) => ops.cross(t, t))(Input([5, 3])));
