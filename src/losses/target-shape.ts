import { DataError } from '../errors.js';
import { type Fits, fits } from '../types/dimension.js';
import { type Fill, fill } from '../types/mismatch.js';
import { type Leading, type Shape, type Show, show } from '../types/shape.js';
import type { PredictionShape, TargetKind, TargetValues } from './loss.js';

const misfit = '{argument} expects {expected} of shape {shape} for {loss} (received {received}{hint})';

const expected = {
  sameShape: 'targets',
  classIndices: 'class indices',
  labelSequences: 'lists of class indices',
} as const;

const hints = {
  sameShape: '; class indices are for sparseCategoricalCrossentropy',
  classIndices: '; one-hot rows are for categoricalCrossentropy',
  labelSequences: ', for predictions that are not (batch, steps, classes)',
} as const;

/** The kinds of targets that are checked against predictions. */
export type CheckedKind = Exclude<TargetKind, 'any'>;

/** The shape of targets of a kind; for class indices, a last axis of 1 may follow. */
export type TargetShape<Prediction extends Shape, Kind extends CheckedKind> = Kind extends 'sameShape'
  ? Prediction
  : Kind extends 'classIndices'
    ? Leading<Prediction>
    : Prediction extends readonly [infer Batch extends number | null, ...unknown[]]
      ? [Batch, null]
      : Shape;

export function targetShape(prediction: Shape, kind: CheckedKind): Shape {
  if (kind === 'sameShape') return prediction;
  return kind === 'classIndices' ? prediction.slice(0, -1) : [prediction[0] ?? null, null];
}

/** Whether targets of a shape are what a loss of this kind compares with predictions. */
export type FitsKind<
  Target extends Shape,
  Prediction extends Shape,
  Kind extends CheckedKind,
> = Kind extends 'sameShape'
  ? FitsWhole<Target, Prediction>
  : Kind extends 'classIndices'
    ? FitsIndices<Target, Leading<Prediction>>
    : HasSteps<Prediction> extends true
      ? Fits<Target, TargetShape<Prediction, Kind>>
      : false;

function fitsKind(target: Shape, prediction: Shape, kind: CheckedKind): boolean {
  if (kind === 'sameShape') return fitsWhole(target, prediction);
  const wanted = targetShape(prediction, kind);
  return kind === 'classIndices' ? fitsIndices(target, wanted) : hasSteps(prediction) && fits(target, wanted);
}

/** The same shape; a last axis of 1 may be missing on one side. */
type FitsWhole<Target extends Shape, Prediction extends Shape> =
  Fits<Target, Prediction> extends true
    ? true
    : Fits<[...Target, 1], Prediction> extends true
      ? true
      : Fits<Target, [...Prediction, 1]>;

function fitsWhole(target: Shape, prediction: Shape): boolean {
  return fits(target, prediction) || fits([...target, 1], prediction) || fits(target, [...prediction, 1]);
}

type FitsIndices<Target extends Shape, Positions extends Shape> =
  Fits<Target, Positions> extends true ? true : Fits<Target, [...Positions, 1]>;

function fitsIndices(target: Shape, positions: Shape): boolean {
  return fits(target, positions) || fits(target, [...positions, 1]);
}

type HasSteps<Prediction extends Shape> = Fits<Prediction, [null, null, null]>;

function hasSteps(prediction: Shape): boolean {
  return fits(prediction, [null, null, null]);
}

/** The sentence that says why targets do not fit. */
export type TargetMisfit<
  Argument extends string,
  Loss extends string,
  Target extends Shape,
  Prediction extends Shape,
  Kind extends CheckedKind,
> = Fill<
  typeof misfit,
  {
    argument: Argument;
    expected: (typeof expected)[Kind];
    shape: Show<TargetShape<Prediction, Kind>>;
    loss: Loss;
    received: Show<Target>;
    hint: NeedsHint<Target, Prediction, Kind> extends true ? (typeof hints)[Kind] : '';
  }
>;

/** Whether the targets would fit a loss of the other kind, or no targets fit the predictions. */
type NeedsHint<Target extends Shape, Prediction extends Shape, Kind extends CheckedKind> = Kind extends 'sameShape'
  ? FitsKind<Target, Prediction, 'classIndices'>
  : Kind extends 'classIndices'
    ? FitsKind<Target, Prediction, 'sameShape'>
    : HasSteps<Prediction> extends true
      ? false
      : true;

function needsHint(target: Shape, prediction: Shape, kind: CheckedKind): boolean {
  if (kind === 'labelSequences') return !hasSteps(prediction);
  return fitsKind(target, prediction, kind === 'sameShape' ? 'classIndices' : 'sameShape');
}

/** @throws DataError if targets of a shape are not what a loss of this kind compares with predictions. */
export function checkTargetShape(
  argument: string,
  loss: string,
  target: Shape,
  prediction: Shape,
  kind: CheckedKind,
): void {
  if (fitsKind(target, prediction, kind)) return;
  const shape = show(targetShape(prediction, kind));
  const hint = needsHint(target, prediction, kind) ? hints[kind] : '';
  throw new DataError(fill(misfit, { argument, expected: expected[kind], shape, loss, received: show(target), hint }));
}

/** The values that targets may have, and their description in a message. */
export interface TargetRange {
  /** `class indices from 0 to 9`. */
  readonly description: string;
  has(value: number): boolean;
}

/** Targets, and the predictions that they are compared with. */
interface TargetCheck {
  /** The loss' name. */
  readonly loss: string;
  readonly targetKind: CheckedKind;
  readonly range: TargetRange | undefined;
  readonly values: TargetValues | (() => TargetValues) | null;
  readonly targetShape: readonly number[];
  readonly predictionShape: PredictionShape;
  readonly argument: string;
}

const anyNumber: TargetRange = { description: 'numbers', has: (value) => !Number.isNaN(value) };

/** @throws DataError if shape or values are not what the loss compares predictions with. */
export function checkTargets(check: TargetCheck): void {
  const { loss, targetKind, range, targetShape, predictionShape, argument } = check;
  checkTargetShape(argument, loss, targetShape, predictionShape, targetKind);
  const values = typeof check.values === 'function' ? range && check.values() : check.values;
  if (values) checkValues(values, check, range ?? anyNumber);
}

function checkValues(values: TargetValues, { loss, targetShape, argument }: TargetCheck, range: TargetRange): void {
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (range.has(value)) continue;
    const place = indexPath(index, targetShape);
    throw new DataError(
      `${loss} expects ${range.description} in ${argument} (received ${value} at ${argument}${place})`,
    );
  }
}

/** `[17]`, `[3][1]`: where in an array of this shape the element is. */
function indexPath(index: number, shape: readonly number[]): string {
  let path = '';
  let rest = index;
  for (const size of [...shape].reverse()) {
    path = `[${rest % size}]${path}`;
    rest = Math.floor(rest / size);
  }
  return path;
}

/** Indices of the classes on the last axis of predictions; also `ignored`, if given. */
export function classIndexRange(predictionShape: PredictionShape, ignored: number | null = null): TargetRange {
  const classes = predictionShape.at(-1) ?? null;
  const range = classes === null ? 'from 0' : `from 0 to ${classes - 1}`;
  return {
    description: ignored === null ? `class indices ${range}` : `class indices ${range}, or ${ignored},`,
    has: (value) =>
      value === ignored || (Number.isInteger(value) && value >= 0 && (classes === null || value < classes)),
  };
}

/** How far from 0 and 1 rounding may put a probability. */
const tolerance = 1e-4;

/** Probabilities, 0 and 1 included. */
export function probabilityRange(description: string): TargetRange {
  return {
    description,
    has: (value) => value >= -tolerance && value <= 1 + tolerance,
  };
}
