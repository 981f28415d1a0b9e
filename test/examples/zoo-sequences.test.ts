import { Input, Sequential } from 'tupleflow';
import { describe, it } from 'vitest';
import { bert, bertBase } from '../../examples/zoo/bert.js';
import { crnn, fullCrnn } from '../../examples/zoo/crnn.js';
import { gpt2, gpt2Small } from '../../examples/zoo/gpt-2.js';
import { fullSeq2seq, seq2seq } from '../../examples/zoo/seq2seq.js';
import { attentiveSeq2seq, fullAttentiveSeq2seq } from '../../examples/zoo/seq2seq-attention.js';
import { pixelTcn, tcn } from '../../examples/zoo/tcn.js';
import { transformer, transformerBase } from '../../examples/zoo/transformer.js';
import { fullWaveNet, waveNet } from '../../examples/zoo/wave-net.js';
import { expectArchitecture, expectToTrain } from './zoo-models.js';

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
});

describe('BERT', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(bertBase(), 109_482_240, [null, 768], bertBase().outputs.pooled);
    expectArchitecture(bertBase(), 109_482_240, [null, null, 768], bertBase().outputs.text);
  });
  it('trains', () => expectToTrain(bert({ words: 6, length: 8, depth: 1 })));
});

describe('GPT-2', () => {
  it('has the parameters of its weights', () => {
    expectArchitecture(gpt2Small(), 124_439_808, [null, null, 50_257], gpt2Small().outputs);
  });
  it('trains', () => expectToTrain(gpt2({ words: 6, length: 8, depth: 1 })));
});
