import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, withArticle } from '../../errors.js';
import type { Inference } from '../../graph/program.js';
import type { Weight } from '../../graph/weight.js';
import type { DType } from '../../types/dtype.js';

/** The layer of a call, as messages name it. */
export function layerOf({ layer }: Inference): string {
  // Letters that are read one by one: an LSTM.
  const isSpelt = /^[FHLMNRSX][A-Z]/.test(layer.className);
  return `${isSpelt ? `an ${layer.className}` : withArticle(layer.className)} layer '${layer.name}'`;
}

/** Elements in row-major order; one number stands for elements that are all the same. */
export type Elements = ArrayLike<number> | number;

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

function isAllSame(values: ArrayLike<number>): boolean {
  for (let index = 1; index < values.length; index++) if (values[index] !== values[0]) return false;
  return values.length > 1;
}

function elementsOf(values: ArrayLike<number>): Elements {
  return isAllSame(values) ? (values[0] as number) : Array.prototype.slice.call(values);
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
  const engine = tf.engine();
  const { runKernel, makeTensor, readSync } = engine;
  const values: RecordedValue[] = [];
  const places = new Map<number, number>();
  const computed = new WeakSet<object>();
  const calls: Inference[] = [];
  let steps: RecordedStep[] = [];
  let isPaused = false;

  const paused = <Made>(make: () => Made): Made => {
    const before = isPaused;
    isPaused = true;
    try {
      return make();
    } finally {
      isPaused = before;
    }
  };
  const keep = (tensor: tf.Tensor, origin: Origin): number => {
    if (origin.kind === 'step' || origin.kind === 'input') computed.add(tensor.dataId);
    places.set(tensor.id, values.length);
    return values.push({ shape: [...tensor.shape], dtype: tensor.dtype as DType, origin }) - 1;
  };
  const empty = (shape: readonly number[], dtype: DType) => paused(() => tf.zeros([...shape], dtype));
  const placeOf = (tensor: tf.Tensor): number =>
    places.get(tensor.id) ??
    keep(tensor, { kind: 'constant', elements: elementsOf(readSync.call(engine, tensor.dataId) as Float32Array) });
  const addStep = (step: Omit<RecordedStep, 'inference'>) =>
    steps.push({ ...step, inference: calls.at(-1) as Inference });
  const inputsOf = (inputs: Readonly<Record<string, tf.Tensor | null | undefined>>): StepInputs =>
    Object.entries(inputs).flatMap(([name, tensor]) => (tensor ? [[name, placeOf(tensor)] as const] : []));

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
      const given = inputsOf(inputs);
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

  // All operations of TensorFlow.js go by way of these methods, and there is no other way to see which ones run.
  engine.runKernel = ((name: string, inputs: Record<string, tf.Tensor>, attributes: Record<string, unknown> = {}) => {
    const run = () => runKernel.call(engine, name, inputs, attributes as tf.NamedAttrMap) as tf.Tensor | tf.Tensor[];
    if (isPaused) return run();
    const given = inputsOf(inputs);
    const outputs = paused(run);
    const kept = [outputs].flat().map((tensor) => keep(tensor, { kind: 'step' }));
    addStep({ kind: 'kernel', name, inputs: given, outputs: kept, attributes: structuredClone(attributes) });
    return outputs;
  }) as typeof runKernel;
  engine.makeTensor = (...given) => {
    const tensor = makeTensor.apply(engine, given);
    if (!isPaused) {
      const [elements, , dtype] = given;
      if (dtype !== 'string') keep(tensor, { kind: 'constant', elements: elementsOf(elements as Float32Array) });
    }
    return tensor;
  };
  engine.readSync = (dataId) => {
    if (!isPaused && computed.has(dataId)) {
      throw new ArgumentError(
        `exportOnnx expects layers that compute with tensors alone (received ${layerOf(calls.at(-1) as Inference)}, which reads elements)`,
      );
    }
    return readSync.call(engine, dataId);
  };
  try {
    for (const { weight, value } of variables) keep(value, { kind: 'weight', weight });
    return { recorder, result: compute(recorder) };
  } finally {
    for (const method of ['runKernel', 'makeTensor', 'readSync']) Reflect.deleteProperty(engine, method);
  }
}
