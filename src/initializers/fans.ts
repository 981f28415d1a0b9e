/** How many inputs each unit of a weight has, and how many units each input goes to. */
export interface Fans {
  readonly fanIn: number;
  readonly fanOut: number;
}

/**
 * The fans of a weight: the last two axes are inputs and units, those before them, as a convolution has them, the
 * positions that each unit sees.
 */
export function fans(shape: readonly number[]): Fans {
  if (shape.length < 2) {
    const [size = 1] = shape;
    return { fanIn: size, fanOut: size };
  }
  const receptiveField = shape.slice(0, -2).reduce((count, size) => count * size, 1);
  const [inputs, units] = shape.slice(-2) as [number, number];
  return { fanIn: inputs * receptiveField, fanOut: units * receptiveField };
}
