import type { Replacement } from '../kernel.js';
import { conv2DBackpropFilter, conv2DBackpropInput } from './convolution-gradients.js';
import { floorDiv, mod, pow, sign, unsortedSegmentSum } from './elements.js';

/** The kernels that are used instead of TensorFlow.js' own for the cpu backend, because those are wrong or too slow. */
export const cpuReplacements: Readonly<Record<string, Replacement>> = {
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  FloorDiv: floorDiv,
  Mod: mod,
  Pow: pow,
  Sign: sign,
  UnsortedSegmentSum: () => unsortedSegmentSum,
};
