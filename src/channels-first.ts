/**
 * The same names as `tupleflow`, with channels first as the default data format: images are (batch, channels, height, width).
 *
 * An entry point and not a switch, so that types see it.
 */
export * from './index.js';
export {
  RandomRotationChannelsFirst as RandomRotation,
  RandomShearChannelsFirst as RandomShear,
  RandomTranslationChannelsFirst as RandomTranslation,
} from './layers/augmentation/affine-augmentations.js';
export {
  RandomInvertChannelsFirst as RandomInvert,
  SolarizationChannelsFirst as Solarization,
} from './layers/augmentation/inversions.js';
export {
  RandomBrightnessChannelsFirst as RandomBrightness,
  RandomContrastChannelsFirst as RandomContrast,
} from './layers/augmentation/pixel-augmentations.js';
export { RandomCropChannelsFirst as RandomCrop } from './layers/augmentation/random-crop.js';
export { RandomFlipChannelsFirst as RandomFlip } from './layers/augmentation/random-flip.js';
export { RandomGrayscaleChannelsFirst as RandomGrayscale } from './layers/augmentation/random-grayscale.js';
export { RandomZoomChannelsFirst as RandomZoom } from './layers/augmentation/random-zoom.js';
export {
  Conv1DChannelsFirst as Conv1D,
  Conv1DChannelsFirst as Convolution1D,
  Conv2DChannelsFirst as Conv2D,
  Conv2DChannelsFirst as Convolution2D,
  Conv3DChannelsFirst as Conv3D,
  Conv3DChannelsFirst as Convolution3D,
} from './layers/convolution/conv.js';
export {
  Conv1DTransposeChannelsFirst as Conv1DTranspose,
  Conv1DTransposeChannelsFirst as Convolution1DTranspose,
  Conv2DTransposeChannelsFirst as Conv2DTranspose,
  Conv2DTransposeChannelsFirst as Convolution2DTranspose,
  Conv3DTransposeChannelsFirst as Conv3DTranspose,
  Conv3DTransposeChannelsFirst as Convolution3DTranspose,
} from './layers/convolution/conv-transpose.js';
export {
  DepthwiseConv1DChannelsFirst as DepthwiseConv1D,
  DepthwiseConv2DChannelsFirst as DepthwiseConv2D,
} from './layers/convolution/depthwise-conv.js';
export {
  SeparableConv1DChannelsFirst as SeparableConv1D,
  SeparableConv1DChannelsFirst as SeparableConvolution1D,
  SeparableConv2DChannelsFirst as SeparableConv2D,
  SeparableConv2DChannelsFirst as SeparableConvolution2D,
} from './layers/convolution/separable-conv.js';
export {
  AdaptiveAveragePooling1DChannelsFirst as AdaptiveAveragePooling1D,
  AdaptiveAveragePooling2DChannelsFirst as AdaptiveAveragePooling2D,
  AdaptiveAveragePooling3DChannelsFirst as AdaptiveAveragePooling3D,
  AdaptiveMaxPooling1DChannelsFirst as AdaptiveMaxPooling1D,
  AdaptiveMaxPooling2DChannelsFirst as AdaptiveMaxPooling2D,
  AdaptiveMaxPooling3DChannelsFirst as AdaptiveMaxPooling3D,
} from './layers/pooling/adaptive-poolings.js';
export {
  AveragePooling1DChannelsFirst as AveragePooling1D,
  AveragePooling1DChannelsFirst as AvgPool1D,
  AveragePooling2DChannelsFirst as AveragePooling2D,
  AveragePooling2DChannelsFirst as AvgPool2D,
  AveragePooling3DChannelsFirst as AveragePooling3D,
  AveragePooling3DChannelsFirst as AvgPool3D,
} from './layers/pooling/average-pooling.js';
export {
  GlobalAveragePooling1DChannelsFirst as GlobalAveragePooling1D,
  GlobalAveragePooling1DChannelsFirst as GlobalAvgPool1D,
  GlobalAveragePooling2DChannelsFirst as GlobalAveragePooling2D,
  GlobalAveragePooling2DChannelsFirst as GlobalAvgPool2D,
  GlobalAveragePooling3DChannelsFirst as GlobalAveragePooling3D,
  GlobalAveragePooling3DChannelsFirst as GlobalAvgPool3D,
  GlobalMaxPooling1DChannelsFirst as GlobalMaxPooling1D,
  GlobalMaxPooling1DChannelsFirst as GlobalMaxPool1D,
  GlobalMaxPooling2DChannelsFirst as GlobalMaxPooling2D,
  GlobalMaxPooling2DChannelsFirst as GlobalMaxPool2D,
  GlobalMaxPooling3DChannelsFirst as GlobalMaxPooling3D,
  GlobalMaxPooling3DChannelsFirst as GlobalMaxPool3D,
} from './layers/pooling/global-poolings.js';
export {
  MaxPooling1DChannelsFirst as MaxPooling1D,
  MaxPooling1DChannelsFirst as MaxPool1D,
  MaxPooling2DChannelsFirst as MaxPooling2D,
  MaxPooling2DChannelsFirst as MaxPool2D,
  MaxPooling3DChannelsFirst as MaxPooling3D,
  MaxPooling3DChannelsFirst as MaxPool3D,
} from './layers/pooling/max-pooling.js';
export { CenterCropChannelsFirst as CenterCrop } from './layers/preprocessing/center-crop.js';
export { ResizingChannelsFirst as Resizing } from './layers/preprocessing/resizing.js';
export {
  ConvLSTM1DChannelsFirst as ConvLSTM1D,
  ConvLSTM2DChannelsFirst as ConvLSTM2D,
  ConvLSTM3DChannelsFirst as ConvLSTM3D,
} from './layers/recurrent/conv-lstm.js';
export {
  SpatialDropout2DChannelsFirst as SpatialDropout2D,
  SpatialDropout3DChannelsFirst as SpatialDropout3D,
} from './layers/regularization/spatial-dropout.js';
export {
  Cropping2DChannelsFirst as Cropping2D,
  Cropping3DChannelsFirst as Cropping3D,
} from './layers/reshaping/cropping.js';
export { FlattenChannelsFirst as Flatten } from './layers/reshaping/reshape.js';
export {
  UpSampling2DChannelsFirst as UpSampling2D,
  UpSampling3DChannelsFirst as UpSampling3D,
} from './layers/reshaping/up-sampling.js';
export {
  ZeroPadding1DChannelsFirst as ZeroPadding1D,
  ZeroPadding2DChannelsFirst as ZeroPadding2D,
  ZeroPadding3DChannelsFirst as ZeroPadding3D,
} from './layers/reshaping/zero-padding.js';
