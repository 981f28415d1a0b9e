// All kernels that are used instead of TensorFlow.js' own for the cpu backend, because those are wrong or too slow, by their
// names there. A new one is its file and a line here.

export { Conv2DBackpropFilter, Conv2DBackpropInput } from './convolution-gradients.js';
export { FloorDiv, Mod, Pow, Sign, UnsortedSegmentSum } from './elements.js';
