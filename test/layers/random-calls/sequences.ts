import fc from 'fast-check';
import { sampleOfRank, tensor, units } from './tensors.js';
import { call, literal, on, options, type Text } from './texts.js';
import { format, moved, perAxis, type Rank } from './windows.js';

const flags = {
  returnSequences: fc.boolean(),
  returnState: fc.boolean(),
  goBackwards: fc.boolean(),
  unroll: fc.boolean(),
};

const sequence = tensor(sampleOfRank(2));

export function recurrent(name: string): Text {
  return on(call(name, units, options(flags)), sequence);
}

/** Layers that convolve sequences of images. */
export function convolving(name: string, rank: Rank): Text {
  const how = moved(rank, { padding: fc.constantFrom('valid', 'same'), dataFormat: format, ...flags });
  const filters = literal(fc.constantFrom(1, 2, 3, 8));
  return on(call(name, filters, literal(perAxis(rank, 3)), how), tensor(sampleOfRank(rank + 2)));
}

const cell = fc.oneof(call('LSTMCell', units), call('GRUCell', units), call('SimpleRNNCell', units));

const cells = fc.array(cell, { minLength: 1, maxLength: 3 }).map((list) => `[${list.join(', ')}]`);

export const overCells: Text = on(call('RNN', fc.oneof(cell, cells), options(flags)), sequence);

/** A cell alone, called on one step. */
export function oneStep(name: string, ...given: readonly Text[]): Text {
  return on(call(name, ...given), tensor(sampleOfRank(1)));
}

export const stackedStep: Text = oneStep('StackedRNNCells', cells);

/** Layers that go both ways, which do not go backwards themselves. */
export const bidirectional: Text = on(
  call(
    'Bidirectional',
    call(
      fc.sample(fc.constantFrom('LSTM', 'GRU', 'SimpleRNN'), 1)[0] as string,
      units,
      options({ returnSequences: fc.boolean(), returnState: fc.boolean() }),
    ),
    options({ mergeMode: fc.constantFrom('concat', 'sum', 'mul', 'ave', null) }),
  ),
  sequence,
);

export const timeDistributed: Text = on(
  fc.constantFrom(
    'TimeDistributed(Dense(3))',
    'TimeDistributed(Flatten())',
    'TimeDistributed(Conv1D(4, 2))',
    'TimeDistributed(LSTM(2))',
    'TimeDistributed(ConvLSTM1D(2, 2))',
    'TimeDistributed(Reshape([2, -1]))',
  ),
  tensor(fc.oneof(sampleOfRank(2), sampleOfRank(3), sampleOfRank(4))),
);
