import * as tf from '@tensorflow/tfjs-core';
import { logitsOf } from '../activations/logits.js';
import { ShapeError } from '../errors.js';
import { fits } from '../types/fits.js';
import { show } from '../types/shape.js';
import type { Run, Value } from './behaviour.js';
import { original } from './create-tensor.js';
import { type Extras, inputsOf, mapExtras, noExtras } from './extras.js';
import type { Parts } from './form.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-internals.js';
import type { GraphNode } from './node.js';
import { isRecorded } from './recorded-step.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import type { Topology } from './topology.js';

/** Runs one layer on values. */
export function runLayer(
  layer: AnyLayer,
  inputs: Parts<Value>,
  run: Run,
  extras: Extras<Value> = noExtras,
): Parts<Value> {
  const { behaviour, weights, trainable } = layer[internals];
  return behaviour.run({ inputs, extras }, weights ?? [], trainable ? run : { ...run, isFrozen: true });
}

/**
 * Computes the values of `outputs` from those of `inputs`. Runs inside `tf.tidy`.
 *
 * Outside training, what no later call needs is freed at once, so that a deep network takes the memory of its widest
 * place. In training, and wherever gradients are taken, everything stays for them.
 */
export function runGraph(
  { nodes }: Topology,
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  feeds: readonly Value[],
  run: Run,
): readonly Value[] {
  const values = new Map<SymbolicTensor, Value>();
  for (const [index, input] of inputs.entries()) values.set(original(input), feeds[index] as Value);
  const lastUses = run.training || isRecorded() ? undefined : lastUsesOf(nodes, inputs, outputs);
  for (const node of nodes) {
    const produced = runNode(node, values, run);
    for (const [index, output] of node.outputs.entries()) values.set(output, produced[index] as Value);
    for (const tensor of lastUses?.get(node) ?? []) {
      release(values, tensor);
    }
  }
  return outputs.map((output) => values.get(original(output)) as Value);
}

function runNode(node: GraphNode, values: ReadonlyMap<SymbolicTensor, Value>, run: Run): readonly Value[] {
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
    const extras = mapExtras(node.extras, (tensor) => take(tensor, values));
    const inputs: Parts<Value> = { form: node.inputForm, items: inputsOf(node).map((tensor) => take(tensor, values)) };
    const outputs: Value[] = [];
    tf.tidy(() => {
      const { items } = runLayer(node.layer, inputs, phase, extras);
      outputs.push(...items);
      // Losses may ask for the logits behind a result, which therefore live as long, and add the penalties.
      const values = items.flatMap(({ tensor, mask }) => [tensor, mask, logitsOf(tensor)?.logits ?? null]);
      return [...values.filter((kept): kept is tf.Tensor => kept !== null), ...penalties];
    });
    return outputs;
  } catch (error) {
    throw located(error, node);
  }
}

/** The value of a tensor, which has the shape that has been stated for it. */
function take(tensor: SymbolicTensor, values: ReadonlyMap<SymbolicTensor, Value>): Value {
  const value = values.get(original(tensor)) as Value;
  if (tensor !== original(tensor) && !fits(value.tensor.shape, tensor.shape)) {
    throw new ShapeError(
      `ensureShape stated ${show(tensor.shape)} for ${tensor.name} (received ${show(value.tensor.shape)})`,
    );
  }
  return value;
}

/** The error with the line of the program that made the call, once. */
function located(error: unknown, node: GraphNode): unknown {
  if (error instanceof Error && node.site !== '' && !error.message.includes('\n    in ')) {
    error.message += `\n    in ${node.layer.name}, called at ${node.site}`;
  }
  return error;
}

/** After which call each tensor is needed no more. Tensors that come in or go out belong to the caller. */
function lastUsesOf(
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

/** Frees a value, unless another one holds on to the same tensor: layers may pass their input on, and keep logits. */
function release(values: Map<SymbolicTensor, Value>, tensor: SymbolicTensor): void {
  const value = values.get(tensor);
  values.delete(tensor);
  if (value === undefined) return;
  const held = new Set(
    [...values.values()].flatMap((other) => [other.tensor, other.mask, logitsOf(other.tensor)?.logits]),
  );
  for (const candidate of [value.tensor, value.mask])
    if (candidate !== null && !held.has(candidate)) candidate.dispose();
}
