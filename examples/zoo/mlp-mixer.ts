/**
 * MLP-Mixer, B/16: an image as a table of patches and channels, whose columns and rows are mixed in turn.
 *
 * "MLP-Mixer: An all-MLP Architecture for Vision" by I. Tolstikhin and others, 2021. The number of parameters is that of the
 * authors' weights: 59,880,472 (59 millions in table 1).
 */
import {
  Conv2D,
  Dense,
  GlobalAveragePooling1D,
  Input,
  LayerNormalization,
  Permute,
  Reshape,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';

function normalization() {
  return LayerNormalization({ epsilon: 1e-6 });
}

function perceptron<const Units extends number>(hidden: number, units: Units) {
  return Sequential([Dense(hidden, { activation: 'gelu' }), Dense(units)]);
}

/** Mixes the patches for each channel, then the channels for each patch. */
function block<const Patches extends number, const Channels extends number>(options: {
  readonly patches: Patches;
  readonly channels: Channels;
  readonly hiddenPatches: number;
  readonly hiddenChannels: number;
}) {
  const { patches, channels, hiddenPatches, hiddenChannels } = options;
  const mixing = Sequential([normalization(), Permute([2, 1]), perceptron(hiddenPatches, patches), Permute([2, 1])]);
  return Sequential([Residual(mixing), Residual(Sequential([normalization(), perceptron(hiddenChannels, channels)]))]);
}

/** The network for images that have so many patches. */
export function mlpMixer<
  const PatchSize extends number,
  const Patches extends number,
  const Channels extends number,
  const Classes extends number,
>(options: {
  readonly patchSize: PatchSize;
  readonly patches: Patches;
  readonly channels: Channels;
  readonly hiddenPatches: number;
  readonly hiddenChannels: number;
  readonly depth: number;
  readonly classes: Classes;
}) {
  const { patchSize, patches, channels, depth, classes } = options;
  return Sequential([
    Conv2D(channels, patchSize, { strides: patchSize }),
    Reshape([patches, channels]),
    repeat(depth, () => block(options)),
    normalization(),
    GlobalAveragePooling1D(),
    Dense(classes),
  ]);
}

export function mlpMixerB16() {
  return Sequential([
    Input([224, 224, 3]),
    mlpMixer({
      patchSize: 16,
      patches: 196,
      channels: 768,
      hiddenPatches: 384,
      hiddenChannels: 3072,
      depth: 12,
      classes: 1000,
    }),
  ]);
}
