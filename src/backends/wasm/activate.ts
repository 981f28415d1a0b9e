import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import { runKernel } from './heap.js';

/** What TensorFlow.js' fused kernels say of their activation. */
interface FusedActivation {
  readonly activation: string;
  readonly alpha?: TensorInfo | undefined;
  readonly leakyreluAlpha?: number | undefined;
}

const kernelNames: Readonly<Record<string, string>> = {
  relu: 'Relu',
  relu6: 'Relu6',
  elu: 'Elu',
  sigmoid: 'Sigmoid',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

/** Applies the activation of a fused kernel: to a new tensor, or, if it is linear, to none. */
export function activate(
  backend: BackendWasm,
  x: TensorInfo,
  { activation, alpha, leakyreluAlpha }: FusedActivation,
): TensorInfo {
  const kernelName = kernelNames[activation];
  if (!kernelName) return x;
  const inputs: Record<string, TensorInfo> = alpha && activation === 'prelu' ? { x, alpha } : { x };
  return runKernel(backend, kernelName, inputs, { alpha: leakyreluAlpha });
}
