/**
 * EfficientNetB7, the largest of its paper: 66,658,687 parameters, as in Keras Applications.
 *
 * "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" by M. Tan and Q. Le, 2019.
 */
import { Input, Normalization, Rescaling, Sequential } from 'tupleflow';
import { efficientNet } from './efficient-net.js';

/** For pixels from 0 to 255, as EfficientNetB0, which is a third as deep, half as wide, and for smaller images. */
export function efficientNetB7() {
  return Sequential([
    Input([600, 600, 3]),
    Rescaling(1 / 255),
    Normalization(),
    efficientNet({
      depths: [4, 7, 7, 10, 10, 13, 4],
      filters: [64, 32, 48, 80, 160, 224, 384, 640, 2560],
      dropout: 0.5,
      classes: 1000,
    }),
  ]);
}
