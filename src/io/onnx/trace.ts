import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../../errors.js';
import { original } from '../../graph/create-tensor.js';
import type { FunctionalGraph } from '../../graph/functional-graph.js';
import type { AnyLayer } from '../../graph/layer.js';
import { internals } from '../../graph/layer-state.js';
import { inputsOf, mapArguments } from '../../graph/named-arguments.js';
import type { Call, Inference, Run, RunContext } from '../../graph/program.js';
import { innerInference, lastUsesOf, release } from '../../graph/run-graph.js';
import { StateUpdates } from '../../graph/state-updates.js';
import type { Flat } from '../../graph/structure.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import { plainValue, tensorsIn, type Value } from '../../graph/value.js';
import type { Weight } from '../../graph/weight.js';
import { modelState, type RuntimeModel } from '../../training/model-state.js';
import { layerTracers } from './layers/index.js';
import { layerOf, type Recorder, record } from './recorder.js';

/** What a run of a model does: the record, and the places of its inputs and outputs. */
export interface Trace {
  readonly recorder: Recorder;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}

/** Runs a model once, for inputs of some shapes, and records what it computes. */
export function traceModel(
  graph: FunctionalGraph,
  weights: readonly Weight[],
  shapes: readonly (readonly number[])[],
): Trace {
  const updates = new StateUpdates({ read: () => undefined, recurrent: () => [] });
  const traced: Trace[] = [];
  tf.tidy(() => {
    const { recorder, result } = record(weights, (recorder) => {
      const run: Run = {
        training: false,
        isFrozen: false,
        freesEarly: false,
        updates,
        checked: graph.checked,
        mayRead: false,
        seed: () => rejectRandom(recorder),
        penalize: () => {},
      };
      // The seeds of a layer of its own come from the updates.
      updates.seed = () => rejectRandom(recorder);
      const feeds = shapes.map((shape, place) =>
        recorder.input(shape, (graph.inputs.items[place] as SymbolicTensor).dtype),
      );
      const outputs = traceGraph(graph, feeds.map(plainValue), recorder, run);
      return { inputs: feeds.map(recorder.placeOf), outputs: outputs.map(({ tensor }) => recorder.placeOf(tensor)) };
    });
    traced.push({ recorder, ...result });
  });
  updates.dispose();
  return traced[0] as Trace;
}

function rejectRandom({ calls }: Recorder): never {
  throw new ArgumentError(
    `exportOnnx expects layers whose outputs follow from their inputs (received ${layerOf(calls.at(-1) as Inference)}, which draws random numbers)`,
  );
}

function traceGraph(
  { topology: { nodes }, inputs, outputs }: FunctionalGraph,
  feeds: readonly Value[],
  recorder: Recorder,
  run: Run,
): readonly Value[] {
  const values = new Map<SymbolicTensor, Value>();
  for (const [place, input] of inputs.items.entries()) values.set(original(input), feeds[place] as Value);
  const valueOf = (tensor: SymbolicTensor) => values.get(original(tensor)) as Value;
  const lastUses = lastUsesOf(nodes, inputs.items, outputs.items);
  for (const node of nodes) {
    const call = {
      inputs: { structure: node.inputStructure, items: inputsOf(node).map(valueOf) },
      named: mapArguments(node.named, valueOf),
    };
    const made: Value[] = [];
    tf.tidy(() => {
      const phase = { ...run, training: node.training ?? run.training };
      made.push(...traceCall(node.inference, call, recorder, phase).items);
      return made.flatMap(tensorsIn);
    });
    for (const [place, output] of node.outputs.entries()) values.set(output, made[place] as Value);
    for (const tensor of lastUses.get(node) ?? []) release(values, tensor);
  }
  return outputs.items.map(valueOf);
}

/** Runs a call of a layer, or records it as one step where ONNX has an operation for it. */
function traceCall(inference: Inference, call: Call<Value>, recorder: Recorder, run: Run): Flat<Value> {
  const { layer } = inference;
  const { program } = layer[internals];
  recorder.calls.push(inference);
  if (program.configuration.stateful === true) {
    throw new ArgumentError(
      `exportOnnx expects layers without states from batch to batch (received ${layerOf(inference)}, which is stateful)`,
    );
  }
  const { slidingWindow } = program.configuration;
  const isOpen = inference.call.inputs.items.some(({ shape }) => typeof (shape[1] ?? null) !== 'number');
  if (typeof slidingWindow === 'number' && isOpen) {
    throw new ArgumentError(
      `exportOnnx expects sequences of a fixed length where attention has a window (received ${layerOf(inference)}, whose sequences vary)`,
    );
  }
  const graph = program.kind === 'model' ? (layer as RuntimeModel)[modelState].graph : undefined;
  if (graph !== undefined) return endCall(traceNested(graph, call, recorder, run));
  const tracer = Object.hasOwn(layerTracers, program.className) ? layerTracers[program.className] : undefined;
  const isOurs = program.package === undefined && !run.training;
  const context = contextFor(inference, recorder, run);
  const traced = isOurs ? tracer?.({ inference, call, recorder, context }) : undefined;
  return endCall(traced ?? program.run(call, context));

  function endCall(outputs: Flat<Value>): Flat<Value> {
    recorder.calls.pop();
    return outputs;
  }
}

/** The context in which a call runs: calls of inner layers are recorded as calls of layers too. */
function contextFor(inference: Inference, recorder: Recorder, run: Run): RunContext {
  const counts = new Map<AnyLayer, number>();
  const innerOf = (part: AnyLayer): Inference => {
    const count = counts.get(part) ?? 0;
    counts.set(part, count + 1);
    return innerInference(inference.inner, part, count);
  };
  return {
    ...run,
    inference,
    run: (part, call) => traceCall(innerOf(part), call, recorder, run),
    contextOf: (part) => contextFor(innerOf(part), recorder, run),
  };
}

/** A model inside a model: its inputs are found by name where they are given by name. */
function traceNested(graph: FunctionalGraph, call: Call<Value>, recorder: Recorder, run: Run): Flat<Value> {
  const { structure } = call.inputs;
  const own = graph.inputs.structure;
  const isNamed = structure !== 'one' && 'names' in structure && own !== 'one' && 'names' in own;
  const feeds = isNamed
    ? own.names.map((name) => call.inputs.items[structure.names.indexOf(name)] as Value)
    : call.inputs.items;
  return { structure: graph.outputs.structure, items: traceGraph(graph, feeds, recorder, run) };
}
