// All kernels of ours for WebAssembly, by their names in TensorFlow.js. A new one is its file and a line here.

export { BatchMatMul } from './batch-mat-mul.js';
export { Conv2DBackpropFilter } from './conv2d-backprop-filter.js';
export { Conv2DBackpropInput } from './conv2d-backprop-input.js';
export {
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
} from './depthwise-conv2d-backprop.js';
export { Cos, FloorDiv, Log1p, Mod, Prelu, Sign, Sin, Tan } from './elementwise.js';
export { _FusedMatMul } from './fused-mat-mul.js';
export { GatherV2, UnsortedSegmentSum } from './gather.js';
export {
  AvgPool,
  Conv2D,
  DepthwiseConv2dNative,
  FusedConv2D,
  FusedDepthwiseConv2D,
  MaxPool,
} from './guarded-windows.js';
export { MaxPoolGrad } from './max-pool-grad.js';
export { Identity, Reverse, Slice, SplitV, Tile, Unpack } from './rearrange.js';
export { Mean, Sum } from './sum.js';
