/**
 * The same names as `tupleflow`, with channels first as the default data format: images are (batch, channels, height, width).
 *
 * An entry point and not a switch, so that types see it.
 */
export * from './index.js';
export { AdaptiveAveragePooling1DChannelsFirst as AdaptiveAveragePooling1D } from './layers/adaptive-average-pooling1d.js';
export { AdaptiveAveragePooling2DChannelsFirst as AdaptiveAveragePooling2D } from './layers/adaptive-average-pooling2d.js';
export { AdaptiveAveragePooling3DChannelsFirst as AdaptiveAveragePooling3D } from './layers/adaptive-average-pooling3d.js';
export { AdaptiveMaxPooling1DChannelsFirst as AdaptiveMaxPooling1D } from './layers/adaptive-max-pooling1d.js';
export { AdaptiveMaxPooling2DChannelsFirst as AdaptiveMaxPooling2D } from './layers/adaptive-max-pooling2d.js';
export { AdaptiveMaxPooling3DChannelsFirst as AdaptiveMaxPooling3D } from './layers/adaptive-max-pooling3d.js';
export {
  AveragePooling1DChannelsFirst as AveragePooling1D,
  AveragePooling1DChannelsFirst as AvgPool1D,
} from './layers/average-pooling1d.js';
export {
  AveragePooling2DChannelsFirst as AveragePooling2D,
  AveragePooling2DChannelsFirst as AvgPool2D,
} from './layers/average-pooling2d.js';
export {
  AveragePooling3DChannelsFirst as AveragePooling3D,
  AveragePooling3DChannelsFirst as AvgPool3D,
} from './layers/average-pooling3d.js';
export { CenterCropChannelsFirst as CenterCrop } from './layers/center-crop.js';
export { ConvLSTM1DChannelsFirst as ConvLSTM1D } from './layers/conv-lstm1d.js';
export { ConvLSTM2DChannelsFirst as ConvLSTM2D } from './layers/conv-lstm2d.js';
export { ConvLSTM3DChannelsFirst as ConvLSTM3D } from './layers/conv-lstm3d.js';
export { Conv1DChannelsFirst as Conv1D, Conv1DChannelsFirst as Convolution1D } from './layers/conv1d.js';
export {
  Conv1DTransposeChannelsFirst as Conv1DTranspose,
  Conv1DTransposeChannelsFirst as Convolution1DTranspose,
} from './layers/conv1d-transpose.js';
export { Conv2DChannelsFirst as Conv2D, Conv2DChannelsFirst as Convolution2D } from './layers/conv2d.js';
export {
  Conv2DTransposeChannelsFirst as Conv2DTranspose,
  Conv2DTransposeChannelsFirst as Convolution2DTranspose,
} from './layers/conv2d-transpose.js';
export { Conv3DChannelsFirst as Conv3D, Conv3DChannelsFirst as Convolution3D } from './layers/conv3d.js';
export {
  Conv3DTransposeChannelsFirst as Conv3DTranspose,
  Conv3DTransposeChannelsFirst as Convolution3DTranspose,
} from './layers/conv3d-transpose.js';
export { Cropping2DChannelsFirst as Cropping2D } from './layers/cropping2d.js';
export { Cropping3DChannelsFirst as Cropping3D } from './layers/cropping3d.js';
export { DepthwiseConv1DChannelsFirst as DepthwiseConv1D } from './layers/depthwise-conv1d.js';
export { DepthwiseConv2DChannelsFirst as DepthwiseConv2D } from './layers/depthwise-conv2d.js';
export { FlattenChannelsFirst as Flatten } from './layers/flatten.js';
export {
  GlobalAveragePooling1DChannelsFirst as GlobalAveragePooling1D,
  GlobalAveragePooling1DChannelsFirst as GlobalAvgPool1D,
} from './layers/global-average-pooling1d.js';
export {
  GlobalAveragePooling2DChannelsFirst as GlobalAveragePooling2D,
  GlobalAveragePooling2DChannelsFirst as GlobalAvgPool2D,
} from './layers/global-average-pooling2d.js';
export {
  GlobalAveragePooling3DChannelsFirst as GlobalAveragePooling3D,
  GlobalAveragePooling3DChannelsFirst as GlobalAvgPool3D,
} from './layers/global-average-pooling3d.js';
export {
  GlobalMaxPooling1DChannelsFirst as GlobalMaxPooling1D,
  GlobalMaxPooling1DChannelsFirst as GlobalMaxPool1D,
} from './layers/global-max-pooling1d.js';
export {
  GlobalMaxPooling2DChannelsFirst as GlobalMaxPooling2D,
  GlobalMaxPooling2DChannelsFirst as GlobalMaxPool2D,
} from './layers/global-max-pooling2d.js';
export {
  GlobalMaxPooling3DChannelsFirst as GlobalMaxPooling3D,
  GlobalMaxPooling3DChannelsFirst as GlobalMaxPool3D,
} from './layers/global-max-pooling3d.js';
export {
  MaxPooling1DChannelsFirst as MaxPooling1D,
  MaxPooling1DChannelsFirst as MaxPool1D,
} from './layers/max-pooling1d.js';
export {
  MaxPooling2DChannelsFirst as MaxPooling2D,
  MaxPooling2DChannelsFirst as MaxPool2D,
} from './layers/max-pooling2d.js';
export {
  MaxPooling3DChannelsFirst as MaxPooling3D,
  MaxPooling3DChannelsFirst as MaxPool3D,
} from './layers/max-pooling3d.js';
export { RandomBrightnessChannelsFirst as RandomBrightness } from './layers/random-brightness.js';
export { RandomContrastChannelsFirst as RandomContrast } from './layers/random-contrast.js';
export { RandomCropChannelsFirst as RandomCrop } from './layers/random-crop.js';
export { RandomFlipChannelsFirst as RandomFlip } from './layers/random-flip.js';
export { RandomGrayscaleChannelsFirst as RandomGrayscale } from './layers/random-grayscale.js';
export { RandomInvertChannelsFirst as RandomInvert } from './layers/random-invert.js';
export { RandomRotationChannelsFirst as RandomRotation } from './layers/random-rotation.js';
export { RandomShearChannelsFirst as RandomShear } from './layers/random-shear.js';
export { RandomTranslationChannelsFirst as RandomTranslation } from './layers/random-translation.js';
export { RandomZoomChannelsFirst as RandomZoom } from './layers/random-zoom.js';
export { ResizingChannelsFirst as Resizing } from './layers/resizing.js';
export {
  SeparableConv1DChannelsFirst as SeparableConv1D,
  SeparableConv1DChannelsFirst as SeparableConvolution1D,
} from './layers/separable-conv1d.js';
export {
  SeparableConv2DChannelsFirst as SeparableConv2D,
  SeparableConv2DChannelsFirst as SeparableConvolution2D,
} from './layers/separable-conv2d.js';
export { SolarizationChannelsFirst as Solarization } from './layers/solarization.js';
export { SpatialDropout2DChannelsFirst as SpatialDropout2D } from './layers/spatial-dropout2d.js';
export { SpatialDropout3DChannelsFirst as SpatialDropout3D } from './layers/spatial-dropout3d.js';
export { UpSampling2DChannelsFirst as UpSampling2D } from './layers/up-sampling2d.js';
export { UpSampling3DChannelsFirst as UpSampling3D } from './layers/up-sampling3d.js';
export { ZeroPadding1DChannelsFirst as ZeroPadding1D } from './layers/zero-padding1d.js';
export { ZeroPadding2DChannelsFirst as ZeroPadding2D } from './layers/zero-padding2d.js';
export { ZeroPadding3DChannelsFirst as ZeroPadding3D } from './layers/zero-padding3d.js';
