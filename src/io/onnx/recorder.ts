import * as tf from '@tensorflow/tfjs-core';
import { withoutRecurrentKernels } from '../../backends/wasm/recurrent-kernels.js';
import { ArgumentError, withArticle } from '../../errors.js';
import type { Inference } from '../../graph/program.js';
import type { Weight } from '../../graph/weight.js';
import { observe } from '../../recording/observe.js';
import { type Elements, elementsOf } from '../../recording/recording.js';
import type { DType } from '../../types/dtype.js';

/** The layer of a call, as messages name it. */
export function layerOf({ layer }: Inference): string {
  // Letters that are read one by one: an LSTM.
  const isSpelt = /^[FHLMNRSX][A-Z]/.test(layer.className);
  return `${isSpelt ? `an ${layer.className}` : withArticle(layer.className)} layer '${layer.name}'`;
}

/** Where a value of a run comes from. */
export type Origin =
  | { readonly kind: 'input' | 'step' }
  | { readonly kind: 'weight'; readonly weight: Weight }
  | { readonly kind: 'constant'; readonly elements: Elements };

/** A tensor of a run, without its elements. */
export interface RecordedValue {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly origin: Origin;
}

/** The names of the inputs of a step, each with the place of its value. */
export type StepInputs = readonly (readonly [name: string, place: number])[];

/** One computation of a run: a kernel of TensorFlow.js, or a layer or loop that ONNX has an operation for. */
export interface RecordedStep {
  readonly kind: 'kernel' | 'layer' | 'loop';
  /** The name of the kernel, or the class of the layer. */
  readonly name: string;
  readonly inputs: StepInputs;
  readonly outputs: readonly number[];
  readonly attributes: Readonly<Record<string, unknown>>;
  /** The innermost call of a layer that it belongs to. */
  readonly inference: Inference;
  /** The steps of one iteration of a loop. */
  readonly body?: RecordedBody;
}

/** What a loop does in each iteration. */
export interface RecordedBody {
  readonly inputs: readonly number[];
  readonly steps: readonly RecordedStep[];
  readonly outputs: readonly number[];
}

/** The record of one run of a graph: values by their places, and the steps between them. */
export interface Recorder {
  readonly values: readonly RecordedValue[];
  readonly steps: readonly RecordedStep[];
  /** The calls of layers that are under way, the innermost last. */
  readonly calls: Inference[];
  /** The place of a tensor among the values. */
  placeOf(tensor: tf.Tensor): number;
  /** Makes a tensor, without elements that matter, which is an input. */
  input(shape: readonly number[], dtype: DType): tf.Tensor;
  /** Adds a step that is no kernel; returns tensors, without elements that matter, for its outputs. */
  add(
    step: Omit<RecordedStep, 'inputs' | 'outputs' | 'inference'>,
    inputs: Readonly<Record<string, tf.Tensor | null>>,
    outputs: readonly { readonly shape: readonly number[]; readonly dtype: DType }[],
  ): readonly tf.Tensor[];
  /** Records the steps of one iteration. */
  body(compute: () => { readonly inputs: readonly tf.Tensor[]; readonly outputs: readonly tf.Tensor[] }): RecordedBody;
}

/**
 * Runs a computation, all of it synchronous, and records the kernels that it runs.
 *
 * @throws ArgumentError if it reads the elements of a tensor that follows from the inputs.
 */
export function record<Result>(
  weights: readonly Weight[],
  compute: (recorder: Recorder) => Result,
): { readonly recorder: Recorder; readonly result: Result } {
  // Memory for weights is allocated now, since that is no part of the computation.
  const variables = weights.map((weight) => ({ weight, value: weight.value }));
  const values: RecordedValue[] = [];
  const places = new Map<number, number>();
  const computed = new WeakSet<object>();
  const calls: Inference[] = [];
  let steps: RecordedStep[] = [];

  const keep = (tensor: tf.Tensor, origin: Origin): number => {
    if (origin.kind === 'step' || origin.kind === 'input') computed.add(tensor.dataId);
    places.set(tensor.id, values.length);
    return values.push({ shape: [...tensor.shape], dtype: tensor.dtype as DType, origin }) - 1;
  };
  const addStep = (step: Omit<RecordedStep, 'inference'>) =>
    steps.push({ ...step, inference: calls.at(-1) as Inference });
  for (const { weight, value } of variables) keep(value, { kind: 'weight', weight });

  return observe(
    ({ elements }) => {
      const placeOf = placesBy(elements);
      return {
        kernel({ name, inputs, attributes, outputs }) {
          const given = inputsOf(inputs, placeOf);
          const kept = outputs.map((tensor) => keep(tensor, { kind: 'step' }));
          addStep({
            kind: 'kernel',
            name,
            inputs: given,
            outputs: kept,
            attributes: structuredClone({ ...attributes }),
          });
        },
        made(tensor, made) {
          if (tensor.dtype !== 'string') keep(tensor, { kind: 'constant', elements: elementsOf(made) });
        },
        read(dataId) {
          if (!computed.has(dataId)) return;
          throw new ArgumentError(
            `exportOnnx expects layers that compute with tensors alone (received ${layerOf(calls.at(-1) as Inference)}, which reads elements)`,
          );
        },
      };
    },
    ({ quietly, elements }) => {
      const placeOf = placesBy(elements);
      const empty = (shape: readonly number[], dtype: DType) => quietly(() => tf.zeros([...shape], dtype));
      const recorder: Recorder = {
        values,
        get steps() {
          return steps;
        },
        calls,
        placeOf,
        input(shape, dtype) {
          const tensor = empty(shape, dtype);
          keep(tensor, { kind: 'input' });
          return tensor;
        },
        add(step, inputs, outputs) {
          const tensors = outputs.map(({ shape, dtype }) => empty(shape, dtype));
          const given = inputsOf(inputs, placeOf);
          addStep({ ...step, inputs: given, outputs: tensors.map((tensor) => keep(tensor, { kind: 'step' })) });
          return tensors;
        },
        body(iterate) {
          const outer = steps;
          steps = [];
          try {
            const { inputs, outputs } = iterate();
            return { inputs: inputs.map(placeOf), outputs: outputs.map(placeOf), steps };
          } finally {
            steps = outer;
          }
        },
      };
      // ONNX has no operation for them that takes what they take.
      return { recorder, result: withoutRecurrentKernels(() => compute(recorder)) };
    },
  );

  function placesBy(elements: (tensor: tf.Tensor) => ArrayLike<number>) {
    return (tensor: tf.Tensor): number =>
      places.get(tensor.id) ?? keep(tensor, { kind: 'constant', elements: elementsOf(elements(tensor)) });
  }
}

function inputsOf(
  inputs: Readonly<Record<string, tf.Tensor | null | undefined>> | readonly tf.Tensor[],
  placeOf: (tensor: tf.Tensor) => number,
): StepInputs {
  return Object.entries(inputs).flatMap(([name, tensor]) => (tensor ? [[name, placeOf(tensor)] as const] : []));
}
