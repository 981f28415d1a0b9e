import { ArgumentError } from '../../errors.js';
import type { Inference } from '../../graph/program.js';
import type { Weight } from '../../graph/weight.js';
import type { DType } from '../../types/dtype.js';
import { type ConstantElements, mergeElements } from './merge-elements.js';
import { layerOf, type RecordedBody, type RecordedStep, type RecordedValue } from './recorder.js';
import { type Size, sizeOf } from './size.js';
import type { Trace } from './trace.js';

export type ValueOrigin =
  | { readonly kind: 'input' | 'step' }
  | { readonly kind: 'weight'; readonly weight: Weight }
  | { readonly kind: 'constant'; readonly elements: ConstantElements };

/** A tensor of a graph whose sizes may vary. */
export interface GraphValue {
  readonly shape: readonly Size[];
  readonly dtype: DType;
  readonly origin: ValueOrigin;
}

/** A step in whose attributes numbers may vary. */
export interface GraphStep extends Omit<RecordedStep, 'attributes' | 'body'> {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly body?: GraphBody;
}

export interface GraphBody {
  readonly inputs: readonly number[];
  readonly steps: readonly GraphStep[];
  readonly outputs: readonly number[];
}

/** What a model computes, for inputs of any sizes. */
export interface ComputationGraph extends GraphBody {
  readonly values: readonly GraphValue[];
}

/** Compares two runs for inputs of different sizes: what differs is what depends on the sizes. */
export function mergeTraces(first: Trace, second: Trace): ComputationGraph {
  const steps = mergeSteps(first.recorder.steps, second.recorder.steps);
  const users = new Map(allSteps(steps).flatMap((step) => step.inputs.map(([, place]) => [place, step.inference])));
  return {
    inputs: first.inputs,
    outputs: first.outputs,
    steps,
    values: first.recorder.values.map((value, place) =>
      mergeValues(value, second.recorder.values[place] as RecordedValue, users.get(place)),
    ),
  };
}

function allSteps(steps: readonly GraphStep[]): readonly GraphStep[] {
  return steps.flatMap((step) => [step, ...allSteps(step.body?.steps ?? [])]);
}

function mergeSteps(first: readonly RecordedStep[], second: readonly RecordedStep[]): readonly GraphStep[] {
  const length = Math.max(first.length, second.length);
  return Array.from({ length }, (_, index) => {
    const [one, other] = [first[index], second[index]];
    const inference = (one ?? other)?.inference as Inference;
    if (one === undefined || other === undefined) return rejectSizes(inference);
    const isSame =
      one.name === other.name && `${one.inputs}` === `${other.inputs}` && `${one.outputs}` === `${other.outputs}`;
    if (!isSame || one.inference.layer !== other.inference.layer) return rejectSizes(inference);
    const { body, attributes, ...step } = one;
    const merged = merge(attributes, other.attributes, inference) as Readonly<Record<string, unknown>>;
    const mergedBody = body && other.body && mergeBodies(body, other.body);
    return { ...step, attributes: merged, ...(mergedBody && { body: mergedBody }) };
  });
}

function mergeBodies(first: RecordedBody, second: RecordedBody): GraphBody {
  return { ...first, steps: mergeSteps(first.steps, second.steps) };
}

function mergeValues(first: RecordedValue, second: RecordedValue, user: Inference | undefined): GraphValue {
  const shape = first.shape.map((size, axis) => sizeOf(size, second.shape[axis] as number));
  const [own, other] = [first.origin, second.origin];
  if (own.kind !== 'constant' || other.kind !== 'constant') return { ...first, shape, origin: own as ValueOrigin };
  const elements = mergeElements(
    { shape: first.shape, elements: own.elements },
    { shape: second.shape, elements: other.elements },
  );
  return { ...first, shape, origin: { kind: 'constant', elements: elements ?? rejectSizes(user) } };
}

/** The same value in both runs, with numbers that differ as ones that vary. */
function merge(first: unknown, second: unknown, inference: Inference): unknown {
  if (typeof first === 'number' && typeof second === 'number') return sizeOf(first, second);
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    return first.map((item, index) => merge(item, second[index], inference));
  }
  if (isRecord(first) && isRecord(second)) {
    return Object.fromEntries(Object.keys(first).map((key) => [key, merge(first[key], second[key], inference)]));
  }
  return Object.is(first, second) ? first : rejectSizes(inference);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function rejectSizes(inference: Inference | undefined): never {
  const layer = inference === undefined ? 'a layer' : layerOf(inference);
  throw new ArgumentError(
    `exportOnnx expects layers that do the same for inputs of all sizes (received ${layer}, whose operations depend on sizes that vary)\n` +
      'Give the inputs of the model a fixed size on these axes.',
  );
}
