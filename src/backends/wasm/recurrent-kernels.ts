import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor } from './heap.js';
import { withoutRemains } from './memory-guard.js';
import { addressOf, ownKernels, requireKernels, withScratch } from './own-kernels.js';

// Kernels that TensorFlow.js does not know, for all steps of a recurrent layer with Keras' default activations.

/** What an LSTM is computed from. */
interface LstmInputs {
  /** What the inputs add at each step, (batch, steps, 4 * units); the gates are in Keras' order. */
  readonly projected: TensorInfo;
  readonly recurrentKernel: TensorInfo;
  readonly hidden: TensorInfo;
  readonly carry: TensorInfo;
  /** Which steps count, (batch, steps) and bool. */
  readonly mask?: TensorInfo;
  /** What the hidden state is multiplied by as it enters each step, (batch, units). */
  readonly recurrentDropout?: TensorInfo;
}

interface LstmAttributes {
  /** Whether the hidden states of all steps are asked for, or only the last one. */
  readonly keepsSequence: boolean;
  /** Whether what gradients are computed from is asked for. */
  readonly keepsTrace: boolean;
}

/**
 * All steps of an LSTM.
 *
 * @returns the hidden states that are asked for and after them the carry, (batch, count + 1, units); and for gradients the gates
 *   (batch, steps, 4 * units), the carries after each step, and the hidden states as they enter each step.
 */
const TupleflowLSTM: KernelFunc = defineKernel<LstmInputs, LstmAttributes, TensorInfo[]>(
  ({ inputs, attrs: { keepsSequence, keepsTrace }, backend }) => {
    const { functions } = requireKernels(backend);
    const { projected, recurrentKernel, hidden, carry, mask, recurrentDropout } = inputs;
    const [batch, steps, width] = projected.shape as [number, number, number];
    const units = width / 4;
    const packed = makeTensor(backend, [batch, (keepsSequence ? steps : 1) + 1, units]);
    const trace = (keepsTrace ? [width, units, units] : []).map((size) => makeTensor(backend, [batch, steps, size]));
    const given = [projected, recurrentKernel, hidden, carry, mask, recurrentDropout];
    withScratch(backend, functions.lstmBytes(batch, units), (scratch) => {
      const addresses = given.map((tensor) => addressOf(backend, tensor));
      const made = [packed, trace[0], trace[1], trace[2]].map((tensor) => addressOf(backend, tensor));
      functions.lstm(batch, steps, units, ...addresses, Number(keepsSequence), ...made, scratch);
    });
    return [packed, ...trace];
  },
);

/** What the gradient of an LSTM is computed from. */
interface LstmGradientInputs extends Omit<LstmInputs, 'projected' | 'hidden'> {
  /** What arrives for the first output of `TupleflowLSTM`, whose others are the next three. */
  readonly gradient: TensorInfo;
  readonly gates: TensorInfo;
  readonly carries: TensorInfo;
  readonly entered: TensorInfo;
}

/** @returns the gradients of `projected`, `recurrentKernel`, `hidden` and `carry` */
const TupleflowLSTMGrad: KernelFunc = defineKernel<
  LstmGradientInputs,
  Pick<LstmAttributes, 'keepsSequence'>,
  TensorInfo[]
>(({ inputs, attrs: { keepsSequence }, backend }) => {
  const { functions } = requireKernels(backend);
  const { gradient, gates, carries, entered, recurrentKernel, carry, mask, recurrentDropout } = inputs;
  const [batch, steps, width] = gates.shape as [number, number, number];
  const units = width / 4;
  const made = [gates, recurrentKernel, carry, carry].map(({ shape }) => makeTensor(backend, shape));
  withScratch(backend, functions.lstmGradientBytes(batch, steps, units), (scratch) => {
    const given = [gradient, gates, carries, entered, recurrentKernel, carry, mask, recurrentDropout];
    const [addresses, results] = [given, made].map((tensors) => tensors.map((tensor) => addressOf(backend, tensor)));
    const numbers = [...(addresses as number[]), Number(keepsSequence), ...(results as number[])];
    functions.lstmGradient(batch, steps, units, ...numbers, scratch);
  });
  return made;
});

const kernels: Readonly<Record<string, KernelFunc>> = { TupleflowLSTM, TupleflowLSTMGrad };

/** Whether a computation is under way that is to run without these kernels: set and reset by {@link withoutRecurrentKernels} alone. */
let areLeftOut = false;

/** Runs a computation, all of it synchronous, with the kernels that TensorFlow.js knows, for who translates them one by one. */
export function withoutRecurrentKernels<Result>(compute: () => Result): Result {
  const before = areLeftOut;
  areLeftOut = true;
  try {
    return compute();
  } finally {
    areLeftOut = before;
  }
}

/**
 * Whether the active backend has a kernel for all steps of a recurrent layer. Those for WebAssembly are registered here, when a layer
 * asks for them: pages without recurrent layers need not load them.
 */
export function hasRecurrentKernel(kernelName: string): boolean {
  if (areLeftOut) return false;
  const backendName = tf.getBackend();
  if (backendName === 'wasm') {
    if (!ownKernels(tf.backend() as BackendWasm)) return false;
    for (const [name, kernel] of Object.entries(kernels)) {
      if (tf.getKernel(name, backendName)) continue;
      tf.registerKernel({ kernelName: name, backendName, kernelFunc: withoutRemains(kernel) });
    }
  }
  return tf.getKernel(kernelName, backendName) !== undefined;
}
