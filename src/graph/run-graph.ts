import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../errors.js';
import { type NameBinder, nameBinder } from '../types/bound-names.js';
import { fits } from '../types/dimension.js';
import { show } from '../types/shape.js';
import { original } from './create-tensor.js';
import type { AnyLayer } from './layer.js';
import { internals, stateOf } from './layer-state.js';
import { inputsOf, mapArguments } from './named-arguments.js';
import type { Call, Inference, Run, RunContext } from './program.js';
import type { Flat } from './structure.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';
import type { Topology } from './topology.js';
import { tensorsIn, type Value } from './value.js';

/** Runs a call of a layer, as it was inferred, on values. */
export function runLayer(inference: Inference, call: Call<Value>, run: Run): Flat<Value> {
  return inference.layer[internals].program.run(call, runContext(inference, run));
}

/** The context in which the program of a layer runs. */
function runContext(inference: Inference, run: Run): RunContext {
  const { layer, inner } = inference;
  let counts: Map<AnyLayer, number> | undefined;
  const contextOf = (part: AnyLayer): RunContext => {
    counts ??= new Map();
    const count = counts.get(part) ?? 0;
    counts.set(part, count + 1);
    return runContext(innerInference(inner, part, count), context);
  };
  // Each layer of each step creates one, and listing the members costs less than a spread.
  const context: RunContext = {
    training: run.training,
    isFrozen: run.isFrozen || !stateOf(layer).trainable,
    freesEarly: run.freesEarly,
    updates: run.updates,
    checked: run.checked,
    mayRead: run.mayRead,
    seed: run.seed,
    penalize: run.penalize,
    inference,
    contextOf,
    run: (part, call) => part[internals].program.run(call, contextOf(part)),
  };
  return context;
}

/** The call of an inner layer that was inferred; one that is run more often than inferred is run on the same shapes again. */
export function innerInference(inner: readonly Inference[], layer: AnyLayer, place: number): Inference {
  const calls = inner.filter((inference) => inference.layer === layer);
  return (calls[place] ?? calls.at(-1)) as Inference;
}

/**
 * Computes the values of `outputs` from those of `inputs`. Runs inside `tf.tidy`.
 *
 * With `freesEarly`, tensors that no later call needs are freed at once, so that a deep network takes the memory of its widest
 * place. For gradients, all of them are kept.
 */
export function runGraph(
  { nodes }: Topology,
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  feeds: readonly Value[],
  run: Run,
): readonly Value[] {
  const values = new Map<SymbolicTensor, Value>();
  const binder = nameBinder(ShapeError);
  for (const [index, input] of inputs.entries()) {
    const feed = feeds[index] as Value;
    values.set(original(input), feed);
    binder.add([`model: input ${input.name}`, `input ${input.name}`], feed.tensor.shape, input.shape);
  }
  const lastUses = run.freesEarly ? lastUsesOf(nodes, inputs, outputs) : undefined;
  for (const node of nodes) {
    const produced = runNode(node, values, binder, run);
    for (const [index, output] of node.outputs.entries()) values.set(output, produced[index] as Value);
    for (const tensor of lastUses?.get(node) ?? []) {
      release(values, tensor);
    }
  }
  return outputs.map((output) => values.get(original(output)) as Value);
}

function runNode(
  node: GraphNode,
  values: ReadonlyMap<SymbolicTensor, Value>,
  binder: NameBinder,
  run: Run,
): readonly Value[] {
  const penalties: tf.Scalar[] = [];
  const phase: Run = {
    ...run,
    training: node.training ?? run.training,
    penalize(penalty) {
      penalties.push(penalty);
      run.penalize(penalty);
    },
  };
  try {
    const named = mapArguments(node.named, (tensor) => take(tensor, values, binder));
    const inputs = {
      structure: node.inputStructure,
      items: inputsOf(node).map((tensor) => take(tensor, values, binder)),
    };
    const outputs: Value[] = [];
    tf.tidy(() => {
      outputs.push(...runLayer(node.inference, { inputs, named }, phase).items);
      return [...outputs.flatMap(tensorsIn), ...penalties];
    });
    return outputs;
  } catch (error) {
    throw located(error, node);
  }
}

/** The value of a tensor, after a check of the shape that has been stated for it. */
function take(tensor: SymbolicTensor, values: ReadonlyMap<SymbolicTensor, Value>, binder: NameBinder): Value {
  const value = values.get(original(tensor)) as Value;
  if (tensor !== original(tensor) && !fits(value.tensor.shape, tensor.shape)) {
    throw new ShapeError(
      `ensureShape stated ${show(tensor.shape)} for ${tensor.name} (received ${show(value.tensor.shape)})`,
    );
  }
  if (tensor !== original(tensor)) {
    binder.add([`ensureShape of ${tensor.name}`, tensor.name], value.tensor.shape, tensor.shape);
  }
  return value;
}

/** The error with the line of the program that made the call, added once. */
export function located(error: unknown, node: GraphNode): unknown {
  if (error instanceof Error && node.site !== '' && !error.message.includes('\n    in ')) {
    error.message += `\n    in ${node.layer.name}, called at ${node.site}`;
  }
  return error;
}

/** The last call that needs each tensor. Inputs and outputs belong to the caller. */
export function lastUsesOf(
  nodes: readonly GraphNode[],
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): ReadonlyMap<GraphNode, readonly SymbolicTensor[]> {
  const kept = new Set([...inputs, ...outputs].map(original));
  const lastUse = new Map<SymbolicTensor, GraphNode>();
  for (const node of nodes) {
    for (const tensor of [...node.outputs, ...node.inputs.map(original)])
      if (!kept.has(tensor)) lastUse.set(tensor, node);
  }
  const uses = new Map<GraphNode, SymbolicTensor[]>();
  for (const [tensor, node] of lastUse) uses.set(node, [...(uses.get(node) ?? []), tensor]);
  return uses;
}

/** Frees a value, except tensors that another one holds: layers may pass their input on, and keep logits. */
export function release(values: Map<SymbolicTensor, Value>, tensor: SymbolicTensor): void {
  const value = values.get(tensor);
  values.delete(tensor);
  if (value === undefined) return;
  const held = new Set([...values.values()].flatMap(tensorsIn));
  for (const candidate of tensorsIn(value)) if (!held.has(candidate)) candidate.dispose();
}
