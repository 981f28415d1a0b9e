import { checkBoolean, checkIsObject } from '../arguments/options.js';
import { ArgumentError, GraphError, received } from '../errors.js';
import type { DType } from '../types/dtype.js';
import { createTensor } from './create-tensor.js';
import { callOnValues } from './eager-call.js';
import { build, inferLayer } from './infer.js';
import type { AnyLayer, CallOptions } from './layer.js';
import { internals, ruleName } from './layer-state.js';
import { noArguments, readArguments, tensorsOf } from './named-arguments.js';
import { hasValues } from './one-kind.js';
import type { Call, Inference } from './program.js';
import { flatten, mapFlat, type Structure, unflatten } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import { type AnyTensor, isTensor, symbolic } from './tensor-kinds.js';

/** How deep this module is below the folder of all modules. */
const depth = 2;

/**
 * The folders of this library's own modules: what is built, and its sources, which stacks name where source maps are read. None
 * in a bundle whose format does not know where it is.
 */
function libraryFolders(): readonly string[] {
  const url: string | undefined = import.meta.url;
  if (!url) return [];
  const modules = `${url.split('/').slice(0, -depth).join('/')}/`;
  return [modules, modules.replace(/\/dist\/$/, '/src/')].flatMap((folder) => [folder, folder.replace('file://', '')]);
}

/**
 * The line of the user's program that calls the library, or '' if the stack does not contain it.
 *
 * @param trace an error created when the library was called, if that call has returned.
 */
export function callSite(trace: Error = new Error()): string {
  const library = libraryFolders();
  if (library.length === 0) return '';
  const frames = trace.stack?.split('\n').slice(1) ?? [];
  const frame = frames.find((line) => !isOwn(line, library));
  const place = frame && /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?\s*$/.exec(frame)?.[1];
  return place ?? '';
}

/** Frames of the library, of the engine's own functions (`Array.map`), and of the module loader. */
function isOwn(frame: string, library: readonly string[]): boolean {
  return (
    library.some((folder) => frame.includes(folder)) ||
    frame.endsWith('(<anonymous>)') ||
    frame.includes('node:internal')
  );
}

/**
 * The arguments of a call as the user writes them: the input, or as many as are positional, then options.
 *
 * @throws ArgumentError where one of several inputs is missing.
 */
export function readCall(
  owner: string,
  positional: readonly string[] | undefined,
  given: readonly unknown[],
): { readonly input: Structure<AnyTensor>; readonly options: CallOptions | undefined } {
  const count = positional?.length ?? 1;
  const inputs = given.slice(0, count);
  const options = given[count] as CallOptions | undefined;
  if (positional === undefined) return { input: inputs[0] as Structure<AnyTensor>, options };
  // Something else in the place of a tensor is rejected with the rest of the call, but for the options, which are one too early.
  const last = inputs.at(-1);
  const areAll = inputs.length === count && (isTensor(last) || Object.getPrototypeOf(last ?? 0) !== Object.prototype);
  if (areAll && !isTensor(options)) return { input: inputs as AnyTensor[], options };
  const tensors = given.filter(isTensor).length;
  throw new ArgumentError(
    `${owner} expects ${positional.join(' and ')} as separate arguments (received ${tensors} tensors)`,
  );
}

/**
 * Calls a layer: on tensors of the graph, checks them, builds its weights at the first call, and adds a node; on tensors that
 * have values, computes the outputs.
 *
 * @param scope the path of the model that the layer is made part of: `sequential`
 */
export function callLayer(
  layer: AnyLayer,
  input: Structure<AnyTensor>,
  options: CallOptions = {},
  scope = '',
): Structure<AnyTensor> {
  if (isTensor(options)) checkAlone(layer, input);
  checkIsObject(layer.name, options);
  if (options.training !== undefined) checkBoolean(`${layer.name}: training`, options.training);
  const named = Object.values(options).flat().filter(isTensor);
  return hasValues(() => ruleName(layer), input, named)
    ? callOnValues(layer, input, options)
    : callInGraph(layer, input as Structure<SymbolicTensor>, options, scope);
}

/** A second tensor is not what is wrong where the layer does not take the first one: its rule says so. */
function checkAlone(layer: AnyLayer, input: Structure<AnyTensor>): void {
  hasValues(() => ruleName(layer), input);
  const inputs = flatten(input, isTensor, layer.name, 'tensors');
  inferLayer(layer, {
    inputs: mapFlat(inputs, ({ shape, dtype }) => ({ shape, dtype: dtype as DType })),
    named: noArguments,
  });
}

function callInGraph(
  layer: AnyLayer,
  input: Structure<SymbolicTensor>,
  options: CallOptions,
  scope: string,
): Structure<SymbolicTensor> {
  const inputs = flatten(input, symbolic.has, layer.name, symbolic.several);
  const named = readArguments(layer.name, layer[internals].program.callArguments, { ...options }, symbolic);
  const inference = build(layer, { inputs, named }, scope);
  return addNode(inference, { inputs, named }, options.training ?? null);
}

function addNode(
  inference: Inference,
  { inputs, named }: Call<SymbolicTensor>,
  training: boolean | null,
): Structure<SymbolicTensor> {
  const { layer, outputs: specs } = inference;
  const { nodes } = layer[internals];
  const outputs: SymbolicTensor[] = [];
  const node: GraphNode = {
    layer,
    index: nodes.length,
    inputs: Object.freeze([...inputs.items, ...tensorsOf(named)]),
    outputs,
    inputStructure: inputs.structure,
    outputStructure: specs.structure,
    named,
    training,
    site: callSite(),
    inference,
  };
  for (const [index, spec] of specs.items.entries()) outputs.push(createTensor(spec, layer.name, node, index));
  Object.freeze(outputs);
  nodes.push(Object.freeze(node));
  return unflatten(specs.structure, outputs);
}

/** The node of a layer by its index. */
export function nodeAt(layer: AnyLayer, nodeIndex: number): GraphNode {
  const node = Number.isInteger(nodeIndex) ? layer.nodes[nodeIndex] : undefined;
  if (node !== undefined) return node;
  const count = layer.nodes.length;
  throw new GraphError(
    `Layer ${layer.name} expects a node index below ${count}, the number of its calls (received ${received(nodeIndex)})`,
  );
}
