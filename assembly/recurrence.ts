import { loadLanes, storeLanes } from './lanes';
import { packColumns, packedBytes, packedProduct, packRows, product, productBytes, tileBytes, tileColumns, tileRows } from './matrix-product';

// What recurrent layers share: a product with one matrix at every step, whose columns are packed once. Tensors are (batch, steps, ...).

/** The bytes of `count` floats. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function floats(count: i32): usize {
  return (count as usize) << 2;
}

/** The bytes for a matrix `[inner, columns]` that is packed once, and `rows` rows that are packed at every step. */
export function stepBytes(rows: i32, inner: i32, columns: i32): usize {
  return tileBytes + packedBytes(columns, tileColumns, inner) + packedBytes(rows, tileRows, inner);
}

/** Packs the columns of a matrix for {@link stepProduct}. */
export function prepareSteps(matrix: usize, rowStride: i32, columnStride: i32, inner: i32, columns: i32, scratch: usize): void {
  packColumns(matrix, rowStride, columnStride, inner, columns, scratch + tileBytes);
}

/** Multiplies rows by the matrix that has been packed, on top of what is at `start`; strides are in elements. */
export function stepProduct(
  rows: i32, inner: i32, columns: i32, left: usize, leftStride: i32, out: usize, start: usize, startStride: i32, scratch: usize,
): void {
  const packedMatrix = scratch + tileBytes;
  const packedLeft = packedMatrix + packedBytes(columns, tileColumns, inner);
  packRows(left, leftStride, 1, rows, inner, packedLeft);
  packedProduct(rows, columns, inner, packedLeft, packedMatrix, out, (columns as usize) << 2, start, (startStride as usize) << 2, false, scratch);
}

/** Bytes for what {@link kernelGradient} needs. */
export function gradientBytes(rows: i32, units: i32, columns: i32): usize {
  return productBytes(units, columns, rows);
}

/** The gradient of a recurrent kernel: what has entered all steps, transposed, times the gradients of what came out of the product. */
export function kernelGradient(rows: i32, units: i32, columns: i32, entered: usize, gradients: usize, out: usize, scratch: usize): void {
  product(units, columns, rows, entered, 1, units, gradients, columns, 1, out, columns, 0, 0, false, scratch);
}

/** out = left * right, of so many floats. */
export function multiplyAll(count: i32, left: usize, right: usize, out: usize): void {
  for (let index = 0; index < count; ) {
    const isWhole = index + 4 <= count;
    const at = (index as usize) << 2;
    storeLanes(out + at, f32x4.mul(loadLanes(left + at, isWhole), loadLanes(right + at, isWhole)), isWhole);
    index += isWhole ? 4 : 1;
  }
}

/** Copies `count` rows of `size` floats; strides are in elements. */
export function copyRows(count: i32, size: i32, from: usize, fromStride: i32, out: usize, outStride: i32): void {
  for (let row = 0; row < count; row++) {
    memory.copy(out, from, (size as usize) << 2);
    from += (fromStride as usize) << 2;
    out += (outStride as usize) << 2;
  }
}

/** Adds `count` rows of `size` floats to rows that lie one after another. */
export function addRows(count: i32, size: i32, from: usize, fromStride: i32, sums: usize): void {
  for (let row = 0; row < count; row++) {
    for (let index = 0; index < size; ) {
      const isWhole = index + 4 <= size;
      const at = (index as usize) << 2;
      storeLanes(sums + at, f32x4.add(loadLanes(sums + at, isWhole), loadLanes(from + at, isWhole)), isWhole);
      index += isWhole ? 4 : 1;
    }
    from += (fromStride as usize) << 2;
    sums += (size as usize) << 2;
  }
}

/** Whether a sample counts at a step; there may be no mask. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
export function counts(mask: usize, sample: i32, step: i32, steps: i32): bool {
  return mask == 0 || load<u8>(mask + ((sample * steps + step) as usize)) != 0;
}

/**
 * The hidden states as they enter a step, and writes them where the gradient finds them.
 *
 * @param dropped where they are multiplied by `dropout`, if there is any.
 */
export function enterStep(
  batch: i32, units: i32, step: i32, steps: i32, current: usize, dropout: usize, dropped: usize, entered: usize,
): usize {
  let entering = current;
  if (dropout != 0) {
    multiplyAll(batch * units, current, dropout, dropped);
    entering = dropped;
  }
  if (entered != 0) copyRows(batch, units, entering, units, entered + floats(step * units), steps * units);
  return entering;
}

/** Adds what arrives from outside for the hidden states after a step: the gradient has `shown` rows for each sample. */
export function addArriving(
  batch: i32, units: i32, step: i32, steps: i32, gradient: usize, shown: i32, isSequence: bool, ofHidden: usize,
): void {
  if (isSequence) addRows(batch, units, gradient + floats(step * units), shown * units, ofHidden);
  else if (step == steps - 1) addRows(batch, units, gradient, shown * units, ofHidden);
}

/** Makes the gradient before a step that of the hidden states; samples that do not count keep theirs. */
export function passBack(batch: i32, units: i32, step: i32, steps: i32, mask: usize, before: usize, ofHidden: usize): void {
  for (let sample = 0; sample < batch; sample++) {
    if (counts(mask, sample, step, steps)) copyRows(1, units, before + floats(sample * units), 0, ofHidden + floats(sample * units), 0);
  }
}
