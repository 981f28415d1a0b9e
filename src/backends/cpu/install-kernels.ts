import * as tf from '@tensorflow/tfjs-core';
import { conv2DBackpropFilter, conv2DBackpropInput, type Replacement } from './convolution-gradients.js';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

const replacements: Readonly<Record<string, Replacement>> = {
  Conv2DBackpropFilter: conv2DBackpropFilter,
  Conv2DBackpropInput: conv2DBackpropInput,
  UnsortedSegmentSum: () => unsortedSegmentSum,
};

let isInstalled = false;

/** Puts our kernels in the place of those that the cpu backend has too slow; once. */
export function installCpuKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  for (const [kernelName, replace] of Object.entries(replacements)) {
    const { kernelFunc } = tf.getKernel(kernelName, 'cpu');
    tf.unregisterKernel(kernelName, 'cpu');
    tf.registerKernel({ kernelName, backendName: 'cpu', kernelFunc: replace(kernelFunc) });
  }
}
