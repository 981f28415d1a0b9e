import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { PredictionShape, TargetKind, TargetValues } from './loss.js';

/** The values that targets may have, and how a message calls them. */
export interface TargetRange {
  /** `class indices from 0 to 9`. */
  readonly description: string;
  /** The name of the loss for targets of the other form, if there is one. */
  readonly otherForm?: string;
  has(value: number): boolean;
}

/** Targets, and what they are to be compared with. */
interface TargetCheck {
  /** The loss' name. */
  readonly loss: string;
  readonly targetKind: TargetKind;
  readonly range: TargetRange | undefined;
  readonly values: TargetValues;
  readonly targetShape: readonly number[];
  readonly predictionShape: PredictionShape;
  readonly argument: string;
}

const anyNumber: TargetRange = { description: 'numbers', has: (value) => !Number.isNaN(value) };

/** @throws DataError if shape or values are not what the loss compares predictions with. */
export function checkTargets(check: TargetCheck): void {
  const { loss, range = anyNumber, values, targetShape, argument } = check;
  checkShape(check);
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (range.has(value)) continue;
    const place = indexPath(index, targetShape);
    throw new DataError(
      `${loss} expects ${range.description} in ${argument} (received ${value} at ${argument}${place})`,
    );
  }
}

/** The shape of targets for predictions: that of data, before it is known to be one-hot or indices. */
export function targetShapeFor(targetKind: TargetKind, predictionShape: PredictionShape): PredictionShape {
  return targetKind === 'labelSequences' ? [predictionShape[0] ?? null, null] : predictionShape;
}

function checkShape({ loss, targetKind, range, targetShape, predictionShape, argument }: TargetCheck): void {
  if (targetKind === 'labelSequences') {
    const expected = targetShapeFor(targetKind, predictionShape);
    if (predictionShape.length === 3 && agrees(targetShape, expected)) return;
    throw new DataError(
      `${loss} expects ${argument} of shape (batch, labels) for predictions of shape (batch, steps, classes) ` +
        `(received ${show(targetShape)} for ${show(predictionShape)})`,
    );
  }
  const isWhole = agrees(targetShape, predictionShape) || isOneAxisOff(targetShape, predictionShape);
  const isOneShort = agrees(withoutColumn(targetShape, predictionShape), predictionShape.slice(0, -1));
  if (targetKind === 'sameShape' ? isWhole : isOneShort) return;
  const expected = targetKind === 'sameShape' ? predictionShape : predictionShape.slice(0, -1);
  const isOfOtherForm = targetKind === 'sameShape' ? isOneShort : isWhole;
  const form = targetKind === 'sameShape' ? 'class indices are' : 'one-hot rows are';
  const hint = range?.otherForm && isOfOtherForm ? `; ${form} for ${range.otherForm}` : '';
  throw new DataError(
    `${loss} expects ${argument} of shape ${show(expected)} for predictions of shape ${show(predictionShape)} ` +
      `(received ${show(targetShape)}${hint})`,
  );
}

/** Indices may come as a column: `(batch, 1)` for predictions `(batch, classes)`. */
function withoutColumn(targetShape: readonly number[], { length }: PredictionShape): readonly number[] {
  return targetShape.length === length && targetShape.at(-1) === 1 ? targetShape.slice(0, -1) : targetShape;
}

/** `(batch)` for predictions `(batch, 1)`, or the other way round. */
function isOneAxisOff(targetShape: readonly number[], predictionShape: PredictionShape): boolean {
  if (targetShape.length < predictionShape.length) return agrees([...targetShape, 1], predictionShape);
  return agrees(targetShape, [...predictionShape, 1]);
}

function agrees(targetShape: readonly number[], predictionShape: PredictionShape): boolean {
  return (
    targetShape.length === predictionShape.length &&
    targetShape.every((size, axis) => predictionShape[axis] === null || predictionShape[axis] === size)
  );
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
