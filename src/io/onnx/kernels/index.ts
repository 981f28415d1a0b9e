import { binaryKernels } from './binary.js';
import { elementwiseKernels } from './elementwise.js';
import { imageKernels } from './images.js';
import { indexingKernels } from './indexing.js';
import { joiningKernels } from './joining.js';
import type { KernelConverters } from './kernel-call.js';
import { productKernels } from './products.js';
import { rearrangingKernels } from './rearranging.js';
import { reductionKernels } from './reductions.js';
import { sliceKernels } from './slices.js';

/** All kernels of TensorFlow.js that ONNX has operations for, by their names. */
export const kernelConverters: KernelConverters = {
  ...elementwiseKernels,
  ...binaryKernels,
  ...reductionKernels,
  ...rearrangingKernels,
  ...joiningKernels,
  ...sliceKernels,
  ...indexingKernels,
  ...productKernels,
  ...imageKernels,
};
