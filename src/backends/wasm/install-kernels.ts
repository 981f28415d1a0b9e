import * as tf from '@tensorflow/tfjs-core';
import { withoutGreeting } from '../without-greeting.js';
import { referenceKernel } from './reference-kernel.js';
import { byReference } from './replacement.js';
import { replacements } from './replacements.js';

let installation: Promise<void> | undefined;

/** Puts our kernels in the place of those that the WebAssembly backend lacks, or has wrong or slow; once. */
export function installKernels(): Promise<void> {
  installation ??= install();
  return installation;
}

async function install(): Promise<void> {
  const { MathBackendCPU: Scratch } = await import('@tensorflow/tfjs-backend-cpu');
  const makeScratch = () => withoutGreeting(new Scratch());
  const lacking = tf
    .getKernelsForBackend('cpu')
    .map(({ kernelName }) => kernelName)
    .filter((kernelName) => !tf.getKernel(kernelName, 'wasm'));
  for (const kernelName of new Set([...Object.keys(replacements), ...lacking])) {
    const stock = tf.getKernel(kernelName, 'wasm');
    const reference = referenceKernel(kernelName, makeScratch);
    const replace = replacements[kernelName] ?? byReference;
    if (stock) tf.unregisterKernel(kernelName, 'wasm');
    tf.registerKernel({
      ...stock,
      kernelName,
      backendName: 'wasm',
      kernelFunc: replace(stock?.kernelFunc ?? reference, reference),
    });
  }
}
