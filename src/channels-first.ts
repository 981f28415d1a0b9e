/**
 * The same names as `tupleflow`, with channels first as the default data format: images are (batch, channels, height, width).
 *
 * An entry point and not a switch, so that types see it.
 */
export * from './index.js';
export { AveragePooling2DChannelsFirst as AveragePooling2D } from './layers/average-pooling2d.js';
export { Conv2DChannelsFirst as Conv2D } from './layers/conv2d.js';
export { FlattenChannelsFirst as Flatten } from './layers/flatten.js';
export { MaxPooling2DChannelsFirst as MaxPooling2D } from './layers/max-pooling2d.js';
