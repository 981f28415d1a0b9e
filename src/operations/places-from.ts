import { DataError } from '../errors.js';

/** Indices along an axis, counted from 0; throws where there is no such place, which backends read past. */
export function placesFrom(operation: string, indices: ArrayLike<number>, size: number): Int32Array {
  const places = Int32Array.from(indices, (index) => (index < 0 ? index + size : index));
  const wrong = places.findIndex((place) => place < 0 || place >= size);
  if (wrong < 0) return places;
  throw new DataError(
    `${operation} expects indices from ${-size} to ${size - 1} (received ${indices[wrong]} at place ${wrong} of ${indices.length})`,
  );
}
