import { readyForModels } from '../../backends/backend.js';
import { ArgumentError, received, StateError } from '../../errors.js';
import type { AnyLayer } from '../../graph/layer.js';
import { weightsOf } from '../../graph/layer-state.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import type { Weight } from '../../graph/weight.js';
import { modelState, type RuntimeModel } from '../../training/model-state.js';
import { emitGraph, type Port } from './emit.js';
import { encodeModel } from './encode.js';
import { mergeTraces } from './merge-traces.js';
import type { DimensionProto } from './messages.js';
import { type Trace, traceModel } from './trace.js';

/** The version of the file format, and of ONNX' set of operations: those that runtimes since 2023 read. */
const versions = { format: 8, operations: 18 } as const;

/**
 * A model as an ONNX file, for inputs of any sizes that the model accepts. Inputs and outputs have the names of the model's.
 *
 * @param model The model.
 * @throws ArgumentError if a layer computes what ONNX has no operation for, or depends on sizes that vary in a way that no
 *   graph can say.
 */
export async function exportOnnx(model: AnyLayer): Promise<Uint8Array> {
  if (!(modelState in model)) throw new ArgumentError(`exportOnnx expects a model (received ${received(model)})`);
  const runtime = model as RuntimeModel;
  const { graph, outputNames } = runtime[modelState];
  await readyForModels();
  const text = [...graph.inputs.items, ...graph.outputs.items].find(({ dtype }) => dtype === 'string');
  if (text !== undefined)
    throw new ArgumentError(`exportOnnx expects numbers as inputs and outputs (received strings in '${text.name}')`);
  const weights = weightsOf(runtime);
  const runs = traces(runtime, weights);
  const values = new Map<Weight, ArrayLike<number>>();
  for (const weight of weights) values.set(weight, await weight.value.data());
  const ports = {
    inputs: graph.inputs.items.map(({ name, shape }) => portOf(name, shape)),
    outputs: graph.outputs.items.map(({ shape }, index) => portOf(outputNames[index] as string, shape)),
  };
  const proto = emitGraph(model.name, mergeTraces(runs), values, ports);
  return encodeModel({
    irVersion: versions.format,
    producerName: 'tupleflow',
    graph: proto,
    opsetImport: [{ domain: '', version: versions.operations }],
  });
}

/** An input or output; sizes that vary have names, by which those that are the same are known. */
function portOf(name: string, shape: SymbolicTensor['shape']): Port {
  const dimensions = shape.map((size, axis): DimensionProto => {
    if (typeof size === 'number') return { dimValue: size };
    return { dimParam: size ?? (axis === 0 ? 'batch' : `${name}_${axis}`) };
  });
  return { name, shape: dimensions };
}

/** The size of the batch in each run. */
const batches: Sizes = [2, 3, 5];

/** A size in each of the runs. */
type Sizes = readonly [number, number, number];

/**
 * The sizes that are tried where inputs have sizes that vary: unlike each other, alike, and such as deep networks halve.
 * None is a multiple of those of the batch and a number more, so that it is known what follows from what.
 */
const attempts: readonly (readonly Sizes[])[] = [
  [
    [20, 28, 41],
    [22, 34, 49],
    [26, 38, 63],
  ],
  [[20, 28, 41]],
  [
    [5, 7, 8],
    [7, 4, 6],
    [4, 8, 7],
    [8, 5, 4],
  ],
  [[5, 7, 8]],
  [
    [64, 96, 128],
    [96, 160, 64],
    [128, 64, 96],
  ],
  [[64, 96, 128]],
  [[160, 256, 192]],
];

/** Runs of the model, for inputs that differ in all sizes that vary. */
function traces(model: RuntimeModel, weights: readonly Weight[]): readonly Trace[] {
  const { graph } = model[modelState];
  let problem: unknown;
  const isOpen = graph.inputs.items.some(({ shape }) => shape.slice(1).some((size) => typeof size !== 'number'));
  for (const sizes of isOpen ? attempts : attempts.slice(0, 1)) {
    try {
      const shapes = inputShapes(graph.inputs.items, sizes);
      return batches.map((_, run) =>
        traceModel(
          graph,
          weights,
          shapes.map((shape) => shape.map((size) => size[run] as number)),
        ),
      );
    } catch (error) {
      problem ??= error;
      if (error instanceof ArgumentError || error instanceof StateError) throw error;
    }
  }
  throw problem;
}

function inputShapes(inputs: readonly SymbolicTensor[], sizes: readonly Sizes[]): readonly (readonly Sizes[])[] {
  const named = new Map<string, Sizes>();
  let count = 0;
  return inputs.map(({ name, shape }) =>
    shape.map((size, axis) => {
      if (typeof size === 'number') return [size, size, size];
      const key = size ?? (axis === 0 ? 'batch' : `${name}_${axis}`);
      const known = named.get(key);
      if (known !== undefined) return known;
      const pair = axis === 0 ? batches : (sizes[count++ % sizes.length] as Sizes);
      named.set(key, pair);
      return pair;
    }),
  );
}
