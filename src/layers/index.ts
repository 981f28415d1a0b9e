export {
  Activation,
  ELU,
  type ELULayerOptions,
  LeakyReLU,
  type LeakyReLULayerOptions,
  ReLU,
  type ReLULayerOptions,
} from './activations/activation.js';
export { PReLU, type PReLUOptions } from './activations/prelu.js';
export { Softmax, type SoftmaxLayerOptions } from './activations/softmax.js';
export type { AttentionCallOptions, AttentionOptions } from './attention/attend.js';
export { AdditiveAttention, Attention, type DotAttentionOptions, type ScoreMode } from './attention/attention.js';
export { GroupQueryAttention } from './attention/group-query-attention.js';
export type { HeadsCallOptions, HeadsOptions } from './attention/heads.js';
export { MultiHeadAttention, type MultiHeadAttentionOptions } from './attention/multi-head-attention.js';
export type { AffineAugmentationOptions } from './augmentation/affine-augmentation.js';
export type { AugmentationOptions, ValueRangeOptions } from './augmentation/augmentation.js';
export { RandomBrightness } from './augmentation/random-brightness.js';
export { RandomContrast } from './augmentation/random-contrast.js';
export { RandomCrop } from './augmentation/random-crop.js';
export { type FlipMode, RandomFlip } from './augmentation/random-flip.js';
export { RandomGrayscale } from './augmentation/random-grayscale.js';
export { RandomInvert } from './augmentation/random-invert.js';
export { RandomRotation } from './augmentation/random-rotation.js';
export { RandomShear } from './augmentation/random-shear.js';
export { RandomTranslation } from './augmentation/random-translation.js';
export { RandomZoom, type RandomZoomOptions } from './augmentation/random-zoom.js';
export type { FillMode } from './augmentation/sampling.js';
export { Solarization, type SolarizationOptions } from './augmentation/solarization.js';
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
export {
  DepthwiseConv1D,
  type DepthwiseConv1DOptions,
  DepthwiseConv2D,
  type DepthwiseConv2DOptions,
} from './convolution/depthwise-conv.js';
export {
  SeparableConv1D,
  type SeparableConv1DOptions,
  SeparableConv2D,
  type SeparableConv2DOptions,
} from './convolution/separable-conv.js';
export { Dense, type DenseOptions } from './core/dense.js';
export { EinsumDense, type EinsumDenseOptions } from './core/einsum-dense.js';
export { Embedding, type EmbeddingOptions } from './core/embedding.js';
export { Identity } from './core/identity.js';
export { Input } from './core/input.js';
export { Lambda, type LambdaContext, type LambdaOptions } from './core/lambda.js';
export { Masking, type MaskingOptions } from './core/masking.js';
export {
  Add,
  Average,
  add,
  average,
  Maximum,
  Minimum,
  Multiply,
  maximum,
  minimum,
  multiply,
  Subtract,
  subtract,
} from './merging/arithmetic.js';
export { Concatenate, concatenate } from './merging/concatenate.js';
export { Dot, type DotOptions, dot } from './merging/dot.js';
export { BatchNormalization, type BatchNormalizationOptions } from './normalization/batch-normalization.js';
export { GroupNormalization, type GroupNormalizationOptions } from './normalization/group-normalization.js';
export {
  LayerNormalization,
  type LayerNormalizationOptions,
  RMSNormalization,
  type RMSNormalizationOptions,
} from './normalization/layer-normalization.js';
export { SpectralNormalization, type SpectralNormalizationOptions } from './normalization/spectral-normalization.js';
export { UnitNormalization, type UnitNormalizationOptions } from './normalization/unit-normalization.js';
export {
  AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3D,
} from './pooling/adaptive-average-pooling.js';
export { AdaptiveMaxPooling1D, AdaptiveMaxPooling2D, AdaptiveMaxPooling3D } from './pooling/adaptive-max-pooling.js';
export type { AdaptivePoolingOptions } from './pooling/adaptive-pooling.js';
export { AveragePooling1D, AveragePooling2D, AveragePooling3D } from './pooling/average-pooling.js';
export {
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling3D,
} from './pooling/global-average-pooling.js';
export { GlobalMaxPooling1D, GlobalMaxPooling2D, GlobalMaxPooling3D } from './pooling/global-max-pooling.js';
export type { GlobalPoolingOptions } from './pooling/global-pooling.js';
export { MaxPooling1D, MaxPooling2D, MaxPooling3D } from './pooling/max-pooling.js';
export type { Pooling2DOptions, PoolingOptions } from './pooling/pooling.js';
export type { AdaptOptions } from './preprocessing/adapt.js';
export {
  CategoryEncoding,
  type CategoryEncodingOptions,
  type EncodingMode,
} from './preprocessing/category-encoding.js';
export { CenterCrop, type CenterCropOptions } from './preprocessing/center-crop.js';
export {
  type BinMode,
  Discretization,
  type DiscretizationMembers,
  type DiscretizationOptions,
} from './preprocessing/discretization.js';
export { type CrossingMode, HashedCrossing, type HashedCrossingOptions } from './preprocessing/hashed-crossing.js';
export { Hashing, type HashingMode, type HashingOptions } from './preprocessing/hashing.js';
export { IntegerLookup, StringLookup } from './preprocessing/lookup.js';
export type { LookupMembers } from './preprocessing/lookup-members.js';
export type { IntegerLookupOptions, LookupOptions } from './preprocessing/lookup-options.js';
export { Normalization, type NormalizationMembers, type NormalizationOptions } from './preprocessing/normalization.js';
export type { Interpolation } from './preprocessing/resample.js';
export { Rescaling, type RescalingOptions } from './preprocessing/rescaling.js';
export { Resizing, type ResizingOptions } from './preprocessing/resizing.js';
export { TextVectorization, type TextVectorizationOptions } from './preprocessing/text-vectorization.js';
export type { Cell, CellCallOptions, CellContext } from './recurrent/cell.js';
export {
  ConvLSTM1D,
  type ConvLSTM1DOptions,
  ConvLSTM2D,
  type ConvLSTM2DOptions,
  ConvLSTM3D,
  type ConvLSTM3DOptions,
} from './recurrent/conv-lstm.js';
export { GRU, GRUCell, type GRUCellOptions, type GRUOptions } from './recurrent/gru.js';
export { LSTM, LSTMCell, type LSTMCellOptions, type LSTMOptions } from './recurrent/lstm.js';
export type { RecurrentLayer } from './recurrent/recurrent-layer.js';
export { RNN, type RNNOptions } from './recurrent/rnn.js';
export { SimpleRNN, SimpleRNNCell, type SimpleRNNCellOptions, type SimpleRNNOptions } from './recurrent/simple-rnn.js';
export { StackedRNNCells } from './recurrent/stacked-rnn-cells.js';
export {
  ActivityRegularization,
  type ActivityRegularizationOptions,
} from './regularization/activity-regularization.js';
export { AlphaDropout, type AlphaDropoutOptions } from './regularization/alpha-dropout.js';
export { Dropout, type DropoutOptions } from './regularization/dropout.js';
export {
  GaussianDropout,
  type GaussianDropoutOptions,
  GaussianNoise,
  type GaussianNoiseOptions,
} from './regularization/gaussian-noise.js';
export {
  SpatialDropout1D,
  type SpatialDropout1DOptions,
  SpatialDropout2D,
  SpatialDropout3D,
} from './regularization/spatial-dropout.js';
export { Cropping1D, Cropping2D, Cropping3D } from './reshaping/cropping.js';
export type { EdgesOptions } from './reshaping/edges.js';
export { Permute } from './reshaping/permute.js';
export { RepeatVector } from './reshaping/repeat-vector.js';
export { Flatten, type FlattenOptions, Reshape } from './reshaping/reshape.js';
export {
  UpSampling1D,
  UpSampling2D,
  type UpSampling2DOptions,
  UpSampling3D,
  type UpSamplingOptions,
} from './reshaping/up-sampling.js';
export { ZeroPadding1D, ZeroPadding2D, ZeroPadding3D } from './reshaping/zero-padding.js';
export { Bidirectional, type BidirectionalOptions } from './wrappers/bidirectional.js';
export type { MergeMode } from './wrappers/bidirectional-shape.js';
export { Parallel } from './wrappers/parallel.js';
export { Residual } from './wrappers/residual.js';
export { TimeDistributed } from './wrappers/time-distributed.js';
