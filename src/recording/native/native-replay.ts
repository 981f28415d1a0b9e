import * as tf from '@tensorflow/tfjs-core';
import type { RecordedKernel, RecordedValue, Recording } from '../recording.js';
import { givenPlaces, givenTensors, type Replay, type ReplayInputs, typedElements } from '../replay.js';
import { createTimes, isTimed, runTimed } from '../replay-times.js';
import { loadGraph, type NativeGraph } from './native-graph.js';
import { type NativeBackend, type NativeTensor, traceNative } from './trace.js';

/**
 * Prepares a recording for TensorFlow's native library. The first run goes kernel by kernel, and shows which operations of
 * TensorFlow that are: they become one graph, and each later run is one call.
 */
export function createNativeReplay(recording: Recording): Replay {
  const { values, outputs } = recording;
  const backend = tf.backend() as NativeBackend;
  const places = givenPlaces(recording);
  const fetched = outputs.filter((place, index) => isComputed(place) && outputs.indexOf(place) === index);
  let graph: NativeGraph | undefined;

  function isComputed(place: number): boolean {
    return values[place]?.origin.kind === 'kernel' || values[place]?.origin.kind === 'constant';
  }
  const nativeTensor = (tensor: tf.Tensor): NativeTensor => {
    const [id] = backend.getInputTensorIds([tensor]);
    return { id: id as number, shape: tensor.shape, dtype: typeOf(backend, tensor.dtype) };
  };
  const trace = (inputs: ReplayInputs): readonly tf.Tensor[] => {
    const given = givenTensors(recording, places, inputs);
    const feeds = given.map(nativeTensor);
    const { result, events } = traceNative(backend, () => runKernels(backend, recording, places, given));
    const fetches = fetched.map((place) => nativeTensor(result[outputs.indexOf(place)] as tf.Tensor).id);
    graph = loadGraph(backend.binding, events, feeds, fetches);
    return result;
  };
  const runGraph = (loaded: NativeGraph, inputs: ReplayInputs): readonly tf.Tensor[] => {
    const given = givenTensors(recording, places, inputs);
    const computed = loaded.run(backend.getInputTensorIds(given)).map((tensor) => backend.createOutputTensor(tensor));
    return outputs.map((place) =>
      isComputed(place) ? (computed[fetched.indexOf(place)] as tf.Tensor) : (given[places.indexOf(place)] as tf.Tensor),
    );
  };
  const times = createTimes(0);
  return {
    recording,
    times,
    run(inputs) {
      if (graph === undefined) return trace(inputs);
      const loaded = graph;
      if (!isTimed(times)) return runGraph(loaded, inputs);
      let outcome: readonly tf.Tensor[] = [];
      runTimed(times, [loaded], (each) => {
        outcome = runGraph(each, inputs);
      });
      return outcome;
    },
    dispose() {
      graph?.dispose();
    },
  };
}

/** Runs the kernels of a recording on tensors, which this backend's kernels need. */
function runKernels(
  backend: NativeBackend,
  { values, kernels, outputs }: Recording,
  places: readonly number[],
  given: readonly tf.Tensor[],
): readonly tf.Tensor[] {
  const tensors = new Map(places.map((place, index) => [place, given[index] as tf.Tensor]));
  for (const [place, { origin, shape, dtype }] of values.entries()) {
    if (origin.kind !== 'constant') continue;
    const elements = typedElements({ shape: [...shape], dtype }, origin.elements);
    tensors.set(place, tf.tensor(elements, [...shape], dtype));
  }
  const rectified = reluGradients(kernels, values);
  for (const kernel of kernels) {
    const { name, inputs, isList, attributes, outputs: computed } = kernel;
    const relu = rectified.get(kernel);
    if (relu !== undefined) {
      const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
      const given = relu.map((place) => tensors.get(place) as tf.Tensor);
      tensors.set(computed[0] as number, backend.executeSingleOutput('ReluGrad', [type], given));
      continue;
    }
    const named = (isList ? [] : {}) as Record<string, tf.Tensor>;
    for (const [key, place] of inputs) named[key] = tensors.get(place) as tf.Tensor;
    const results = [
      tf.engine().runKernel(name, named, attributes as tf.NamedAttrMap) as tf.Tensor | tf.Tensor[],
    ].flat();
    for (const [index, place] of computed.entries()) tensors.set(place, results[index] as tf.Tensor);
  }
  return outputs.map((place) => tensors.get(place) as tf.Tensor);
}

/**
 * The kernels that are gradients of ReLU, products with the step function, with the places of the gradient that arrives and of what
 * the ReLU has been given. TensorFlow has one operation for both; nothing else then needs the step, and the graph leaves it out.
 */
function reluGradients(
  kernels: readonly RecordedKernel[],
  values: readonly RecordedValue[],
): ReadonlyMap<RecordedKernel, readonly [upstream: number, x: number]> {
  const steps = new Map<number, number>();
  const found = new Map<RecordedKernel, readonly [number, number]>();
  const isSame = (one: number, other: number) => values[one]?.shape.join() === values[other]?.shape.join();
  for (const kernel of kernels) {
    const [[, first] = [], [, second] = []] = kernel.inputs;
    if (kernel.name === 'Step' && kernel.attributes.alpha === 0)
      steps.set(kernel.outputs[0] as number, first as number);
    if (kernel.name === 'Cast' && kernel.attributes.dtype === 'float32' && steps.has(first as number)) {
      steps.set(kernel.outputs[0] as number, steps.get(first as number) as number);
    }
    if (kernel.name !== 'Multiply' || first === undefined || second === undefined) continue;
    for (const [upstream, step] of [
      [first, second],
      [second, first],
    ] as const) {
      const x = steps.get(step);
      if (x === undefined || !isSame(upstream, x) || values[x]?.dtype !== 'float32') continue;
      if (values[upstream]?.dtype === 'float32') found.set(kernel, [upstream, x]);
    }
  }
  return found;
}

function typeOf({ binding }: NativeBackend, dtype: tf.DataType): number {
  if (dtype === 'int32') return binding.TF_INT32;
  return dtype === 'bool' ? binding.TF_BOOL : binding.TF_FLOAT;
}
