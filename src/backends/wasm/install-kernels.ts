import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelFunc } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { batchMatMul } from './batch-mat-mul.js';
import { clipByValue, relu6 } from './clip-by-value.js';
import { conv2DBackpropFilter } from './conv2d-backprop-filter.js';
import { conv2DBackpropInput } from './conv2d-backprop-input.js';
import { depthwiseConv2dNativeBackpropFilter, depthwiseConv2dNativeBackpropInput } from './depthwise-conv2d-backprop.js';
import { maximum, minimum } from './extremum.js';
import { fusedMatMul } from './fused-mat-mul.js';
import { cos, log1p, sign, sin, tan } from './elementwise.js';
import { maxPoolGrad } from './max-pool-grad.js';
import { referenceKernel } from './reference-kernel.js';
import { trusted } from './trusted.js';
import { prelu } from './prelu.js';
import { mean, sum } from './sum.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

/** Kernels of ours, by the name that TensorFlow.js calls them by. */
const ours: Readonly<Record<string, KernelFunc>> = {
  BatchMatMul: batchMatMul,
  ClipByValue: clipByValue,
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  DepthwiseConv2dNativeBackpropFilter: depthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput: depthwiseConv2dNativeBackpropInput,
  Cos: cos,
  Log1p: log1p,
  Sign: sign,
  Sin: sin,
  Tan: tan,
  Prelu: prelu,
  Maximum: maximum,
  MaxPoolGrad: maxPoolGrad,
  Mean: mean,
  Minimum: minimum,
  Relu6: relu6,
  Sum: sum,
  UnsortedSegmentSum: unsortedSegmentSum,
  _FusedMatMul: fusedMatMul,
};

let installation: Promise<void> | undefined;

/** Puts our kernels in the place of those that the WebAssembly backend lacks, or has wrong or slow; once. */
export function installKernels(): Promise<void> {
  installation ??= install();
  return installation;
}

async function install(): Promise<void> {
  const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
  const makeScratch = (): MathBackendCPU => {
    const scratch = new MathBackendCPU();
    (scratch as unknown as { firstUse: boolean }).firstUse = false;
    return scratch;
  };
  const names = new Set([...Object.keys(ours), ...Object.keys(trusted)]);
  for (const { kernelName } of tf.getKernelsForBackend('cpu')) names.add(kernelName);
  for (const kernelName of names) {
    const stock = tf.getKernel(kernelName, 'wasm');
    const isTrusted = trusted[kernelName];
    const own = ours[kernelName] ?? stock?.kernelFunc;
    if (own && own === stock?.kernelFunc && !isTrusted) continue;
    const reference = referenceKernel(kernelName, makeScratch);
    const kernelFunc: KernelFunc = !own ? reference : !isTrusted ? own : (call) => (isTrusted(call) ? own(call) : reference(call));
    if (stock) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({ ...stock, kernelName, backendName: 'wasm', kernelFunc });
  }
}
