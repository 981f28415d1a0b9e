import * as tf from '@tensorflow/tfjs-core';
import { expectType } from 'tsd';
import { defineLayer } from '../src/graph/define-layer.js';
import type { Layer } from '../src/graph/layer.js';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Dense } from '../src/layers/core/dense.js';
import { Input } from '../src/layers/core/input.js';
import { Residual } from '../src/layers/wrappers/residual.js';
import { TimeDistributed } from '../src/layers/wrappers/time-distributed.js';
import { Sequential } from '../src/training/sequential.js';
import { type Unexpected, unexpected } from '../src/types/mismatch.js';
import type { Dimension } from '../src/types/shape.js';
import type { ShapeFunction } from '../src/types/shape-function.js';

const expected = '(batch, rows, columns)';

/** Rows become columns. */
interface TransposeShape extends ShapeFunction {
  readonly output: this['input'] extends readonly [
    infer Batch extends Dimension,
    infer Rows extends Dimension,
    infer Columns extends Dimension,
  ]
    ? [Batch, Columns, Rows]
    : Unexpected<'Transpose', typeof expected, this['input']>;
  readonly outputType: this['inputType'];
}

const transpose = defineLayer({
  name: 'Transpose',
  configure: () => ({}),
  shape: ([batch, rows, columns, ...rest]) =>
    batch === undefined || rows === undefined || columns === undefined || rest.length > 0
      ? unexpected('Transpose', expected, [batch, rows, columns, ...rest])
      : [batch, columns, rows],
  type: (inputType) => inputType,
  forward: (input) => tf.transpose(input, [0, 2, 1]),
});

const Transpose = (): Layer<TransposeShape> => transpose<TransposeShape>({});

declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 8, 4]>>(Transpose()(Input([4, 8])));
expectType<SymbolicTensor<[null, 3, null]>>(Input([null, 8]).pipe(Dense(3), Transpose()));
expectType<SymbolicTensor<[null, 5, 8, 4]>>(TimeDistributed(Transpose())(Input([5, 4, 8])));
expectType<SymbolicTensor<[null, 4, 4]>>(Residual(Sequential([Transpose(), Dense(4)]))(Input([4, 4])));
expectType<SymbolicTensor>(Transpose()(unranked));

// @ts-expect-error Transpose expects (batch, rows, columns) (received (null, 4))
Transpose()(Input([4]));
// @ts-expect-error Transpose expects (batch, rows, columns) (received (null, 64))
Input([28]).pipe(Dense(64), Transpose());
