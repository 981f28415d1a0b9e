import { DataError } from '../errors.js';
import { fits } from '../types/fits.js';
import { fill } from '../types/message.js';
import { type Shape, show } from '../types/shape.js';

export const dataShape = '{argument} expects data of shape {expected} (received {received})';
export const dataType = '{argument} expects {expected} elements (received {received})';
export const dataForm = '{argument} expects {expected} (received {received})';

/** What data is for: targets may leave out the axis of the classes. */
export type Role = 'inputs' | 'targets';

/** What stands for the names that data can be given by. */
export const names = { inputs: 'names of inputs', targets: 'names of outputs' } as const;

/** The run-time twin of the data types: throws where the shape of data does not fit a tensor of the graph. */
export function checkShape(argument: string, received: Shape, expected: Shape, role: Role): void {
  const outer = expected.slice(0, -1);
  const isFit =
    fits(received, expected) || (role === 'targets' && (fits(received, outer) || fits(received, [...outer, 1])));
  if (!isFit) {
    throw new DataError(fill(dataShape, { argument, expected: show(expected), received: show(received) }));
  }
}

/** Throws where data is not in the form that is asked for. */
export function rejectForm(argument: string, expected: string, received: string): never {
  throw new DataError(fill(dataForm, { argument, expected, received }));
}

/** Throws where the elements of data are not of the type that is asked for. */
export function checkType(argument: string, received: string, expected: string): void {
  if (received !== expected) throw new DataError(fill(dataType, { argument, expected, received }));
}
