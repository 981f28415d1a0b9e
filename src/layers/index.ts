/**
 * The layers by name. The line of a layer has its factory, its options and, if it has one of its own, the rule of its shapes,
 * such as `DenseShape`: under this name a declaration says what a user's module exports, and `Layer<DenseShape<10>>` is the
 * type of `Dense(10)`.
 */
export {
  Activation,
  ELU,
  type ELULayerOptions,
  LeakyReLU,
  type LeakyReLULayerOptions,
  ReLU,
  type ReLULayerOptions,
} from './activations/activation.js';
export { PReLU, type PReLUOptions, type PReLUShape } from './activations/prelu.js';
export { Softmax, type SoftmaxLayerOptions, type SoftmaxShape } from './activations/softmax.js';
export type { AttentionCallOptions, AttentionOptions } from './attention/attend.js';
export { AdditiveAttention, Attention, type DotAttentionOptions, type ScoreMode } from './attention/attention.js';
export type { AttentionShape } from './attention/attention-shape.js';
export { GroupQueryAttention } from './attention/group-query-attention.js';
export type { HeadsCallOptions, HeadsOptions, QueryValueLayer } from './attention/heads.js';
export type { HeadsClass, HeadsShape } from './attention/heads-shape.js';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './attention/multi-head-attention.js';
export * from './augmentation/index.js';
export {
  Conv1D,
  type Conv1DOptions,
  Conv2D,
  type Conv2DOptions,
  Conv3D,
  type Conv3DOptions,
} from './convolution/conv.js';
export {
  Conv1DTranspose,
  type Conv1DTransposeOptions,
  Conv2DTranspose,
  type Conv2DTransposeOptions,
  Conv3DTranspose,
  type Conv3DTransposeOptions,
} from './convolution/conv-transpose.js';
export type { ConvolutionShape } from './convolution/convolution.js';
export type { ConvolutionTransposeShape } from './convolution/convolution-transpose.js';
export {
  DepthwiseConv1D,
  type DepthwiseConv1DOptions,
  DepthwiseConv2D,
  type DepthwiseConv2DOptions,
} from './convolution/depthwise-conv.js';
export type { DepthwiseConvolutionShape } from './convolution/depthwise-convolution.js';
export {
  SeparableConv1D,
  type SeparableConv1DOptions,
  SeparableConv2D,
  type SeparableConv2DOptions,
} from './convolution/separable-conv.js';
export { Dense, type DenseOptions, type DenseShape } from './core/dense.js';
export { EinsumDense, type EinsumDenseOptions, type EinsumDenseShape } from './core/einsum-dense.js';
export { Embedding, type EmbeddingOptions, type EmbeddingShape } from './core/embedding.js';
export { Identity, type IdentityShape } from './core/identity.js';
export { Input } from './core/input.js';
export { Lambda, type LambdaContext, type LambdaInput, type LambdaOptions } from './core/lambda.js';
export type { LambdaListShape, LambdaShape } from './core/lambda-shape.js';
export { Masking, type MaskingOptions } from './core/masking.js';
export {
  type ReversibleCall,
  ReversibleEmbedding,
  type ReversibleEmbeddingOptions,
  type ReversibleEmbeddingShape,
} from './core/reversible-embedding.js';
export {
  Add,
  type AddShape,
  Average,
  type AverageShape,
  add,
  average,
  Maximum,
  type MaximumShape,
  Minimum,
  type MinimumShape,
  Multiply,
  type MultiplyShape,
  maximum,
  minimum,
  multiply,
  Subtract,
  type SubtractShape,
  subtract,
} from './merging/arithmetic.js';
export { Concatenate, type ConcatenateShape, concatenate } from './merging/concatenate.js';
export { Dot, type DotOptions, type DotShape, dot } from './merging/dot.js';
export type { MergeShape } from './merging/merge.js';
export {
  BatchNormalization,
  type BatchNormalizationOptions,
  type BatchNormalizationShape,
} from './normalization/batch-normalization.js';
export {
  GroupNormalization,
  type GroupNormalizationOptions,
  type GroupNormalizationShape,
} from './normalization/group-normalization.js';
export {
  LayerNormalization,
  type LayerNormalizationOptions,
  type LayerNormalizationShape,
  RMSNormalization,
  type RMSNormalizationOptions,
  type RMSNormalizationShape,
  UnitNormalization,
  type UnitNormalizationOptions,
  type UnitNormalizationShape,
} from './normalization/layer-normalization.js';
export { SpectralNormalization, type SpectralNormalizationOptions } from './normalization/spectral-normalization.js';
export type { AdaptivePoolingOptions, AdaptivePoolingShape } from './pooling/adaptive-pooling.js';
export {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3D,
} from './pooling/adaptive-poolings.js';
export { AveragePooling1D, AveragePooling2D, AveragePooling3D } from './pooling/average-pooling.js';
export type { GlobalPoolingOptions, GlobalPoolingShape } from './pooling/global-pooling.js';
export {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  GlobalMaxPooling3D,
} from './pooling/global-poolings.js';
export { MaxPooling1D, MaxPooling2D, MaxPooling3D } from './pooling/max-pooling.js';
export type { Pooling2DOptions, PoolingOptions, PoolingShape } from './pooling/pooling.js';
export * from './preprocessing/index.js';
export type { Cell, CellCallOptions, CellContext, CellShape, VectorShape } from './recurrent/cell.js';
export {
  ConvLSTM1D,
  type ConvLSTM1DOptions,
  ConvLSTM2D,
  type ConvLSTM2DOptions,
  ConvLSTM3D,
  type ConvLSTM3DOptions,
} from './recurrent/conv-lstm.js';
export type { ConvolutionalShape } from './recurrent/convolutional-shape.js';
export { GRU, GRUCell, type GRUCellOptions, type GRUOptions } from './recurrent/gru.js';
export { LSTM, LSTMCell, type LSTMCellOptions, type LSTMOptions } from './recurrent/lstm.js';
export type { RecurrentLayer } from './recurrent/recurrent-layer.js';
export type { SequenceOptions } from './recurrent/recurrent-options.js';
export { RNN, type RNNOptions } from './recurrent/rnn.js';
export { SimpleRNN, SimpleRNNCell, type SimpleRNNCellOptions, type SimpleRNNOptions } from './recurrent/simple-rnn.js';
export { StackedRNNCells } from './recurrent/stacked-rnn-cells.js';
export {
  ActivityRegularization,
  type ActivityRegularizationOptions,
} from './regularization/activity-regularization.js';
export { Dropout, type DropoutOptions, type DropoutShape } from './regularization/dropout.js';
export {
  AlphaDropout,
  type AlphaDropoutOptions,
  type AlphaDropoutShape,
  GaussianDropout,
  type GaussianDropoutOptions,
  GaussianNoise,
  type GaussianNoiseOptions,
} from './regularization/noise.js';
export {
  SpatialDropout1D,
  type SpatialDropout1DOptions,
  type SpatialDropout1DShape,
  SpatialDropout2D,
  SpatialDropout3D,
  type SpatialDropoutShape,
} from './regularization/spatial-dropout.js';
export { Cropping1D, Cropping2D, Cropping3D } from './reshaping/cropping.js';
export type { EdgesOptions, EdgesShape } from './reshaping/edges.js';
export { Permute, type PermuteShape, RepeatVector, type RepeatVectorShape } from './reshaping/rearranging.js';
export { Flatten, type FlattenOptions, type FlattenShape, Reshape, type ReshapeShape } from './reshaping/reshape.js';
export {
  UpSampling1D,
  UpSampling2D,
  type UpSampling2DOptions,
  UpSampling3D,
  type UpSamplingOptions,
  type UpSamplingShape,
} from './reshaping/up-sampling.js';
export { ZeroPadding1D, ZeroPadding2D, ZeroPadding3D } from './reshaping/zero-padding.js';
export { Bidirectional, type BidirectionalOptions } from './wrappers/bidirectional.js';
export type { BidirectionalShape, MergeMode } from './wrappers/bidirectional-shape.js';
export { Parallel, type ParallelShape } from './wrappers/parallel.js';
export { type RepeatShape, repeat } from './wrappers/repeat.js';
export { Residual, type ResidualShape, type Straight } from './wrappers/residual.js';
export type { TimeDistributedShape } from './wrappers/time-axis.js';
export { TimeDistributed, type TimeDistributedCallOptions } from './wrappers/time-distributed.js';
