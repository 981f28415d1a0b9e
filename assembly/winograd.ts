import { packColumns, packedBytes, packedProduct, packRows, rowBlock, tileBytes, tileColumns, tileRows } from './matrix-product';

// Convolutions of 3 x 3 without strides by minimal filtering (Winograd; Lavin and Gray, 2015): each patch of 4 x 4 gives 2 x 2 outputs by
// 16 products in place of 36. The products of all channels are 16 products of matrices. Channels come in fours.

/** How many patches are computed at once, so that what they become stays in caches. */
const patchesAtOnce: i32 = 48;

/** How many products there are of a patch. */
const points: i32 = 16;

/** The bytes of `count` floats. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function floats(count: i32): usize {
  return (count as usize) << 2;
}

/** How many bytes of scratch memory {@link winograd} takes. */
export function winogradBytes(channels: i32, outChannels: i32): usize {
  const filters = floats(points * channels * outChannels) + points * packedBytes(outChannels, tileColumns, channels);
  const patches = floats(points * patchesAtOnce * (channels + outChannels)) + packedBytes(patchesAtOnce, tileRows, channels);
  return tileBytes + floats(points * channels) + filters + patches;
}

/**
 * A convolution of 3 x 3 without strides.
 *
 * @param isTurned whether the filter, `[3, 3, outChannels, channels]`, is turned by half a turn, as for the gradient of an input. Else it is
 *   `[3, 3, channels, outChannels]`.
 * @param scratch memory of {@link winogradBytes}.
 */
export function winograd(
  batch: i32, inHeight: i32, inWidth: i32, channels: i32, outHeight: i32, outWidth: i32, outChannels: i32, top: i32, left: i32, x: usize,
  filter: usize, isTurned: bool, out: usize, scratch: usize,
): void {
  const patch = scratch + tileBytes;
  const filters = patch + floats(points * channels);
  const packed = filters + floats(points * channels * outChannels);
  const packedSize = packedBytes(outChannels, tileColumns, channels);
  const seen = packed + points * packedSize;
  const seenSize = floats(patchesAtOnce * channels);
  const made = seen + points * seenSize;
  const madeSize = floats(patchesAtOnce * outChannels);
  const packedLeft = made + points * madeSize;
  const filterSize = floats(channels * outChannels);
  transformFilter(filter, channels * outChannels, isTurned, filters);
  for (let point = 0; point < points; point++) {
    const rowStride = isTurned ? 1 : outChannels;
    const columnStride = isTurned ? channels : 1;
    packColumns(filters + point * filterSize, rowStride, columnStride, channels, outChannels, packed + point * packedSize);
  }
  const down = (outHeight + 1) / 2;
  const across = (outWidth + 1) / 2;
  const patches = batch * down * across;
  for (let first = 0; first < patches; first += patchesAtOnce) {
    const count = min(patchesAtOnce, patches - first);
    for (let index = 0; index < count; index++) {
      const column = ((first + index) % across) * 2;
      const row = (((first + index) / across) % down) * 2;
      const image = (first + index) / (across * down);
      const from = findPatch(x + floats(image * inHeight * inWidth * channels), row - top, column - left, inHeight, inWidth, channels, patch);
      transformPatch(from, from == patch ? floats(4 * channels) : floats(inWidth * channels), channels, seen + floats(index * channels), seenSize);
    }
    for (let point = 0; point < points; point++) {
      packRows(seen + point * seenSize, channels, 1, count, channels, packedLeft);
      packedProduct(count, outChannels, channels, packedLeft, packed + point * packedSize, made + point * madeSize, floats(outChannels), 0, 0, false, scratch);
    }
    for (let index = 0; index < count; index++) {
      const column = ((first + index) % across) * 2;
      const row = (((first + index) / across) % down) * 2;
      const image = (first + index) / (across * down);
      const target = out + floats(((image * outHeight + row) * outWidth + column) * outChannels);
      transformBack(made + floats(index * outChannels), madeSize, outChannels, target, floats(outWidth * outChannels), row + 1 < outHeight, column + 1 < outWidth);
    }
  }
}

/** How many patches are summed at once for the gradient of a filter. */
const summedAtOnce: i32 = 96;

/** How many bytes of scratch memory {@link winogradFilterGradient} takes. */
export function winogradGradientBytes(channels: i32, outChannels: i32): usize {
  const patches = floats(points * summedAtOnce * (channels + outChannels));
  const packed = packedBytes(outChannels, tileColumns, summedAtOnce) + packedBytes(rowBlock, tileRows, summedAtOnce);
  return tileBytes + floats(points * channels) + floats(points * channels * outChannels) + patches + packed;
}

/**
 * The gradient of the filter of such a convolution, `[3, 3, channels, outChannels]`, by as few products.
 *
 * @param scratch memory of {@link winogradGradientBytes}.
 */
export function winogradFilterGradient(
  batch: i32, inHeight: i32, inWidth: i32, channels: i32, outHeight: i32, outWidth: i32, outChannels: i32, top: i32, left: i32, x: usize, dy: usize,
  out: usize, scratch: usize,
): void {
  const patch = scratch + tileBytes;
  const sums = patch + floats(points * channels);
  const sumSize = floats(channels * outChannels);
  const seen = sums + points * sumSize;
  const seenSize = floats(summedAtOnce * channels);
  const arrived = seen + points * seenSize;
  const arrivedSize = floats(summedAtOnce * outChannels);
  const packed = arrived + points * arrivedSize;
  const packedLeft = packed + packedBytes(outChannels, tileColumns, summedAtOnce);
  const outBytes = floats(outChannels);
  const down = (outHeight + 1) / 2;
  const across = (outWidth + 1) / 2;
  const patches = batch * down * across;
  for (let first = 0; first < patches; first += summedAtOnce) {
    const count = min(summedAtOnce, patches - first);
    for (let index = 0; index < count; index++) {
      const column = ((first + index) % across) * 2;
      const row = (((first + index) / across) % down) * 2;
      const image = (first + index) / (across * down);
      const from = findPatch(x + floats(image * inHeight * inWidth * channels), row - top, column - left, inHeight, inWidth, channels, patch);
      transformPatch(from, from == patch ? floats(4 * channels) : floats(inWidth * channels), channels, seen + floats(index * channels), seenSize);
      const source = dy + floats(((image * outHeight + row) * outWidth + column) * outChannels);
      spread(source, floats(outWidth * outChannels), outChannels, row + 1 < outHeight, column + 1 < outWidth, arrived + floats(index * outChannels), arrivedSize);
    }
    for (let point = 0; point < points; point++) {
      const target = sums + point * sumSize;
      packColumns(arrived + point * arrivedSize, outChannels, 1, count, outChannels, packed);
      for (let row = 0; row < channels; row += rowBlock) {
        const height = min(rowBlock, channels - row);
        const place = target + (row as usize) * outBytes;
        packRows(seen + point * seenSize + floats(row), 1, channels, height, count, packedLeft);
        packedProduct(height, outChannels, count, packedLeft, packed, place, outBytes, first == 0 ? 0 : place, outBytes, false, scratch);
      }
    }
  }
  collectFilter(sums, channels * outChannels, out);
}

/** Writes the 16 gradients of the products of a patch from those of its 2 x 2 outputs, as far as they are there. */
function spread(
  dy: usize, rowBytes: usize, channels: i32, hasSecondRow: bool, hasSecondColumn: bool, target: usize, stride: usize,
): void {
  const zero = f32x4.splat(0);
  const width = floats(channels);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = dy + floats(channel);
    const a = v128.load(at);
    const b = hasSecondColumn ? v128.load(at + width) : zero;
    const c = hasSecondRow ? v128.load(at + rowBytes) : zero;
    const d = hasSecondRow && hasSecondColumn ? v128.load(at + rowBytes + width) : zero;
    const to = target + floats(channel);
    spreadRow(a, b, to, stride);
    spreadRow(f32x4.add(a, c), f32x4.add(b, d), to + 4 * stride, stride);
    spreadRow(f32x4.sub(a, c), f32x4.sub(b, d), to + 8 * stride, stride);
    spreadRow(f32x4.neg(c), f32x4.neg(d), to + 12 * stride, stride);
  }
}

// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function spreadRow(a: v128, b: v128, target: usize, stride: usize): void {
  v128.store(target, a);
  v128.store(target + stride, f32x4.add(a, b));
  v128.store(target + 2 * stride, f32x4.sub(a, b));
  v128.store(target + 3 * stride, f32x4.neg(b));
}

/** Writes gradients of filters of 3 x 3 from those of 16 filters of 1 x 1; `size` is how many there are. */
function collectFilter(from: usize, size: i32, target: usize): void {
  const stride = floats(size);
  for (let index = 0; index < size; index += 4) {
    for (let row: usize = 0; row < 3; row++) {
      const a = collectedRow(from, row, stride);
      const b = collectedRow(from + stride, row, stride);
      const c = collectedRow(from + 2 * stride, row, stride);
      const d = collectedRow(from + 3 * stride, row, stride);
      const half = f32x4.splat(0.5);
      const outer = f32x4.mul(f32x4.add(b, c), half);
      const out = target + 3 * row * stride;
      v128.store(out, f32x4.add(a, outer));
      v128.store(out + stride, f32x4.mul(f32x4.sub(b, c), half));
      v128.store(out + 2 * stride, f32x4.add(outer, d));
    }
    from += 16;
    target += 16;
  }
}

/** One of three rows from a column of four. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function collectedRow(from: usize, row: usize, stride: usize): v128 {
  const half = f32x4.splat(0.5);
  const second = v128.load(from + 4 * stride);
  const third = v128.load(from + 8 * stride);
  if (row == 1) return f32x4.mul(f32x4.sub(second, third), half);
  const outer = f32x4.mul(f32x4.add(second, third), half);
  return f32x4.add(outer, v128.load(row == 0 ? from : from + 12 * stride));
}

/** Writes 16 filters of 1 x 1 for filters of 3 x 3; `size` is how many there are. */
function transformFilter(filter: usize, size: i32, isTurned: bool, target: usize): void {
  const stride = floats(size);
  // From one tap to the next.
  const step: usize = isTurned ? (0 as usize) - stride : stride;
  const half = f32x4.splat(0.5);
  let from = isTurned ? filter + 8 * stride : filter;
  for (let index = 0; index < size; index += 4) {
    for (let row: usize = 0; row < 4; row++) {
      let out = target + 4 * row * stride;
      const a = filterRow(from, row, 3 * step, half);
      const b = filterRow(from + step, row, 3 * step, half);
      const c = filterRow(from + 2 * step, row, 3 * step, half);
      const outer = f32x4.add(a, c);
      v128.store(out, a);
      out += stride;
      v128.store(out, f32x4.mul(f32x4.add(outer, b), half));
      out += stride;
      v128.store(out, f32x4.mul(f32x4.sub(outer, b), half));
      out += stride;
      v128.store(out, c);
    }
    from += 16;
    target += 16;
  }
}

/** One column of the filter, as one of the four rows makes it. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function filterRow(from: usize, row: usize, step: usize, half: v128): v128 {
  if (row == 0) return v128.load(from);
  const last = v128.load(from + 2 * step);
  if (row == 3) return last;
  const outer = f32x4.add(v128.load(from), last);
  const middle = v128.load(from + step);
  return f32x4.mul(row == 1 ? f32x4.add(outer, middle) : f32x4.sub(outer, middle), half);
}

/** Where a patch is: in the image, or, at its edges, copied to memory where zeros are around it. */
function findPatch(image: usize, row: i32, column: i32, inHeight: i32, inWidth: i32, channels: i32, patch: usize): usize {
  if (row >= 0 && column >= 0 && row + 4 <= inHeight && column + 4 <= inWidth) return image + floats((row * inWidth + column) * channels);
  let target = patch;
  for (let down = row; down < row + 4; down++) {
    for (let across = column; across < column + 4; across++) {
      if (down < 0 || across < 0 || down >= inHeight || across >= inWidth) memory.fill(target, 0, floats(channels));
      else memory.copy(target, image + floats((down * inWidth + across) * channels), floats(channels));
      target += floats(channels);
    }
  }
  return patch;
}

/** Writes the 16 sums of a patch, each `stride` bytes after the one before. */
function transformPatch(patch: usize, rowBytes: usize, channels: i32, target: usize, stride: usize): void {
  const second = patch + rowBytes;
  const third = second + rowBytes;
  const fourth = third + rowBytes;
  const width = floats(channels);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = floats(channel);
    transformRow(patch + at, third + at, false, width, target + at, stride);
    transformRow(second + at, third + at, true, width, target + at + 4 * stride, stride);
    transformRow(third + at, second + at, false, width, target + at + 8 * stride, stride);
    transformRow(second + at, fourth + at, false, width, target + at + 12 * stride, stride);
  }
}

/** Four sums of the difference or the sum of two rows of a patch. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function transformRow(one: usize, other: usize, isSum: bool, width: usize, target: usize, stride: usize): void {
  const a = combined(one, other, isSum);
  const b = combined(one + width, other + width, isSum);
  const c = combined(one + 2 * width, other + 2 * width, isSum);
  const d = combined(one + 3 * width, other + 3 * width, isSum);
  v128.store(target, f32x4.sub(a, c));
  v128.store(target + stride, f32x4.add(b, c));
  v128.store(target + 2 * stride, f32x4.sub(c, b));
  v128.store(target + 3 * stride, f32x4.sub(b, d));
}

// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function combined(one: usize, other: usize, isSum: bool): v128 {
  return isSum ? f32x4.add(v128.load(one), v128.load(other)) : f32x4.sub(v128.load(one), v128.load(other));
}

/** Writes the 2 x 2 outputs of a patch from its 16 products, as far as they are there. */
function transformBack(made: usize, stride: usize, channels: i32, target: usize, rowBytes: usize, hasSecondRow: bool, hasSecondColumn: bool): void {
  const width = floats(channels);
  for (let channel = 0; channel < channels; channel += 4) {
    const at = floats(channel);
    writeRow(made + at, stride, false, target + at, width, hasSecondColumn);
    if (hasSecondRow) writeRow(made + at, stride, true, target + rowBytes + at, width, hasSecondColumn);
  }
}

// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function writeRow(made: usize, stride: usize, isSecond: bool, target: usize, width: usize, hasSecondColumn: bool): void {
  const a = columnSum(made, stride, isSecond);
  const b = columnSum(made + stride, stride, isSecond);
  const c = columnSum(made + 2 * stride, stride, isSecond);
  v128.store(target, f32x4.add(f32x4.add(a, b), c));
  if (!hasSecondColumn) return;
  const d = columnSum(made + 3 * stride, stride, isSecond);
  v128.store(target + width, f32x4.sub(f32x4.sub(b, c), d));
}

// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function columnSum(made: usize, stride: usize, isSecond: bool): v128 {
  const second = v128.load(made + 4 * stride);
  const third = v128.load(made + 8 * stride);
  if (!isSecond) return f32x4.add(f32x4.add(v128.load(made), second), third);
  return f32x4.sub(f32x4.sub(second, third), v128.load(made + 12 * stride));
}
