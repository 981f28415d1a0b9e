import { expectType } from 'tsd';
import { Dense, type Dimension, Input, type Shape, type SymbolicTensor } from 'tupleflow';
import { namedAs } from './named-as.js';

// The last axis becomes the units, whatever the rank; the largest sizes that arithmetic is exact for pass through.
expectType<SymbolicTensor<[null, 64]>>(Dense(64)(Input([784])));
expectType<SymbolicTensor<[null, 64]>>(Dense(64, { activation: 'relu', useBias: false })(Input([784])));
expectType<SymbolicTensor<[null, 1]>>(Dense(1)(Input([1])));
expectType<SymbolicTensor<[null, 28, 28, 3]>>(Dense(3)(Input([28, 28, 1])));
expectType<SymbolicTensor<[null, null, 3]>>(Dense(3)(Input([null, 8])));
expectType<SymbolicTensor<[16, 3]>>(Dense(3)(Input([8], { batchSize: 16 })));
expectType<SymbolicTensor<[null, 1000000000]>>(Dense(1000000000)(Input([1000000000])));

// A name is part of the type, and only where there is one.
expectType<SymbolicTensor<[null, 3]>>(Dense(3, { name: 'scores' })(Input([8])));
expectType<['scores', [null, 3]]>(namedAs(Dense(3, { name: 'scores' })(Input([8]))));
expectType<'scores'>(Dense(3, { name: 'scores' }).name);
expectType<string>(Dense(3).name);

// What the compiler does not know spreads as `number`, and a choice of sizes never leaks.
declare const units: number;
declare const either: 10 | 20;
declare const wide: SymbolicTensor;
declare const vague: SymbolicTensor<[null, Dimension, number]>;
expectType<SymbolicTensor<[null, number]>>(Dense(units)(Input([8])));
expectType<SymbolicTensor<[null, number]>>(Dense(either)(Input([8])));
expectType<SymbolicTensor<[null, number, 3]>>(Dense(3)(Input([either, 8])));
expectType<SymbolicTensor<[null, 3]>>(Dense(3)(Input([either])));
expectType<SymbolicTensor<[number, 3]>>(Dense(3)(Input([8], { batchSize: units })));
expectType<SymbolicTensor<[null, Dimension, 3]>>(Dense(3)(vague));
expectType<SymbolicTensor<[...Dimension[], 3]>>(Dense(3)(wide));

// A chain of calls is the same as calls one by one, also where it goes on after a mistake.
expectType<SymbolicTensor<[null, 10]>>(Input([784]).pipe(Dense(64), Dense(10)));
expectType<SymbolicTensor<[null, 784]>>(Input([784]).pipe());
expectType<SymbolicTensor<[null, 10]>>(Input([784]).pipe(Dense(64), Dense(10, { name: 'scores' })));
expectType<['scores', [null, 10]]>(namedAs(Input([784]).pipe(Dense(64), Dense(10, { name: 'scores' }))));
expectType<SymbolicTensor<[...Dimension[], 10]>>(wide.pipe(Dense(64), Dense(10)));
declare const layers: ReturnType<typeof Dense<number>>[];
expectType<SymbolicTensor<Shape>>(Input([784]).pipe(...layers));

const varying = Input([null]);
const shared = Dense(64);

// @ts-expect-error at `varying`: Dense expects (batch, ..., features) with a known number of features (received (null, null))
Dense(64)(varying);
// @ts-expect-error at `[varying`: Dense expects (batch, ..., features) with a known number of features (received several tensors)
shared([varying, varying]);
// @ts-expect-error at `Input`: Dense expects (batch, ..., features) with a known number of features (received (null))
shared(Input([]));
// @ts-expect-error at `Dense(8)`: Dense expects (batch, ..., features) with a known number of features (received (null, null))
varying.pipe(Dense(8), Dense(4));
// @ts-expect-error at `'64'`: Argument of type 'string' is not assignable to parameter of type 'number'
Dense('64');
// @ts-expect-error at `activation`: Dense: activation expects an activation (received 'rellu')
Dense(64, { activation: 'rellu' });
// @ts-expect-error at `unit`: Dense expects options that it has (received 'unit')
Dense(64, { unit: 64 });
// @ts-expect-error at `784`: Dense expects a tensor (received 784)
Dense(64)(784);
// @ts-expect-error at `Dense`: pipe expects layers (received a function at 0)
Input([8]).pipe(Dense);
