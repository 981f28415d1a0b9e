import { ArgumentError } from '../../errors.js';
import type { Inference } from '../../graph/program.js';
import type { Weight } from '../../graph/weight.js';
import { GraphBuilder } from './graph-builder.js';
import { kernelConverters } from './kernels/index.js';
import { band, filled, range } from './kernels/indexing.js';
import { layerConverters } from './layers/index.js';
import { optionsOf } from './layers/layer-call.js';
import type { ComputationGraph, GraphBody, GraphStep, GraphValue } from './merge-traces.js';
import type { DimensionProto, GraphProto, ValueInfoProto } from './messages.js';
import type { OnnxSpec, OnnxTensor } from './onnx-type.js';
import { onnxType, typeNumbers } from './onnx-type.js';
import { layerOf } from './recorder.js';
import { productOf, varies } from './size.js';

/** The name, the type and the sizes of an input or output of a model. */
export interface Port {
  readonly name: string;
  readonly shape: readonly DimensionProto[];
}

/** The ONNX graph of what a model computes. */
export function emitGraph(
  name: string,
  graph: ComputationGraph,
  weights: ReadonlyMap<Weight, ArrayLike<number>>,
  ports: { readonly inputs: readonly Port[]; readonly outputs: readonly Port[] },
): GraphProto {
  const builder = new GraphBuilder();
  for (const port of ports.outputs) builder.unique(port.name);
  const tensors = new Map<number, OnnxTensor>();
  const specOf = (place: number): OnnxSpec => {
    const { shape, dtype } = graph.values[place] as GraphValue;
    return { shape, type: onnxType(dtype) };
  };
  for (const [index, place] of graph.inputs.entries()) {
    tensors.set(place, builder.declare((ports.inputs[index] as Port).name, specOf(place)));
  }
  const context = { graph: builder, values: graph.values, weights, tensors };
  emitSteps(context, graph.steps);
  const outputs = graph.outputs.map((place, index) => {
    const port = ports.outputs[index] as Port;
    builder.scope = port.name;
    builder.rename(tensorAt(context, place), port.name);
    return valueInfo(port, specOf(place));
  });
  return builder.build(
    name,
    graph.inputs.map((place, index) => valueInfo(ports.inputs[index] as Port, specOf(place))),
    outputs,
  );
}

function valueInfo({ name, shape }: Port, { type }: OnnxSpec): ValueInfoProto {
  return { name, type: { tensorType: { elemType: typeNumbers[type], shape: { dim: shape } } } };
}

interface Emission {
  readonly graph: GraphBuilder;
  readonly values: readonly GraphValue[];
  readonly weights: ReadonlyMap<Weight, ArrayLike<number>>;
  /** The tensors by the places of their values. */
  readonly tensors: Map<number, OnnxTensor>;
}

/** The tensor of a value: one that a step has made, or else a weight or a constant. */
function tensorAt(emission: Emission, place: number): OnnxTensor {
  const existing = emission.tensors.get(place);
  if (existing !== undefined) return existing;
  const { shape, dtype, origin } = emission.values[place] as GraphValue;
  const made = madeFrom(emission, { shape, type: onnxType(dtype) }, origin);
  // What varies may be computed in the graph of a loop, which no other one sees.
  if (!shape.some(varies)) emission.tensors.set(place, made);
  return made;
}

function madeFrom({ graph, weights }: Emission, spec: OnnxSpec, origin: GraphValue['origin']): OnnxTensor {
  const fixed = spec.shape as readonly number[];
  if (origin.kind === 'weight') {
    const { weight } = origin;
    return graph.constant(weights.get(weight) as ArrayLike<number>, fixed, spec.type, weight.path);
  }
  if (origin.kind !== 'constant')
    throw new ArgumentError(`exportOnnx expects values that steps have made (received ${origin.kind})`);
  const { elements } = origin;
  if (elements.kind === 'range') return range(graph, elements, spec);
  if (elements.kind === 'band') return band(graph, elements, spec);
  if (elements.kind === 'sizes') {
    const numbers = graph.reshape(graph.sizes(elements.sizes), spec.shape);
    return graph.add('Cast', [numbers], spec, { to: typeNumbers[spec.type] });
  }
  if (typeof elements.elements !== 'number') return graph.constant(elements.elements, fixed, spec.type);
  const isSmall = !spec.shape.some(varies) && (productOf(spec.shape) as number) <= 16;
  if (!isSmall) return filled(graph, elements.elements, spec);
  return graph.constant(Array(productOf(spec.shape) as number).fill(elements.elements), fixed, spec.type);
}

function emitSteps(emission: Emission, steps: readonly GraphStep[]): void {
  for (const step of steps) {
    emission.graph.scope = step.inference.layer.name;
    const inputs = Object.fromEntries(step.inputs.map(([name, place]) => [name, tensorAt(emission, place)]));
    const outputs = step.outputs.map((place): OnnxSpec => {
      const { shape, dtype } = emission.values[place] as GraphValue;
      return { shape, type: onnxType(dtype) };
    });
    const made = emitStep(emission, step, inputs, outputs);
    for (const [index, place] of step.outputs.entries()) emission.tensors.set(place, made[index] as OnnxTensor);
  }
}

function emitStep(
  emission: Emission,
  step: GraphStep,
  inputs: Readonly<Record<string, OnnxTensor>>,
  outputs: readonly OnnxSpec[],
): readonly OnnxTensor[] {
  const { graph } = emission;
  const { name, attributes, inference, body } = step;
  if (body !== undefined) return emitLoop(emission, body, inputs, outputs);
  if (step.kind === 'layer') {
    const convert = layerConverters[name];
    return convert?.({ graph, inputs, outputs, options: optionsOf<never>(inference) }) ?? [];
  }
  const convert = Object.hasOwn(kernelConverters, name) ? kernelConverters[name] : undefined;
  if (convert === undefined) return rejectKernel(name, inference);
  return [convert({ graph, inputs, outputs, output: outputs[0] as OnnxSpec, attributes })].flat();
}

function rejectKernel(kernel: string, inference: Inference): never {
  throw new ArgumentError(
    `exportOnnx expects layers that ONNX has (received ${layerOf(inference)}, which computes ${kernel})`,
  );
}

/** A loop over the second axis, as ONNX' `Scan`. */
function emitLoop(
  emission: Emission,
  body: GraphBody,
  { x, mask, ...states }: Readonly<Record<string, OnnxTensor>>,
  outputs: readonly OnnxSpec[],
): readonly OnnxTensor[] {
  const graph = new GraphBuilder(emission.graph);
  const tensors = new Map(emission.tensors);
  const inner = { ...emission, graph, tensors };
  const inputs = body.inputs.map((place) => {
    const { shape, dtype } = emission.values[place] as GraphValue;
    const tensor = graph.declare(`${graph.scope}/step`, { shape, type: onnxType(dtype) });
    tensors.set(place, tensor);
    return tensor;
  });
  emitSteps(inner, body.steps);
  const made = body.outputs.map((place) => graph.add('Identity', [tensorAt(inner, place)], tensorAt(inner, place)));
  const port = ({ name, type, shape }: OnnxTensor) =>
    valueInfo(
      { name, shape: shape.map((size) => (varies(size) ? { dimParam: '' } : { dimValue: size })) },
      { type, shape },
    );
  const proto = graph.build(`${graph.scope}/body`, inputs.map(port), made.map(port));
  const scanned = [x, mask].filter((tensor) => tensor !== undefined);
  const given = [...Object.values(states), ...scanned];
  return emission.graph.addAll('Scan', given, outputs, {
    body: { graph: proto },
    num_scan_inputs: scanned.length,
    scan_input_axes: scanned.map(() => 1),
    scan_output_axes: [1],
  }) as readonly OnnxTensor[];
}
