import fc from 'fast-check';
import type * as layers from '../../../src/layers/index.js';
import { categoryEncoding, discretization } from './categories.js';
import {
  concatenation,
  dotProduct,
  embedding,
  flattening,
  merging,
  permuting,
  repeating,
  reshaping,
  subtracting,
} from './rearranging.js';
import { bidirectional, recurrent, timeDistributed } from './sequences.js';
import { anyTensor, axis, keeping, sampleOfRank, tensor, units } from './tensors.js';
import { call, literal, on, options, type Text } from './texts.js';
import {
  augmenting,
  channelConvolution,
  convolution,
  edging,
  globalPooling,
  pooling,
  resizing,
  spatialDropout,
  transposedConvolution,
  upSampling,
} from './windows.js';

/** The classes of layers: what the library exports of them with a capital letter, but for the input. */
export type LayerName = Exclude<
  { [Name in keyof typeof layers]: Name extends Capitalize<Name> ? Name : never }[keyof typeof layers],
  'Input'
>;

const axes = fc.oneof({ arbitrary: axis, weight: 3 }, { arbitrary: fc.constantFrom([1, 2], [-1, 1], [1]), weight: 1 });
const rate = fc.constant('0.5');

/** Random calls of every class of layers, wrong ones included. A class that is missing does not compile. */
export const randomCalls: Readonly<Record<LayerName, Text>> = {
  Activation: keeping('Activation', literal(fc.constantFrom('relu', 'softmax', 'tanh'))),
  ActivityRegularization: keeping('ActivityRegularization', options({ l1: fc.constant(0.1) })),
  Add: merging('Add'),
  AlphaDropout: keeping('AlphaDropout', rate),
  Average: merging('Average'),
  AveragePooling1D: pooling('AveragePooling1D', 1),
  AveragePooling2D: pooling('AveragePooling2D', 2),
  AveragePooling3D: pooling('AveragePooling3D', 3),
  BatchNormalization: keeping('BatchNormalization', options({ axis })),
  Bidirectional: bidirectional,
  CategoryEncoding: categoryEncoding,
  CenterCrop: resizing('CenterCrop'),
  Concatenate: concatenation,
  Conv1D: convolution('Conv1D', 1, ['valid', 'same', 'causal']),
  Conv1DTranspose: transposedConvolution('Conv1DTranspose', 1),
  Conv2D: convolution('Conv2D', 2),
  Conv2DTranspose: transposedConvolution('Conv2DTranspose', 2),
  Conv3D: convolution('Conv3D', 3),
  Conv3DTranspose: transposedConvolution('Conv3DTranspose', 3),
  Cropping1D: edging('Cropping1D', 1, false),
  Cropping2D: edging('Cropping2D', 2, true),
  Cropping3D: edging('Cropping3D', 3, true),
  Dense: keeping('Dense', units),
  Discretization: discretization,
  DepthwiseConv1D: channelConvolution('DepthwiseConv1D', 1),
  DepthwiseConv2D: channelConvolution('DepthwiseConv2D', 2),
  Dot: dotProduct,
  Dropout: keeping('Dropout', rate, options({ noiseShape: fc.constantFrom([null, 1], [null, 1, 1], [null, 3]) })),
  ELU: keeping('ELU'),
  Embedding: embedding,
  Flatten: flattening,
  GaussianDropout: keeping('GaussianDropout', rate),
  GaussianNoise: keeping('GaussianNoise', rate),
  GlobalAveragePooling1D: globalPooling('GlobalAveragePooling1D', 1),
  GlobalAveragePooling2D: globalPooling('GlobalAveragePooling2D', 2),
  GlobalAveragePooling3D: globalPooling('GlobalAveragePooling3D', 3),
  GlobalMaxPooling1D: globalPooling('GlobalMaxPooling1D', 1),
  GlobalMaxPooling2D: globalPooling('GlobalMaxPooling2D', 2),
  GlobalMaxPooling3D: globalPooling('GlobalMaxPooling3D', 3),
  GroupNormalization: keeping(
    'GroupNormalization',
    options({ groups: fc.constantFrom(-1, 1, 2, 3), axis: fc.constantFrom(-1, 1, 2, 3) }),
  ),
  GRU: recurrent('GRU'),
  Identity: keeping('Identity'),
  LayerNormalization: keeping('LayerNormalization', options({ axis: axes })),
  LeakyReLU: keeping('LeakyReLU'),
  LSTM: recurrent('LSTM'),
  Masking: keeping('Masking'),
  MaxPooling1D: pooling('MaxPooling1D', 1),
  MaxPooling2D: pooling('MaxPooling2D', 2),
  MaxPooling3D: pooling('MaxPooling3D', 3),
  Maximum: merging('Maximum'),
  Minimum: merging('Minimum'),
  Multiply: merging('Multiply'),
  Normalization: keeping(
    'Normalization',
    literal(
      fc.record(
        { mean: fc.constant(1), variance: fc.constant(4), axis: fc.oneof(axes, fc.constant(null)) },
        { requiredKeys: ['mean', 'variance'] },
      ),
    ),
  ),
  Parallel: on(
    fc.constantFrom('Parallel([Dense(3), Dense(4)], Concatenate())', 'Parallel([Conv1D(3, 2), Dense(3)], Add())'),
    anyTensor,
  ),
  Permute: permuting,
  PReLU: keeping('PReLU', options({ sharedAxes: fc.constantFrom([1], [1, 2], [2]) })),
  RandomBrightness: augmenting('RandomBrightness', '0.5'),
  RandomContrast: augmenting('RandomContrast', '0.5'),
  RandomCrop: resizing('RandomCrop'),
  RandomFlip: augmenting('RandomFlip', "'horizontal'"),
  RandomRotation: augmenting('RandomRotation', '0.5'),
  RandomTranslation: augmenting('RandomTranslation', '0.5', '[0, 0.5]'),
  RandomZoom: augmenting('RandomZoom', '0.5'),
  ReLU: keeping('ReLU'),
  RepeatVector: repeating,
  Rescaling: keeping('Rescaling', rate),
  Reshape: reshaping,
  Resizing: resizing('Resizing'),
  Residual: on(
    fc.constantFrom(
      'Residual(Dense(3))',
      "Residual(Conv1D(3, 2, { padding: 'same' }))",
      'Residual(Dense(3), Dense(3))',
    ),
    anyTensor,
  ),
  RMSNormalization: keeping('RMSNormalization', options({ axis: axes })),
  SeparableConv1D: channelConvolution('SeparableConv1D', 1, units),
  SeparableConv2D: channelConvolution('SeparableConv2D', 2, units),
  SimpleRNN: recurrent('SimpleRNN'),
  Softmax: keeping('Softmax', options({ axis: axes })),
  SpatialDropout1D: spatialDropout('SpatialDropout1D', 1),
  SpatialDropout2D: spatialDropout('SpatialDropout2D', 2),
  SpatialDropout3D: spatialDropout('SpatialDropout3D', 3),
  SpectralNormalization: on(
    call('SpectralNormalization', fc.constantFrom('Dense(3)', 'Conv1D(3, 2)')),
    tensor(sampleOfRank(2)),
  ),
  Subtract: subtracting,
  TimeDistributed: timeDistributed,
  UnitNormalization: keeping('UnitNormalization', options({ axis: axes })),
  UpSampling1D: upSampling('UpSampling1D', 1),
  UpSampling2D: upSampling('UpSampling2D', 2),
  UpSampling3D: upSampling('UpSampling3D', 3),
  ZeroPadding1D: edging('ZeroPadding1D', 1, true),
  ZeroPadding2D: edging('ZeroPadding2D', 2, true),
  ZeroPadding3D: edging('ZeroPadding3D', 3, true),
};
