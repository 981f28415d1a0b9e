import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { GRU } from '../../../src/layers/recurrent/gru.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { describeRecurrent } from './describe-recurrent.js';

describeRecurrent('GRU', GRU);

describe('the shapes of GRU', () => {
  beforeAll(() => setBackend('cpu'));

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call =
      (layer: AnyLayer, ...given: unknown[]) =>
      () =>
        (layer as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 8]);
    for (const [wrong, sentence] of [
      [call(GRU(4), Input([8])), sentences.rank],
      [call(GRU(4), [x, x]), sentences.list],
      [call(GRU(4, { stateful: true }), x), sentences.stateful],
      [call(GRU(4, { unroll: true }), Input([null, 8])), sentences.unroll],
      [call(GRU(4), x, { initialState: Input([5]) }), sentences.state],
      [call(GRU(4), x, { initialState: [Input([4]), Input([4])] }), sentences.count],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('are at compile time what they are at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { GRU } from '../../src/layers/recurrent/gru.js';
       const x = Input([5, 8]);`,
      [
        ['GRU(64)(Input([140, 256]))', [null, 64]],
        ['GRU(64, { returnSequences: true })(Input([null, 256]))', [null, null, 64]],
        [
          'GRU(4, { returnSequences: true, returnState: true })(x)',
          [
            [null, 5, 4],
            [null, 4],
          ],
        ],
        ['GRU(4, { stateful: true })(Input([5, 8], { batchSize: 3 }))', [3, 4]],
        ['GRU(4)(x, { initialState: Input([4]) })', [null, 4]],
        ['GRU(4)(x, { initialState: GRU(4, { returnState: true })(x)[1] })', [null, 4]],
        ['x.pipe(GRU(4, { returnSequences: true }), GRU(3))', [null, 3]],
        ['GRU(4)(Input([8]))', { rejected: sentences.rank }],
        ['GRU(4)([x, x])', { rejected: sentences.list }],
        ['GRU(4, { stateful: true })(x)', { rejected: sentences.stateful }],
        ['GRU(4, { unroll: true })(Input([null, 8]))', { rejected: sentences.unroll }],
        ['GRU(4)(x, { initialState: Input([5]) })', { rejected: sentences.state }],
        ['GRU(4)(x, { initialState: [Input([4]), Input([4])] })', { rejected: sentences.count }],
      ],
    );
  });
});

const sentences = {
  rank: 'GRU expects (batch, time, features) with a known number of features (received (null, 8))',
  list: 'GRU expects (batch, time, features) with a known number of features (received several tensors)',
  stateful:
    'GRU expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 8))',
  unroll: 'GRU expects a known number of steps, because it is unrolled (received (null, null, 8))',
  state: 'GRU expects an initial state of shape (null, 4) (received (null, 5))',
  count: 'GRU expects as many initial states as it has, 1 (received 2)',
} as const;
