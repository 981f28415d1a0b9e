import type { Axes } from '../../types/on-axes.js';
import type { Dimension, Shape } from '../../types/shape.js';

/** Axes in the order in which their sizes are those of a weight, as Keras has it: sorted as numbers. */
export function sortedAxes(axes: Axes): readonly number[] {
  return typeof axes === 'number' ? [axes] : [...axes].sort((left, right) => left - right);
}

/** The sizes on some axes. */
export function sizesOn(input: Shape, axes: readonly number[]): readonly Dimension[] {
  return axes.map((axis) => input.at(axis) as Dimension);
}

/** The shape in which a weight with sizes on some axes repeats to the whole input. */
export function repeatedShape(input: readonly number[], axes: readonly number[]): number[] {
  const kept = axes.map((axis) => (axis < 0 ? axis + input.length : axis));
  return input.map((size, axis) => (kept.includes(axis) ? size : 1));
}
