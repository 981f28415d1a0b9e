import { expectType } from 'tsd';
import {
  add,
  BatchNormalization,
  Conv2D,
  concatenate,
  Dense,
  Flatten,
  GRU,
  Input,
  LSTM,
  MultiHeadAttention,
  ops,
  type Shape,
  type SymbolicTensor,
} from '../src/index.js';

// A mismatch that only a call of a generic function reveals travels in the shape, and is said once, by what comes next.

function project<S extends Shape>(x: SymbolicTensor<S>) {
  return Dense(16)(x);
}
expectType<SymbolicTensor<[null, 7, 16]>>(project(Input([7, 8])));
const unfit = project(Input([null]));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
const after = Flatten()(unfit);
Dense(3)(after);
// @ts-expect-error at `unfit`: Dense expects (batch, ..., features) with a known number of features (received (null, null))
add([Input([4]), unfit]);
// @ts-expect-error at `unfit`: Dense expects (batch, ..., features) with a known number of features (received (null, null))
concatenate([unfit, Input([4])]);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
ops.sigmoid(unfit);
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
unfit.pipe(Dense(2));

// A call outside of a generic function says it itself, and nothing comes after.
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
const said = Dense(16)(Input([null]));
Flatten()(said);

// Through several layers, lists, several functions, and options that are type parameters as well.
function block<S extends Shape, const F extends number>(x: SymbolicTensor<S>, filters: F) {
  return BatchNormalization()(BatchNormalization()(Conv2D(filters, 3)(x)));
}
expectType<SymbolicTensor<[null, 6, 6, 4]>>(block(Input([8, 8, 3]), 4));
// @ts-expect-error Conv2D expects (batch, height, width, channels) (received (null, 8, 3))
Flatten()(block(Input([8, 3]), 4));

function two<S extends Shape>(x: SymbolicTensor<S>) {
  return add([Dense(6)(x), Dense(6)(Dense(4)(x))]);
}
function outer<S extends Shape>(x: SymbolicTensor<S>) {
  return two(project(x));
}
expectType<SymbolicTensor<[null, 6]>>(outer(Input([9])));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
Flatten()(outer(Input([null])));

// Of one size, of a whole tensor, of a list.
function widened<N extends number>(x: SymbolicTensor<[null, N]>) {
  return add([x, Dense(64)(x)]);
}
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 32) and (null, 64), which differ on axis 1)
Flatten()(widened(Input([32])));
function joined<const T extends readonly SymbolicTensor[]>(tensors: T) {
  return concatenate(tensors);
}
// @ts-expect-error concatenate expects inputs of the same rank (received (null, 3) and (null, 4, 5))
Flatten()(joined([Input([3]), Input([4, 5])]));

// Of recurrent layers, attention, operations.
function recurred<S extends Shape>(x: SymbolicTensor<S>) {
  return LSTM(8)(x);
}
// @ts-expect-error LSTM expects (batch, time, features) with a known number of features (received (null, 4))
Flatten()(recurred(Input([4])));
function attended<S extends Shape>(x: SymbolicTensor<S>) {
  return add([x, MultiHeadAttention(2, 8)(x, x)]);
}
expectType<SymbolicTensor<[null, 10, 4]>>(attended(Input([10, 4])));
// @ts-expect-error MultiHeadAttention: query expects (batch, ..., time, features) with a known number of features (received (null, 4))
Flatten()(attended(Input([4])));
function pooled<S extends Shape>(x: SymbolicTensor<S>) {
  return ops.mean(x, 2);
}
// @ts-expect-error mean: axis expects an integer from -2 to 1 (received 2)
Flatten()(pooled(Input([4])));
function stepped<S extends Shape>(x: SymbolicTensor<S>) {
  return GRU(8, { returnState: true })(x);
}
const [last, state] = stepped(Input([10, 4]));
expectType<SymbolicTensor<[null, 8]>>(add([last, state]));
