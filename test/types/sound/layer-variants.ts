import type { LayerName } from '../../layers/random-calls/every-layer.js';

/** Calls of a class whose layers give different tensors on one input, or why there are none. */
export type Variants = { readonly on: string; readonly made: readonly string[] } | { readonly same: string };

const keeps = { same: 'the output has the shape of the input' } as const;
const merges = { same: 'nothing in its arguments changes the shape' } as const;

function on(input: string, ...made: readonly string[]): Variants {
  return { on: input, made };
}

const [row, steps, image, images] = ['Input([6])', 'Input([9, 6])', 'Input([9, 9, 4])', 'Input([5, 9, 9, 4])'];
const volume = 'Input([9, 9, 9, 4])';
const manyVolumes = 'Input([5, 9, 9, 9, 4])';
const whole = "Input([6], { dtype: 'int32' })";
const texts = "Input([6], { dtype: 'string' })";
const inputs = [steps, image, volume] as const;

type Rank = 1 | 2 | 3;

function convolution(name: string, rank: Rank): Variants {
  const channelsFirst = `${name}(3, 2, { dataFormat: 'channelsFirst' })`;
  const options = ['', ", { padding: 'same' }", ', { strides: 3 }', ', { dilationRate: 2 }'];
  const made = [...options.map((text) => `${name}(3, 2${text})`), `${name}(4, 2)`, `${name}(3, 4)`, channelsFirst];
  return on(inputs[rank - 1] as string, ...made);
}

function transposed(name: string, rank: Rank): Variants {
  const options = ['', ', { strides: 2 }', ", { strides: 3, padding: 'same' }", ', { strides: 2, outputPadding: 1 }'];
  return on(inputs[rank - 1] as string, ...options.map((text) => `${name}(3, 2${text})`), `${name}(4, 2)`);
}

function depthwise(name: string, rank: Rank): Variants {
  const options = ['', ', { depthMultiplier: 2 }', ", { padding: 'same' }", ', { strides: 2 }'];
  return on(inputs[rank - 1] as string, ...options.map((text) => `${name}(2${text})`), `${name}(3)`);
}

function pooling(name: string, rank: Rank): Variants {
  const options = ['2', '3', '2, { strides: 1 }', "2, { padding: 'same' }"];
  return on(inputs[rank - 1] as string, ...options.map((text) => `${name}(${text})`));
}

function globalPooling(name: string, rank: Rank): Variants {
  const options = ['', '{ keepdims: true }', "{ dataFormat: 'channelsFirst' }"];
  return on(inputs[rank - 1] as string, ...options.map((text) => `${name}(${text})`));
}

function sized(name: string, rank: Rank, ...given: readonly string[]): Variants {
  return on(inputs[rank - 1] as string, ...given.map((text) => `${name}(${text})`));
}

function recurrent(name: string): Variants {
  const options = ['', ', { returnSequences: true }', ', { returnState: true }'];
  return on(steps, ...options.map((text) => `${name}(3${text})`), `${name}(4)`);
}

function convolutional(name: string, input: string): Variants {
  const options = ['', ', { returnSequences: true }', ', { returnState: true }', ", { padding: 'same' }"];
  return on(input, ...options.map((text) => `${name}(3, 2${text})`), `${name}(4, 2)`, `${name}(3, 3)`);
}

/** Every class of layers: one that is missing does not compile. */
export const layerVariants: Readonly<Record<LayerName, Variants>> = {
  Activation: keeps,
  ActivityRegularization: keeps,
  AdaptiveAveragePooling1D: sized('AdaptiveAveragePooling1D', 1, '2', '3'),
  AdaptiveAveragePooling2D: sized('AdaptiveAveragePooling2D', 2, '2', '3', '[2, 3]'),
  AdaptiveAveragePooling3D: sized('AdaptiveAveragePooling3D', 3, '2', '3', '[2, 3, 4]'),
  AdaptiveMaxPooling1D: sized('AdaptiveMaxPooling1D', 1, '2', '3'),
  AdaptiveMaxPooling2D: sized('AdaptiveMaxPooling2D', 2, '2', '3', '[2, 3]'),
  AdaptiveMaxPooling3D: sized('AdaptiveMaxPooling3D', 3, '2', '3', '[2, 3, 4]'),
  Add: merges,
  AdditiveAttention: merges,
  AlphaDropout: keeps,
  Attention: merges,
  Average: merges,
  AveragePooling1D: pooling('AveragePooling1D', 1),
  AveragePooling2D: pooling('AveragePooling2D', 2),
  AveragePooling3D: pooling('AveragePooling3D', 3),
  BatchNormalization: keeps,
  Bidirectional: on(
    steps,
    'Bidirectional(LSTM(3))',
    'Bidirectional(LSTM(4))',
    "Bidirectional(LSTM(3), { mergeMode: 'sum' })",
    'Bidirectional(LSTM(3), { mergeMode: null })',
    'Bidirectional(LSTM(3, { returnSequences: true }))',
    'Bidirectional(GRU(5))',
  ),
  CategoryEncoding: on(
    whole,
    'CategoryEncoding(7)',
    'CategoryEncoding(8)',
    "CategoryEncoding(7, { outputMode: 'oneHot' })",
  ),
  CenterCrop: sized('CenterCrop', 2, '3, 4', '4, 3', "3, 4, { dataFormat: 'channelsFirst' }"),
  Concatenate: on('[Input([6, 6]), Input([6, 6])]', 'Concatenate()', 'Concatenate({ axis: 1 })'),
  Conv1D: convolution('Conv1D', 1),
  Conv1DTranspose: transposed('Conv1DTranspose', 1),
  Conv2D: convolution('Conv2D', 2),
  Conv2DTranspose: transposed('Conv2DTranspose', 2),
  Conv3D: convolution('Conv3D', 3),
  Conv3DTranspose: transposed('Conv3DTranspose', 3),
  ConvLSTM1D: convolutional('ConvLSTM1D', 'Input([5, 9, 4])'),
  ConvLSTM2D: convolutional('ConvLSTM2D', images),
  ConvLSTM3D: convolutional('ConvLSTM3D', manyVolumes),
  Cropping1D: sized('Cropping1D', 1, '1', '2', '[1, 2]'),
  Cropping2D: sized('Cropping2D', 2, '1', '2', '[1, 2]', '[[1, 2], [0, 1]]'),
  Cropping3D: sized('Cropping3D', 3, '1', '2', '[1, 2, 3]'),
  Dense: on(row, 'Dense(3)', 'Dense(4)', "Dense(5, { activation: 'relu' })"),
  DepthwiseConv1D: depthwise('DepthwiseConv1D', 1),
  DepthwiseConv2D: depthwise('DepthwiseConv2D', 2),
  Discretization: on(
    row,
    'Discretization({ binBoundaries: [0, 1] })',
    "Discretization({ binBoundaries: [0, 1], outputMode: 'oneHot' })",
    "Discretization({ binBoundaries: [0, 1, 2], outputMode: 'multiHot' })",
  ),
  Dot: on('[Input([4, 6]), Input([6, 4])]', 'Dot([2, 1])', 'Dot([1, 2])'),
  Dropout: keeps,
  EinsumDense: on(
    steps,
    "EinsumDense('abc,cd->abd', [null, 3])",
    "EinsumDense('abc,cd->abd', [null, 4])",
    "EinsumDense('abc,cd->ad', 3)",
  ),
  ELU: keeps,
  Embedding: on(whole, 'Embedding(10, 3)', 'Embedding(10, 4)'),
  Flatten: merges,
  GaussianDropout: keeps,
  GaussianNoise: keeps,
  GlobalAveragePooling1D: globalPooling('GlobalAveragePooling1D', 1),
  GlobalAveragePooling2D: globalPooling('GlobalAveragePooling2D', 2),
  GlobalAveragePooling3D: globalPooling('GlobalAveragePooling3D', 3),
  GlobalMaxPooling1D: globalPooling('GlobalMaxPooling1D', 1),
  GlobalMaxPooling2D: globalPooling('GlobalMaxPooling2D', 2),
  GlobalMaxPooling3D: globalPooling('GlobalMaxPooling3D', 3),
  GroupNormalization: keeps,
  GroupQueryAttention: merges,
  GRU: recurrent('GRU'),
  GRUCell: on(row, 'GRUCell(3)', 'GRUCell(4)'),
  HashedCrossing: on(
    "[Input([1], { dtype: 'string' }), Input([1], { dtype: 'string' })]",
    'HashedCrossing(5)',
    "HashedCrossing(5, { outputMode: 'oneHot' })",
    "HashedCrossing(6, { outputMode: 'oneHot' })",
  ),
  Hashing: on(texts, 'Hashing(5)', "Hashing(5, { outputMode: 'oneHot' })", "Hashing(6, { outputMode: 'multiHot' })"),
  Identity: keeps,
  IntegerLookup: on(
    whole,
    'IntegerLookup({ vocabulary: [1, 2] })',
    "IntegerLookup({ vocabulary: [1, 2], outputMode: 'oneHot' })",
    "IntegerLookup({ vocabulary: [1, 2], outputMode: 'multiHot' })",
  ),
  Lambda: on(
    row,
    'Lambda((x) => x)',
    'Lambda((x) => x, { outputShape: [3] })',
    'Lambda((x) => x, { outputShape: [4] })',
  ),
  LayerNormalization: keeps,
  LeakyReLU: keeps,
  LSTM: recurrent('LSTM'),
  LSTMCell: on(row, 'LSTMCell(3)', 'LSTMCell(4)'),
  Masking: keeps,
  Maximum: merges,
  MaxPooling1D: pooling('MaxPooling1D', 1),
  MaxPooling2D: pooling('MaxPooling2D', 2),
  MaxPooling3D: pooling('MaxPooling3D', 3),
  Minimum: merges,
  MultiHeadAttention: on(
    `${steps}, ${steps}`,
    'MultiHeadAttention(2, 3)',
    'MultiHeadAttention(2, 3, { outputShape: 4 })',
    'MultiHeadAttention(2, 3, { outputShape: 5 })',
  ),
  Multiply: merges,
  Normalization: keeps,
  Parallel: on(
    row,
    'Parallel([Dense(3), Dense(3)], Add())',
    'Parallel([Dense(3), Dense(3)], Concatenate())',
    'Parallel([Dense(3), Dense(4)], Concatenate())',
  ),
  Permute: on(steps, 'Permute([1, 2])', 'Permute([2, 1])'),
  PReLU: keeps,
  RandomBrightness: keeps,
  RandomContrast: keeps,
  RandomCrop: sized('RandomCrop', 2, '3, 4', '4, 3', "3, 4, { dataFormat: 'channelsFirst' }"),
  RandomFlip: keeps,
  RandomGrayscale: keeps,
  RandomInvert: keeps,
  RandomRotation: keeps,
  RandomShear: keeps,
  RandomTranslation: keeps,
  RandomZoom: keeps,
  ReLU: keeps,
  RepeatVector: on(row, 'RepeatVector(3)', 'RepeatVector(4)'),
  Rescaling: keeps,
  Reshape: on(row, 'Reshape([2, 3])', 'Reshape([3, 2])', 'Reshape([-1, 1])'),
  Residual: on(row, 'Residual(Dense(6))', 'Residual(Dense(4), Dense(4))', 'Residual(Dense(5), Dense(5))'),
  Resizing: sized('Resizing', 2, '3, 4', '4, 3', "3, 4, { dataFormat: 'channelsFirst' }"),
  ReversibleEmbedding: on(whole, 'ReversibleEmbedding(10, 3)', 'ReversibleEmbedding(10, 4)'),
  RMSNormalization: keeps,
  RNN: on(
    steps,
    'RNN(LSTMCell(3))',
    'RNN(LSTMCell(4))',
    'RNN(LSTMCell(3), { returnSequences: true })',
    'RNN([GRUCell(4), GRUCell(5)])',
    'RNN(LSTMCell(3), { returnState: true })',
  ),
  SeparableConv1D: convolution('SeparableConv1D', 1),
  SeparableConv2D: convolution('SeparableConv2D', 2),
  SimpleRNN: recurrent('SimpleRNN'),
  SimpleRNNCell: on(row, 'SimpleRNNCell(3)', 'SimpleRNNCell(4)'),
  Softmax: keeps,
  Solarization: keeps,
  SpatialDropout1D: keeps,
  SpatialDropout2D: keeps,
  SpatialDropout3D: keeps,
  SpectralNormalization: on(row, 'SpectralNormalization(Dense(3))', 'SpectralNormalization(Dense(4))'),
  StackedRNNCells: on(
    row,
    'StackedRNNCells([GRUCell(3)])',
    'StackedRNNCells([GRUCell(4)])',
    'StackedRNNCells([GRUCell(4), LSTMCell(5)])',
  ),
  StringLookup: on(
    texts,
    "StringLookup({ vocabulary: ['a', 'b'] })",
    "StringLookup({ vocabulary: ['a', 'b'], outputMode: 'oneHot' })",
    "StringLookup({ vocabulary: ['a', 'b'], outputMode: 'multiHot' })",
  ),
  Subtract: merges,
  TextVectorization: on(
    "Input([1], { dtype: 'string' })",
    "TextVectorization({ vocabulary: ['a', 'b'], outputSequenceLength: 4 })",
    "TextVectorization({ vocabulary: ['a', 'b'], outputSequenceLength: 5 })",
    "TextVectorization({ vocabulary: ['a', 'b'], outputMode: 'multiHot' })",
  ),
  TimeDistributed: on(
    steps,
    'TimeDistributed(Dense(3))',
    'TimeDistributed(Dense(4))',
    'TimeDistributed(Reshape([2, 3]))',
  ),
  UnitNormalization: keeps,
  UpSampling1D: sized('UpSampling1D', 1, '2', '3'),
  UpSampling2D: sized('UpSampling2D', 2, '2', '3', '[2, 3]', "2, { dataFormat: 'channelsFirst' }"),
  UpSampling3D: sized('UpSampling3D', 3, '2', '3', '[2, 3, 4]'),
  ZeroPadding1D: sized('ZeroPadding1D', 1, '1', '2', '[1, 2]'),
  ZeroPadding2D: sized('ZeroPadding2D', 2, '1', '2', '[1, 2]', '[[1, 2], [0, 1]]'),
  ZeroPadding3D: sized('ZeroPadding3D', 3, '1', '2', '[1, 2, 3]'),
};
