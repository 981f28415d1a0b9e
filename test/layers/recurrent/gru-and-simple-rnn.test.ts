import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { GRU } from '../../../src/layers/recurrent/gru.js';
import { SimpleRNN } from '../../../src/layers/recurrent/simple-rnn.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { describeRecurrent } from './describe-recurrent.js';

const sentencesOf = (name: string) => ({
  rank: `${name} expects (batch, time, features) with a known number of features (received (null, 8))`,
  list: `${name} expects (batch, time, features) with a known number of features (received several tensors)`,
  stateful: `${name} expects a fixed batch size, as Input(shape, { batchSize }) has, because it is stateful (received (null, 5, 8))`,
  unroll: `${name} expects a known number of steps, because it is unrolled (received (null, null, 8))`,
  state: `${name} expects an initial state of shape (null, 4) (received (null, 5))`,
  count: `${name} expects as many initial states as it has, 1 (received 2)`,
});

describeRecurrent('GRU', GRU);
describeRecurrent('SimpleRNN', SimpleRNN);

describe.each([
  ['GRU', GRU, 'gru'],
  ['SimpleRNN', SimpleRNN, 'simple-rnn'],
] as const)('the shapes of %s', (name, factory, file) => {
  const layer: (units: number, options?: { readonly stateful?: boolean; readonly unroll?: boolean }) => AnyLayer =
    factory;
  const sentences = sentencesOf(name);
  beforeAll(() => setBackend('cpu'));

  it('rejects at run time what the compiler rejects, in the same words', () => {
    const call =
      (called: AnyLayer, ...given: unknown[]) =>
      () =>
        (called as unknown as (...given: unknown[]) => unknown)(...given);
    const x = Input([5, 8]);
    for (const [wrong, sentence] of [
      [call(layer(4), Input([8])), sentences.rank],
      [call(layer(4), [x, x]), sentences.list],
      [call(layer(4, { stateful: true }), x), sentences.stateful],
      [call(layer(4, { unroll: true }), Input([null, 8])), sentences.unroll],
      [call(layer(4), x, { initialState: Input([5]) }), sentences.state],
      [call(layer(4), x, { initialState: [Input([4]), Input([4])] }), sentences.count],
    ] as const) {
      expect(wrong).toThrow(ShapeError);
      expect(wrong).toThrow(sentence);
    }
  });

  it('are at compile time what they are at run time', () => {
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { ${name} } from '../../src/layers/recurrent/${file}.js';
       const x = Input([5, 8]);`,
      [
        [`${name}(64)(Input([140, 256]))`, [null, 64]],
        [`${name}(64, { returnSequences: true })(Input([null, 256]))`, [null, null, 64]],
        [
          `${name}(4, { returnSequences: true, returnState: true })(x)`,
          [
            [null, 5, 4],
            [null, 4],
          ],
        ],
        [`${name}(4, { stateful: true })(Input([5, 8], { batchSize: 3 }))`, [3, 4]],
        [`${name}(4)(x, { initialState: Input([4]) })`, [null, 4]],
        [`${name}(4)(x, { initialState: ${name}(4, { returnState: true })(x)[1] })`, [null, 4]],
        [`x.pipe(${name}(4, { returnSequences: true }), ${name}(3))`, [null, 3]],
        [`${name}(4)(Input([8]))`, { rejected: sentences.rank }],
        [`${name}(4)([x, x])`, { rejected: sentences.list }],
        [`${name}(4, { stateful: true })(x)`, { rejected: sentences.stateful }],
        [`${name}(4, { unroll: true })(Input([null, 8]))`, { rejected: sentences.unroll }],
        [`${name}(4)(x, { initialState: Input([5]) })`, { rejected: sentences.state }],
        [`${name}(4)(x, { initialState: [Input([4]), Input([4])] })`, { rejected: sentences.count }],
      ],
    );
  });
});
