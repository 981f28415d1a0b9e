import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';

/** How many inputs each unit of a weight has, and how many units each input goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/** Which axes of a weight are inputs and which are units, where it is not the last two that are. */
export interface FanAxes {
  readonly inputAxes: readonly number[];
  readonly outputAxes: readonly number[];
}

/**
 * The fans of a weight: unless axes are given, the last two are inputs and units, those before them, as a convolution has
 * them, the positions that each unit sees.
 */
export function fans(shape: readonly number[], axes: FanAxes | null = null): Fans {
  if (axes !== null) return { fanIn: sizeOf(shape, axes.inputAxes), fanOut: sizeOf(shape, axes.outputAxes) };
  if (shape.length < 2) {
    const [size = 1] = shape;
    return { fanIn: size, fanOut: size };
  }
  const receptiveField = shape.slice(0, -2).reduce((count, size) => count * size, 1);
  const [inputs, units] = shape.slice(-2) as [number, number];
  return { fanIn: inputs * receptiveField, fanOut: units * receptiveField };
}

function sizeOf(shape: readonly number[], axes: readonly number[]): number {
  return axes.reduce((product, axis) => product * sizeAt(shape, axis), 1);
}

function sizeAt(shape: readonly number[], axis: number): number {
  const size = shape.at(axis);
  if (size !== undefined && Number.isInteger(axis)) return size;
  throw new ArgumentError(`fans expects axes of a weight (${shape.join(', ')}) (received ${received(axis)})`);
}
