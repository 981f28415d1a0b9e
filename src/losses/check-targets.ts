import { DataError } from '../errors.js';
import type { PredictionShape, TargetValues } from './loss.js';
import { type CheckedKind, checkTargetShape } from './target-shape.js';

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
  readonly values: TargetValues;
  readonly targetShape: readonly number[];
  readonly predictionShape: PredictionShape;
  readonly argument: string;
}

const anyNumber: TargetRange = { description: 'numbers', has: (value) => !Number.isNaN(value) };

/** @throws DataError if shape or values are not what the loss compares predictions with. */
export function checkTargets(check: TargetCheck): void {
  const { loss, targetKind, range = anyNumber, values, targetShape, predictionShape, argument } = check;
  checkTargetShape(argument, loss, targetShape, predictionShape, targetKind);
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
