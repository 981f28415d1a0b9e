import { Input, Sequential, type Tensor } from 'tupleflow';
import { describe, expect, it } from 'vitest';
import { bert, bertBase } from '../../examples/zoo/bert.js';
import { crnn, fullCrnn } from '../../examples/zoo/crnn.js';
import { gpt2, gpt2Small } from '../../examples/zoo/gpt-2.js';
import { fullSeq2seq, seq2seq } from '../../examples/zoo/seq2seq.js';
import { attentiveSeq2seq, fullAttentiveSeq2seq } from '../../examples/zoo/seq2seq-attention.js';
import { pixelTcn, tcn } from '../../examples/zoo/tcn.js';
import { transformer, transformerBase } from '../../examples/zoo/transformer.js';
import { fullWaveNet, waveNet } from '../../examples/zoo/wave-net.js';
import { expectArchitecture, expectToTrain } from './zoo-models.js';

/** The first numbers of what a model has returned, which is freed. */
async function numbers(result: Promise<Tensor>, count: number): Promise<readonly number[]> {
  using tensor = await result;
  return [...(await tensor.data())].slice(0, count).map((value) => Number(value.toFixed(5)));
}

describe('TCN', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(pixelTcn(), 66_510, [null, 10], pixelTcn().outputs);
  });
  it('trains', () => expectToTrain(Sequential([Input([20, 1]), tcn({ filters: 4, kernelSize: 3, depth: 3 })])));
});

describe('WaveNet', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullWaveNet(), 1_531_840, [null, null, 256], fullWaveNet().outputs);
  });
  it('trains', () => expectToTrain(waveNet({ stacks: 2, depth: 2 })));
  it('hears nothing of what comes later', async () => {
    const model = waveNet({ stacks: 1, depth: 2 });
    const early = await numbers(model.predict([[1, 2, 3, 4]]), 3 * 256);
    expect(await numbers(model.predict([[1, 2, 3, 200]]), 3 * 256)).toEqual(early);
    expect(await numbers(model.predict([[1, 2, 200, 4]]), 3 * 256)).not.toEqual(early);
    model.dispose();
  });
});

describe('CRNN', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullCrnn(), 8_721_701, [null, 24, 37], fullCrnn().outputs);
  });
  it('trains', () =>
    expectToTrain(Sequential([Input([32, 24, 1]), crnn({ filters: [4, 4, 8, 8], units: 4, letters: 5 })])));
});

describe('seq2seq', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullSeq2seq(), 384_112_000, [null, null, 80_000], fullSeq2seq().outputs);
  });
  it('trains', () => expectToTrain(seq2seq({ sourceWords: 5, targetWords: 6, depth: 1 }), 4));
  it('does not read what is missing', async () => {
    const model = seq2seq({ sourceWords: 5, targetWords: 6, depth: 1 });
    const target = [[1, 2]];
    const read = await numbers(model.predict({ source: [[1, 2]], target }), 12);
    expect(await numbers(model.predict({ source: [[1, 2, 0]], target }), 12)).toEqual(read);
    expect(await numbers(model.predict({ source: [[1, 2, 3]], target }), 12)).not.toEqual(read);
    model.dispose();
  });
});

describe('seq2seq with attention', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(fullAttentiveSeq2seq(), 216_032_000, [null, null, 50_000], fullAttentiveSeq2seq().outputs);
  });
  it('trains', () => expectToTrain(attentiveSeq2seq({ sourceWords: 5, targetWords: 6, depth: 1 }), 4));
});

describe('Transformer', () => {
  it('has as many parameters as counted by hand', () => {
    expectArchitecture(transformerBase(), 63_082_496, [null, null, 37_000], transformerBase().outputs);
  });
  it('trains', () => expectToTrain(transformer({ words: 6, depth: 1 })));
  it('reads neither what is missing nor what comes later', async () => {
    const model = transformer({ words: 6, depth: 1 });
    const scores = await numbers(model.predict({ source: [[1, 2]], target: [[3, 4]] }), 6);
    expect(await numbers(model.predict({ source: [[1, 2, 0]], target: [[3, 5]] }), 6)).toEqual(scores);
    expect(await numbers(model.predict({ source: [[1, 2, 3]], target: [[3, 4]] }), 6)).not.toEqual(scores);
    model.dispose();
  });
});

describe('BERT', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(bertBase(), 109_482_240, [null, 768], bertBase().outputs.pooled);
    expectArchitecture(bertBase(), 109_482_240, [null, null, 768], bertBase().outputs.text);
  });
  it('trains', () => expectToTrain(bert({ words: 6, length: 8, depth: 1 })));
  it('does not read what is missing', async () => {
    const model = bert({ words: 6, length: 8, depth: 1 });
    const { text, pooled } = await model.predict({ tokens: [[1, 2, 0]], segments: [[0, 1, 0]] });
    const shorter = await model.predict({ tokens: [[1, 2]], segments: [[0, 1]] });
    text.dispose();
    shorter.text.dispose();
    expect(await numbers(Promise.resolve(shorter.pooled), 768)).toEqual(await numbers(Promise.resolve(pooled), 768));
    model.dispose();
  });
});

describe('GPT-2', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(gpt2Small(), 124_439_808, [null, null, 50_257], gpt2Small().outputs);
  });
  it('trains', () => expectToTrain(gpt2({ words: 6, length: 8, depth: 1 })));
  it('reads nothing of what comes later', async () => {
    const model = gpt2({ words: 6, length: 8, depth: 1 });
    const scores = await numbers(model.predict([[1, 2, 3]]), 12);
    expect(await numbers(model.predict([[1, 2, 4]]), 12)).toEqual(scores);
    expect(await numbers(model.predict([[1, 3, 3]]), 12)).not.toEqual(scores);
    model.dispose();
  });
});
