import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core';
import * as tf from '@tensorflow/tfjs-core';
import { defineKernel } from '../kernel.js';
import { makeTensor } from './heap.js';
import { withoutRemains } from './memory-guard.js';
import { addressOf, ownKernels, type RecurrentFunction, requireKernels, withScratch } from './own-kernels.js';

// Kernels that TensorFlow.js does not know, for all steps of a recurrent layer with Keras' default activations.

/** How a kernel calls its functions; the gates of its layer are in Keras' order. */
interface RecurrentLayer {
  readonly name: RecurrentFunction;
  /** How many gates `projected` has, (batch, steps, gates * units). */
  readonly gates: number;
  /** How many states there are after the last step: the hidden one, and for an LSTM the carry. */
  readonly states: number;
  /** What gradients are computed from, besides inputs: (batch, steps, count * units) each. */
  readonly trace: readonly number[];
  /** The inputs that have gradients, in the order of the function's arguments; `mask` and `recurrentDropout` follow. */
  readonly inputs: readonly string[];
  /** Those of them that gradients are computed from. */
  readonly saved: readonly string[];
}

/** The name of a kernel for all steps of a recurrent layer. */
export type RecurrentKernel = 'TupleflowLSTM' | 'TupleflowGRU' | 'TupleflowSimpleRNN';

const layers: Readonly<Record<RecurrentKernel, RecurrentLayer>> = {
  /** Traces the gates, the carries after each step, and the hidden states as they enter it. */
  TupleflowLSTM: {
    name: 'lstm',
    gates: 4,
    states: 2,
    trace: [4, 1, 1],
    inputs: ['projected', 'recurrentKernel', 'hidden', 'carry'],
    saved: ['recurrentKernel', 'carry'],
  },
  /** Traces gates and candidate with the state's part of it, and the hidden states after each step and as they enter it. */
  TupleflowGRU: {
    name: 'gru',
    gates: 3,
    states: 1,
    trace: [4, 1, 1],
    inputs: ['projected', 'recurrentKernel', 'hidden', 'recurrentBias'],
    saved: ['recurrentKernel', 'hidden'],
  },
  /** Traces the hidden states after each step and as they enter it. */
  TupleflowSimpleRNN: {
    name: 'simpleRnn',
    gates: 1,
    states: 1,
    trace: [1, 1],
    inputs: ['projected', 'recurrentKernel', 'hidden'],
    saved: ['recurrentKernel'],
  },
};

/** What a layer is computed from, as far as it has it; its gradients also from `trace1`, ... */
interface RecurrentInputs extends Readonly<Record<string, TensorInfo | undefined>> {
  /** The matrix that the hidden state is multiplied by at each step, (units, gates * units). */
  readonly recurrentKernel: TensorInfo;
  /** What is added to that product, (gates * units). */
  readonly recurrentBias?: TensorInfo;
  /** The hidden state before the first step, (batch, units). */
  readonly hidden: TensorInfo;
  readonly carry?: TensorInfo;
  /** Which steps count, (batch, steps) and bool. */
  readonly mask?: TensorInfo;
  /** What the hidden state is multiplied by as it enters each step, (batch, units). */
  readonly recurrentDropout?: TensorInfo;
}

interface ForwardInputs extends RecurrentInputs {
  /** What the inputs add at each step, (batch, steps, gates * units). */
  readonly projected: TensorInfo;
}

interface BackwardInputs extends RecurrentInputs {
  /** What arrives for the first output. */
  readonly gradient: TensorInfo;
  readonly trace0: TensorInfo;
}

interface RecurrentAttributes {
  /** Whether the hidden states of all steps are asked for, or only the last one. */
  readonly keepsSequence: boolean;
  /** Whether what gradients are computed from is asked for. */
  readonly keepsTrace: boolean;
}

/** The inputs that have no gradients. */
const fixed = ['mask', 'recurrentDropout'] as const;

/** Returns the hidden states that are asked for, and after them the carry if there is one, (batch, count, units); and the trace. */
const forward = ({ name, gates, states, trace, inputs: names }: RecurrentLayer): KernelFunc =>
  defineKernel<ForwardInputs, RecurrentAttributes, TensorInfo[]>(({ inputs, attrs, backend }) => {
    const { keepsSequence, keepsTrace } = attrs;
    const { functions } = requireKernels(backend);
    const [batch, steps, width] = inputs.projected.shape as [number, number, number];
    const units = width / gates;
    const shown = makeTensor(backend, [batch, (keepsSequence ? steps : 1) + states - 1, units]);
    const traced = trace.map((count) => (keepsTrace ? makeTensor(backend, [batch, steps, count * units]) : undefined));
    withScratch(backend, functions[`${name}Bytes`](batch, units), (scratch) => {
      const given = [...names, ...fixed].map((input) => addressOf(backend, inputs[input]));
      const made = [shown, ...traced].map((tensor) => addressOf(backend, tensor));
      functions[name](batch, steps, units, ...given, Number(keepsSequence), ...made, scratch);
    });
    return [shown, ...traced.filter((tensor) => tensor !== undefined)];
  });

/** Returns the gradients of all inputs that have some. */
const backward = ({ name, gates, trace, inputs: names, saved }: RecurrentLayer): KernelFunc =>
  defineKernel<BackwardInputs, Pick<RecurrentAttributes, 'keepsSequence'>, TensorInfo[]>(
    ({ inputs, attrs: { keepsSequence }, backend }) => {
      const { functions } = requireKernels(backend);
      const [batch, steps, traced] = inputs.trace0.shape as [number, number, number];
      const units = traced / (trace[0] as number);
      const made = names.map((input) => {
        if (input === 'projected') return makeTensor(backend, [batch, steps, gates * units]);
        const given = inputs[input];
        return given && makeTensor(backend, given.shape);
      });
      withScratch(backend, functions[`${name}GradientBytes`](batch, steps, units), (scratch) => {
        const traces = trace.map((_, index) => `trace${index}`);
        const given = ['gradient', ...traces, ...saved, ...fixed].map((input) => addressOf(backend, inputs[input]));
        const results = made.map((tensor) => addressOf(backend, tensor));
        functions[`${name}Gradient`](batch, steps, units, ...given, Number(keepsSequence), ...results, scratch);
      });
      return made.filter((tensor) => tensor !== undefined);
    },
  );

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
export function hasRecurrentKernel(kernelName: RecurrentKernel): boolean {
  if (areLeftOut) return false;
  const backendName = tf.getBackend();
  if (backendName === 'wasm') {
    if (!ownKernels(tf.backend() as BackendWasm)) return false;
    const layer = layers[kernelName];
    for (const [name, kernel] of [
      [kernelName, forward],
      [`${kernelName}Grad`, backward],
    ] as const) {
      if (tf.getKernel(name, backendName)) continue;
      tf.registerKernel({ kernelName: name, backendName, kernelFunc: withoutRemains(kernel(layer)) });
    }
  }
  return tf.getKernel(kernelName, backendName) !== undefined;
}
