import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { SimpleRNN } from '../../../src/layers/recurrent/simple-rnn.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { describeRecurrent } from './describe-recurrent.js';

describeRecurrent('SimpleRNN', SimpleRNN);

describe('the shapes of SimpleRNN', () => {
  beforeAll(() => setBackend('cpu'));

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call =
      (layer: AnyLayer, ...given: unknown[]) =>
      () =>
        (layer as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 8]);
    for (const [wrong, sentence] of [
      [call(SimpleRNN(4), Input([8])), sentences.rank],
      [call(SimpleRNN(4), [x, x]), sentences.list],
      [call(SimpleRNN(4, { stateful: true }), x), sentences.stateful],
      [call(SimpleRNN(4, { unroll: true }), Input([null, 8])), sentences.unroll],
      [call(SimpleRNN(4), x, { initialState: Input([5]) }), sentences.state],
      [call(SimpleRNN(4), x, { initialState: [Input([4]), Input([4])] }), sentences.count],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('are at compile time what they are at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { SimpleRNN } from '../../src/layers/recurrent/simple-rnn.js';
       const x = Input([5, 8]);`,
      [
        ['SimpleRNN(64)(Input([140, 256]))', [null, 64]],
        ['SimpleRNN(64, { returnSequences: true })(Input([null, 256]))', [null, null, 64]],
        [
          'SimpleRNN(4, { returnSequences: true, returnState: true })(x)',
          [
            [null, 5, 4],
            [null, 4],
          ],
        ],
        ['SimpleRNN(4, { stateful: true })(Input([5, 8], { batchSize: 3 }))', [3, 4]],
        ['SimpleRNN(4)(x, { initialState: Input([4]) })', [null, 4]],
        ['SimpleRNN(4)(x, { initialState: SimpleRNN(4, { returnState: true })(x)[1] })', [null, 4]],
        ['x.pipe(SimpleRNN(4, { returnSequences: true }), SimpleRNN(3))', [null, 3]],
        ['SimpleRNN(4)(Input([8]))', { rejected: sentences.rank }],
        ['SimpleRNN(4)([x, x])', { rejected: sentences.list }],
        ['SimpleRNN(4, { stateful: true })(x)', { rejected: sentences.stateful }],
        ['SimpleRNN(4, { unroll: true })(Input([null, 8]))', { rejected: sentences.unroll }],
        ['SimpleRNN(4)(x, { initialState: Input([5]) })', { rejected: sentences.state }],
        ['SimpleRNN(4)(x, { initialState: [Input([4]), Input([4])] })', { rejected: sentences.count }],
      ],
    );
  });
});

const sentences = {
  rank: 'SimpleRNN expects (batch, time, features) with a known number of features (received (null, 8))',
  list: 'SimpleRNN expects (batch, time, features) with a known number of features (received several tensors)',
  stateful:
    'SimpleRNN expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 8))',
  unroll: 'SimpleRNN expects a known number of steps, because it is unrolled (received (null, null, 8))',
  state: 'SimpleRNN expects an initial state of shape (null, 4) (received (null, 5))',
  count: 'SimpleRNN expects as many initial states as it has, 1 (received 2)',
} as const;
