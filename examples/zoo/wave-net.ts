/**
 * WaveNet: guesses the next sample of a sound from thousands before it.
 *
 * "WaveNet: A Generative Model for Raw Audio" by A. van den Oord and others, 2016, with 50 layers: 32 channels inside, and 512 that
 * all layers add to. Parameters: a convolution over 2 steps of n to m channels has 2 n m + m, one over a single step n m + m; the last
 * layer adds nothing to the 32 channels.
 */
import { Activation, add, Conv1D, Input, Model, multiply, ops, Sequential } from 'tupleflow';

function gate(dilationRate: number, activation: 'tanh' | 'sigmoid') {
  return Conv1D(32, 2, { padding: 'causal', dilationRate, activation });
}

/** For each of any number of samples of 8 bits, how likely each value of the next one is. */
export function waveNet(options: {
  /** How often the dilations start again from 1. */
  readonly stacks: number;
  /** The number of layers in each stack, each with twice the dilation of the one before. */
  readonly depth: number;
}) {
  const { stacks, depth } = options;
  const samples = Input([null], { dtype: 'int32' });
  let sound = Conv1D(32, 2, { padding: 'causal' })(ops.oneHot(samples, 256));
  let heard = Conv1D(512, 1)(sound);
  for (let layer = 0; layer < stacks * depth; layer++) {
    const dilation = 2 ** (layer % depth);
    const gated = multiply([gate(dilation, 'tanh')(sound), gate(dilation, 'sigmoid')(sound)]);
    heard = add([heard, Conv1D(512, 1)(gated)]);
    sound = add([sound, Conv1D(32, 1)(gated)]);
  }
  const next = heard.pipe(
    Sequential([Activation('relu'), Conv1D(512, 1, { activation: 'relu' })]),
    Conv1D(256, 1, { activation: 'softmax' }),
  );
  return Model({ inputs: samples, outputs: next });
}

export function fullWaveNet() {
  return waveNet({ stacks: 5, depth: 10 });
}
