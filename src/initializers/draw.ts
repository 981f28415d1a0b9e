/** The number of elements of a weight of `shape`. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((count, size) => count * size, 1);
}

/** The values of a weight of `shape`, each the next of `stream`, times `scale`, plus `offset`. */
export function draw(shape: readonly number[], stream: () => number, scale: number, offset = 0): Float32Array {
  const values = new Float32Array(elementCount(shape));
  for (let index = 0; index < values.length; index++) values[index] = stream() * scale + offset;
  return values;
}
