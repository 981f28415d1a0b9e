import type * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../../../activations/activation.js';
import { outputValues, weightTensors } from '../../../graph/layer-program.js';
import { internals } from '../../../graph/layer-state.js';
import { mapArguments } from '../../../graph/named-arguments.js';
import type { Call, Inference, RunContext } from '../../../graph/program.js';
import { type Flat, mapFlat } from '../../../graph/structure.js';
import type { TensorSpec, Value } from '../../../graph/value.js';
import type { DType } from '../../../types/dtype.js';
import type { GraphBuilder } from '../graph-builder.js';
import type { OnnxSpec, OnnxTensor } from '../onnx-type.js';
import type { Recorder } from '../recorder.js';

/** The call of a layer in a run that is recorded. */
export interface TracedCall {
  readonly inference: Inference;
  readonly call: Call<Value>;
  readonly recorder: Recorder;
  readonly context: RunContext;
}

/** Records a call of a layer as one step, or as a loop; `undefined` where it is recorded by its kernels. */
export type LayerTracer = (traced: TracedCall) => Flat<Value> | undefined;

/** A layer for which nodes are added to a graph. */
export interface LayerCall<Options = Readonly<Record<string, unknown>>> {
  readonly graph: GraphBuilder;
  /** The input `x`, further inputs, and the weights, by their names. */
  readonly inputs: Readonly<Record<string, OnnxTensor>>;
  readonly outputs: readonly OnnxSpec[];
  readonly options: Options;
}

/** Adds the nodes for a layer, before its activation. */
export type LayerConverter<Options> = (call: LayerCall<Options>) => readonly OnnxTensor[];

/** The converters of a group of layers, by their classes. */
export type LayerConverters = Readonly<Record<string, LayerConverter<never>>>;

/** The options of the layer that is called. */
export function optionsOf<Options>({ layer }: Inference): Options {
  const { program, state } = layer[internals];
  return { ...program.configuration, ...state.learned } as Options;
}

/** The specs of what a layer gives for tensors of the sizes of this run. */
export function outputSpecs({ inference, call }: TracedCall): readonly TensorSpec[] {
  const { program, state } = inference.layer[internals];
  const specOf = ({ tensor }: Value): TensorSpec => ({ shape: tensor.shape, dtype: tensor.dtype as DType });
  const specs = { inputs: mapFlat(call.inputs, specOf), named: mapArguments(call.named, specOf) };
  const infer = () => ({ structure: 'one', items: [] }) as const;
  return program.infer(specs, { learned: state.learned, infer }).items;
}

/** The first input of a call. */
export function firstInput({ call }: TracedCall): Value {
  return call.inputs.items[0] as Value;
}

/** Records a call of a layer with one input and output as one step, and its activation by its kernels. */
export function traceLayer(traced: TracedCall, keepsMask: boolean): Flat<Value> {
  const { inference, recorder, context } = traced;
  const { tensor, mask } = firstInput(traced);
  const outputs = outputSpecs(traced) as readonly { shape: readonly number[]; dtype: DType }[];
  const inputs = { x: tensor, ...weightTensors(context) } as Readonly<Record<string, tf.Tensor | null>>;
  const [output] = recorder.add({ kind: 'layer', name: inference.layer.className, attributes: {} }, inputs, outputs);
  const { activation = null } = optionsOf<{ readonly activation?: Activation | null }>(inference);
  return outputValues(output as tf.Tensor, activation, keepsMask ? mask : null);
}
