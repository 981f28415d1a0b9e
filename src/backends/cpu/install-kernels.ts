import * as tf from '@tensorflow/tfjs-core';
import { unsortedSegmentSum } from './unsorted-segment-sum.js';

let isInstalled = false;

/** Puts our kernels in the place of those that the cpu backend has too slow; once. */
export function installCpuKernels(): void {
  if (isInstalled) return;
  isInstalled = true;
  tf.unregisterKernel('UnsortedSegmentSum', 'cpu');
  tf.registerKernel({ kernelName: 'UnsortedSegmentSum', backendName: 'cpu', kernelFunc: unsortedSegmentSum });
}
