import { expectType } from 'tsd';
import type { AnyLayer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Concatenate } from '../src/layers/merging/concatenate.js';
import { Flatten } from '../src/layers/reshaping/reshape.js';
import { Parallel } from '../src/layers/wrappers/parallel.js';
import { Residual } from '../src/layers/wrappers/residual.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import { Sequential } from '../src/training/sequential.js';
import type { Dimension } from '../src/types/shape.js';

// A helper returns a block, not a tensor: its shapes are those of the block, whatever it is called on.
const perceptron = <const Hidden extends number, const Units extends number>(hidden: Hidden, units: Units) =>
  Sequential([Flatten(), Dense(hidden, { activation: 'relu' }), Dense(units)]);
expectType<SymbolicTensor<[null, 10]>>(perceptron(64, 10)(Input([28, 28])));
expectType<SymbolicTensor<[null, 3]>>(Input([5]).pipe(perceptron(8, 4), perceptron(8, 3)));
expectType<SymbolicTensor<[null, 7, 3]>>(TimeDistributed(perceptron(8, 3))(Input([7, 5])));
// @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
perceptron(8, 3)(Input([null]));

// A helper takes layers by their own types, and builds blocks on them that have nothing to check before they are called.
const widened = <const Block extends AnyLayer>(inner: Block) => Parallel([inner, Residual(inner)], Concatenate());
expectType<SymbolicTensor<[null, 16]>>(widened(Dense(8))(Input([8])));
// @ts-expect-error add expects inputs that broadcast to one shape (received (null, 8) and (null, 9), which differ on axis 1)
widened(Dense(8))(Input([9]));

// A helper that takes tensors states their shape, or no more of it than it uses.
const head = (features: SymbolicTensor<[null, number]>) => Dense(10)(features);
expectType<SymbolicTensor<[null, 10]>>(head(Input([64])));

// In a loop each round would change the type: a block is then any layer, and its output is of unknown rank.
let block: AnyLayer = Dense(64);
for (let depth = 1; depth < 8; depth++) block = Sequential([block, Residual(Dense(64))]);
const output = Input([64]).pipe(block);
expectType<SymbolicTensor>(output);
expectType<SymbolicTensor<[null, 64]>>(output.ensureShape([null, 64]));
expectType<SymbolicTensor<[Dimension, Dimension]>>(Sequential([block, Flatten()])(Input([64])));
expectType<SymbolicTensor<[null, 10]>>(Sequential([block, Flatten()])(Input([64])).ensureShape([null, 10]));

let tensor: SymbolicTensor = Input([64]);
for (let depth = 0; depth < 8; depth++) tensor = Dense(64)(tensor);
expectType<SymbolicTensor>(tensor);

// The same for lists of any length.
const layers: AnyLayer[] = [Dense(3), Flatten()];
for (const layer of layers) tensor = tensor.pipe(layer);
expectType<SymbolicTensor>(Sequential(layers)(Input([64])));
expectType<SymbolicTensor>(Sequential([...layers, Dense(3)])(Input([64])));
expectType<SymbolicTensor>(Input([64]).pipe(...layers));
expectType<SymbolicTensor>(Parallel(layers, Concatenate())(Input([64])));
const dense = [1, 2, 3].map(() => Dense(8));
expectType<SymbolicTensor>(Sequential(dense)(Input([64])));
