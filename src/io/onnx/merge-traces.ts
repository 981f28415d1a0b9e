import { ArgumentError } from '../../errors.js';
import type { Inference } from '../../graph/program.js';
import type { Weight } from '../../graph/weight.js';
import type { DType } from '../../types/dtype.js';
import { type ConstantElements, mergeElements } from './merge-elements.js';
import { layerOf, type RecordedStep, type RecordedValue } from './recorder.js';
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

/** Compares runs for inputs of different sizes: what differs is what depends on the sizes. */
export function mergeTraces(traces: readonly Trace[]): ComputationGraph {
  const [first] = traces as readonly [Trace];
  const steps = mergeSteps(traces.map(({ recorder }) => recorder.steps));
  const users = new Map(allSteps(steps).flatMap((step) => step.inputs.map(([, place]) => [place, step.inference])));
  const values = first.recorder.values.map((_, place) => {
    const ofRuns = traces.map(({ recorder }) => recorder.values[place] as RecordedValue);
    return mergeValues(ofRuns, users.get(place));
  });
  return { inputs: first.inputs, outputs: first.outputs, steps, values };
}

function allSteps(steps: readonly GraphStep[]): readonly GraphStep[] {
  return steps.flatMap((step) => [step, ...allSteps(step.body?.steps ?? [])]);
}

function mergeSteps(runs: readonly (readonly RecordedStep[])[]): readonly GraphStep[] {
  const length = Math.max(...runs.map((steps) => steps.length));
  return Array.from({ length }, (_, index) => {
    const steps = runs.flatMap((run) => run[index] ?? []);
    const [step] = steps as [RecordedStep];
    const { inference, attributes, body, ...rest } = step;
    const isSame = (other: RecordedStep) =>
      step.name === other.name &&
      `${step.inputs}` === `${other.inputs}` &&
      `${step.outputs}` === `${other.outputs}` &&
      inference.layer === other.inference.layer;
    if (steps.length < runs.length || !steps.every(isSame)) return rejectSizes(inference);
    const ofRuns = steps.map((one) => one.attributes);
    const merged = merge(ofRuns, inference) as Readonly<Record<string, unknown>>;
    const bodies = steps.flatMap((one) => one.body ?? []);
    const mergedBody = body && { ...body, steps: mergeSteps(bodies.map((one) => one.steps)) };
    return { ...rest, inference, attributes: merged, ...(mergedBody && { body: mergedBody }) };
  });
}

function mergeValues(runs: readonly RecordedValue[], user: Inference | undefined): GraphValue {
  const [first] = runs as [RecordedValue];
  const shape = first.shape.map((_, axis) => sizeOf(runs.map((value) => value.shape[axis] as number)));
  const constants = runs.flatMap(({ shape: sizes, origin }) =>
    origin.kind === 'constant' ? [{ shape: sizes, elements: origin.elements }] : [],
  );
  if (first.origin.kind !== 'constant') return { ...first, shape, origin: first.origin };
  const elements = mergeElements(constants) ?? rejectSizes(user);
  return { ...first, shape, origin: { kind: 'constant', elements } };
}

/** The same value in all runs, with numbers that differ as ones that vary. */
function merge(runs: readonly unknown[], inference: Inference): unknown {
  const [first] = runs;
  if (runs.every((value) => typeof value === 'number')) return sizeOf(runs);
  if (runs.every(Array.isArray) && runs.every((list) => list.length === runs[0]?.length)) {
    return runs[0]?.map((_: unknown, index: number) =>
      merge(
        runs.map((list) => list[index]),
        inference,
      ),
    );
  }
  if (runs.every(isRecord) && isRecord(first)) {
    const entries = Object.keys(first).map((key) => [
      key,
      merge(
        runs.map((record) => record[key]),
        inference,
      ),
    ]);
    return Object.fromEntries(entries);
  }
  return runs.every((value) => Object.is(value, first)) ? first : rejectSizes(inference);
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
