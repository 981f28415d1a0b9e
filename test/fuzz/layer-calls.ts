import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import type { AnyLayer } from '../../src/graph/layer.js';
import type { SymbolicTensor } from '../../src/graph/symbolic-tensor.js';
import * as layers from '../../src/layers/index.js';
import { unnamed } from '../../src/types/shape.js';
import { evaluate } from '../layers/random-calls/evaluate.js';
import { type LayerName, randomCalls } from '../layers/random-calls/every-layer.js';

/** A random call of a layer that is right: the arguments of its class, and those that it is called with. */
export interface LayerCall {
  readonly given: readonly unknown[];
  readonly on: readonly unknown[];
}

/** The name under which there are random calls of a layer, whatever name it is exported under. */
export function layerName(path: string, value: unknown): LayerName | undefined {
  if (path in randomCalls) return path as LayerName;
  const found = Object.entries(layers).find(([, layer]) => layer === value)?.[0];
  return found !== undefined && found in randomCalls ? (found as LayerName) : undefined;
}

const texts = new Map<LayerName, readonly string[]>();

/** Texts such as `Dense(3)(Input([4]))`, all of them right; first those whose inputs vary in the batch only. */
function rightTexts(name: LayerName): readonly string[] {
  const known = texts.get(name) ?? fixedFirst(fc.sample(randomCalls[name], { numRuns: 40, seed: 1 }).filter(isRight));
  texts.set(name, known);
  return known;
}

function fixedFirst(calls: readonly string[]): readonly string[] {
  const areFixed = (text: string) => symbolicTensors(list(text.slice(endOfArguments(text) + 2, -1))).every(isFixed);
  const marked = calls.map((text) => ({ text, isFirst: areFixed(text) }));
  return [...marked.filter(({ isFirst }) => isFirst), ...marked.filter(({ isFirst }) => !isFirst)].map(
    ({ text }) => text,
  );
}

function isFixed({ shape }: SymbolicTensor): boolean {
  return unnamed(shape.slice(1)).every((size) => size !== null);
}

function isRight(text: string): boolean {
  try {
    return [evaluate(text)].flat().every(({ shape }) => unnamed(shape).every((size) => (size ?? 0) < 1000));
  } catch {
    return false;
  }
}

/** One of the right calls of a layer. */
export function layerCall(name: LayerName, index: number): LayerCall {
  const known = rightTexts(name);
  const text = known[index % known.length];
  if (text === undefined) throw new Error(`no random call of ${name} is right`);
  const end = endOfArguments(text);
  return { given: list(text.slice(name.length + 1, end)), on: list(text.slice(end + 2, -1)) };
}

/** The text that makes a layer of a class in one of the right calls: `Dense(3)`. */
export function madeText(name: LayerName): string {
  const [text = ''] = rightTexts(name);
  return text.slice(0, endOfArguments(text) + 1);
}

function list(text: string): readonly unknown[] {
  return evaluate(`[${text}]`) as readonly unknown[];
}

/** The place of the parenthesis that closes the first one. */
function endOfArguments(text: string): number {
  let depth = 0;
  return [...text].findIndex((letter) => {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    return letter === ')' && depth === 0;
  });
}

/** No more numbers than this go through a layer. */
const largest = 20_000;

type Call = (...given: readonly unknown[]) => unknown;

/** Calls a layer on tensors of the graph, and then on ones of their shapes. */
export function useLayer(layer: AnyLayer, on: readonly unknown[]): void {
  const outputs = [(layer as unknown as Call)(...on) as SymbolicTensor | readonly SymbolicTensor[]].flat();
  // Junk may be a tensor with values: then the outputs are as well, and belong to the caller.
  if (outputs.some((output) => !isSymbolic(output))) {
    tf.dispose(outputs as unknown as tf.Tensor[]);
    return;
  }
  const inputs = symbolicTensors(on);
  const weights = layer.weights.map(({ size }) => size);
  const sizes = [...[...outputs, ...inputs].map(({ shape }) => sizeOf(unnamed(shape))), ...weights];
  if (sizes.some((size) => size > largest)) return;
  for (const training of [false, true]) runLayer(layer, on, training);
}

function runLayer(layer: AnyLayer, on: readonly unknown[], training: boolean): void {
  const fed: tf.Tensor[] = [];
  const feed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(feed);
    if (!isSymbolic(value)) return value;
    const shape = unnamed(value.shape).map((size) => size ?? 2);
    const tensor =
      value.dtype === 'string'
        ? tf.tensor(Array<string>(sizeOf(shape)).fill('a'), shape, 'string')
        : tf.ones(shape, value.dtype as 'float32');
    fed.push(tensor);
    return tensor;
  };
  try {
    const [input, ...others] = on;
    const options = others.find((item) => !isSymbolic(item)) as object | undefined;
    const named = Object.fromEntries(Object.entries(options ?? {}).map(([key, value]) => [key, feed(value)]));
    const several = others.filter(isSymbolic);
    const outputs = (layer as unknown as Call)(feed(input), ...several.map(feed), { ...named, training });
    tf.dispose(([outputs].flat() as tf.Tensor[]).filter((tensor) => !fed.includes(tensor)));
  } finally {
    tf.dispose(fed);
  }
}

function sizeOf(shape: readonly (number | null)[]): number {
  return shape.reduce<number>((size, one) => size * (one ?? 2), 1);
}

/** The tensors of the graph among arguments, in lists and in options. */
function symbolicTensors(value: unknown): readonly SymbolicTensor[] {
  if (isSymbolic(value)) return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(symbolicTensors);
}

function isSymbolic(value: unknown): value is SymbolicTensor {
  return typeof value === 'object' && value !== null && 'producer' in value;
}
