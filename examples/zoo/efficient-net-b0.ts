/**
 * EfficientNetB0, the smallest of its paper: 5,330,571 parameters, as in Keras Applications.
 *
 * "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks" by M. Tan and Q. Le, 2019.
 */
import { Input, Normalization, Rescaling, Sequential } from 'tupleflow';
import { efficientNet } from './efficient-net.js';

/** For pixels from 0 to 255, whose mean and variance the layer `normalization` learns by `adapt`. */
export function efficientNetB0() {
  return Sequential([
    Input([224, 224, 3]),
    Rescaling(1 / 255),
    Normalization(),
    efficientNet({
      depths: [1, 2, 2, 3, 3, 4, 1],
      filters: [32, 16, 24, 40, 80, 112, 192, 320, 1280],
      dropout: 0.2,
      classes: 1000,
    }),
  ]);
}
