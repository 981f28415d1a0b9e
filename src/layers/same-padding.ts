/**
 * The padding before and after an axis with padding `same`, as in TensorFlow: enough for `ceil(size / stride)` places, with
 * an odd element after the axis.
 */
export function samePadding(size: number, extent: number, stride: number): readonly [before: number, after: number] {
  const places = Math.ceil(size / stride);
  const around = Math.max(0, (places - 1) * stride + extent - size);
  const before = Math.floor(around / 2);
  return [before, around - before];
}
