import { multiplyAdd } from './lanes';

// Products of matrices of floats, whose elements lie anywhere: a transposed matrix is one with its strides exchanged. Both operands are
// first packed into panels that the innermost loop reads one after another. Sizes and strides are in elements, addresses in bytes.

/** Rows and columns of a tile, which stays in registers: without fused operations, products need one of their own. */
export const tileRows: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
export const tileColumns: i32 = 8;

/** The part of the inner dimension, of the rows and of the columns that are packed at once, so that they stay in caches. */
export const innerBlock: i32 = 256;
export const rowBlock: i32 = 96;
export const columnBlock: i32 = 512;

/** The bytes of a tile, which those at the edges need for themselves. */
export const tileBytes: usize = 192;

/** How many bytes of scratch memory a product takes at most. */
export function productBytes(rows: i32, columns: i32, inner: i32): usize {
  const depth = min(inner, innerBlock);
  return tileBytes + packedBytes(min(columns, columnBlock), tileColumns, depth) + packedBytes(min(rows, rowBlock), tileRows, depth);
}

/** The bytes of `count` rows or columns in panels of `width`. */
export function packedBytes(count: i32, width: i32, inner: i32): usize {
  return (((((count + width - 1) / width) * width) as usize) * (inner as usize)) << 2;
}

/** Packs columns of `[inner, columns]` into panels of 8; what is missing of the last is zero. */
export function packColumns(source: usize, rowStride: i32, columnStride: i32, inner: i32, columns: i32, target: usize): void {
  const across = (columnStride as usize) << 2;
  const down = (rowStride as usize) << 2;
  for (let column = 0; column < columns; column += tileColumns) {
    const width = min(tileColumns, columns - column);
    let from = source + (column as usize) * across;
    if (width == tileColumns && columnStride == 1) {
      for (let row = 0; row < inner; row++) {
        v128.store(target, v128.load(from));
        v128.store(target, v128.load(from, 16), 16);
        from += down;
        target += 32;
      }
    } else if (width == tileColumns && rowStride == 1) {
      packFour(from, from + across, from + 2 * across, from + 3 * across, inner, target, 32);
      const next = from + (across << 2);
      packFour(next, next + across, next + 2 * across, next + 3 * across, inner, target + 16, 32);
      target += (inner as usize) << 5;
    } else {
      for (let row = 0; row < inner; row++) {
        for (let index = 0; index < tileColumns; index++) {
          store<f32>(target + (index << 2), index < width ? load<f32>(from + (index as usize) * across) : 0);
        }
        from += down;
        target += 32;
      }
    }
  }
}

/** Writes four lines side by side into groups of four, `stride` bytes apart. */
export function packFour(first: usize, second: usize, third: usize, fourth: usize, inner: i32, target: usize, stride: usize): void {
  let offset: usize = 0;
  let index = 0;
  for (; index + 4 <= inner; index += 4) {
    const a = v128.load(first + offset);
    const b = v128.load(second + offset);
    const c = v128.load(third + offset);
    const d = v128.load(fourth + offset);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const lowNext = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const highNext = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f64>(low, lowNext, 0, 2));
    v128.store(target + stride, v128.shuffle<f64>(low, lowNext, 1, 3));
    v128.store(target + 2 * stride, v128.shuffle<f64>(high, highNext, 0, 2));
    v128.store(target + 3 * stride, v128.shuffle<f64>(high, highNext, 1, 3));
    offset += 16;
    target += stride << 2;
  }
  for (; index < inner; index++) {
    store<f32>(target, load<f32>(first + offset));
    store<f32>(target, load<f32>(second + offset), 4);
    store<f32>(target, load<f32>(third + offset), 8);
    store<f32>(target, load<f32>(fourth + offset), 12);
    offset += 4;
    target += stride;
  }
}

/** Packs rows of `[rows, inner]` into panels of 6 or 4; what is missing of the last is zero. */
export function packRows(source: usize, rowStride: i32, columnStride: i32, rows: i32, inner: i32, target: usize): void {
  const down = (rowStride as usize) << 2;
  const across = (columnStride as usize) << 2;
  for (let row = 0; row < rows; row += tileRows) {
    const height = min(tileRows, rows - row);
    const from = source + (row as usize) * down;
    if (height == tileRows && rowStride == 1) packRowsDown(from, across, inner, target);
    else if (height == tileRows && columnStride == 1) {
      if (tileRows == 4) packFour(from, from + down, from + 2 * down, from + 3 * down, inner, target, 16);
      else packSix(from, from + down, from + 2 * down, from + 3 * down, from + 4 * down, from + 5 * down, inner, target);
    } else {
      let to = target;
      for (let index = 0; index < inner; index++) {
        const place = from + (index as usize) * across;
        for (let line = 0; line < tileRows; line++) {
          store<f32>(to + (line << 2), line < height ? load<f32>(place + (line as usize) * down) : 0);
        }
        to += tileRows << 2;
      }
    }
    target += (inner as usize) * (tileRows << 2);
  }
}

function packRowsDown(from: usize, across: usize, inner: i32, target: usize): void {
  for (let index = 0; index < inner; index++) {
    v128.store(target, v128.load(from));
    if (tileRows == 6) store<u64>(target + 16, load<u64>(from + 16));
    from += across;
    target += tileRows << 2;
  }
}

/** Writes six lines side by side. */
export function packSix(
  from: usize, second: usize, third: usize, fourth: usize, fifth: usize, sixth: usize, inner: i32, target: usize,
): void {
  let offset: usize = 0;
  let index = 0;
  for (; index + 4 <= inner; index += 4) {
    const a = v128.load(from + offset);
    const b = v128.load(second + offset);
    const c = v128.load(third + offset);
    const d = v128.load(fourth + offset);
    const e = v128.load(fifth + offset);
    const f = v128.load(sixth + offset);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const lowNext = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
    const highNext = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
    const lowLast = v128.shuffle<f32>(e, f, 0, 4, 1, 5);
    const highLast = v128.shuffle<f32>(e, f, 2, 6, 3, 7);
    v128.store(target, v128.shuffle<f64>(low, lowNext, 0, 2));
    v128.store(target, v128.shuffle<f64>(lowLast, low, 0, 3), 16);
    v128.store(target, v128.shuffle<f64>(lowNext, lowLast, 1, 3), 32);
    v128.store(target, v128.shuffle<f64>(high, highNext, 0, 2), 48);
    v128.store(target, v128.shuffle<f64>(highLast, high, 0, 3), 64);
    v128.store(target, v128.shuffle<f64>(highNext, highLast, 1, 3), 80);
    offset += 16;
    target += 96;
  }
  for (; index < inner; index++) {
    store<f32>(target, load<f32>(from + offset));
    store<f32>(target, load<f32>(second + offset), 4);
    store<f32>(target, load<f32>(third + offset), 8);
    store<f32>(target, load<f32>(fourth + offset), 12);
    store<f32>(target, load<f32>(fifth + offset), 16);
    store<f32>(target, load<f32>(sixth + offset), 20);
    offset += 4;
    target += 24;
  }
}

/**
 * Writes one tile: a panel of rows times a panel of columns. The stride is in bytes.
 *
 * Nothing else is done here: engines then keep all of the tile in registers.
 */
function tile(inner: i32, rows: usize, columns: usize, out: usize, outStride: usize): void {
  if (tileRows == 6) tileOfSix(inner, rows, columns, out, outStride);
  else tileOfFour(inner, rows, columns, out, outStride);
}

function tileOfSix(inner: i32, rows: usize, columns: usize, out: usize, outStride: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0, e0 = a0, e1 = a0, f0 = a0, f1 = a0;
  for (let index = 0; index < inner; index++) {
    const left = v128.load(columns);
    const right = v128.load(columns, 16);
    let value = v128.load32_splat(rows);
    a0 = multiplyAdd(value, left, a0);
    a1 = multiplyAdd(value, right, a1);
    value = v128.load32_splat(rows, 4);
    b0 = multiplyAdd(value, left, b0);
    b1 = multiplyAdd(value, right, b1);
    value = v128.load32_splat(rows, 8);
    c0 = multiplyAdd(value, left, c0);
    c1 = multiplyAdd(value, right, c1);
    value = v128.load32_splat(rows, 12);
    d0 = multiplyAdd(value, left, d0);
    d1 = multiplyAdd(value, right, d1);
    value = v128.load32_splat(rows, 16);
    e0 = multiplyAdd(value, left, e0);
    e1 = multiplyAdd(value, right, e1);
    value = v128.load32_splat(rows, 20);
    f0 = multiplyAdd(value, left, f0);
    f1 = multiplyAdd(value, right, f1);
    rows += 24;
    columns += 32;
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  out += outStride;
  v128.store(out, b0);
  v128.store(out, b1, 16);
  out += outStride;
  v128.store(out, c0);
  v128.store(out, c1, 16);
  out += outStride;
  v128.store(out, d0);
  v128.store(out, d1, 16);
  out += outStride;
  v128.store(out, e0);
  v128.store(out, e1, 16);
  out += outStride;
  v128.store(out, f0);
  v128.store(out, f1, 16);
}

function tileOfFour(inner: i32, rows: usize, columns: usize, out: usize, outStride: usize): void {
  let a0 = f32x4.splat(0);
  let a1 = a0, b0 = a0, b1 = a0, c0 = a0, c1 = a0, d0 = a0, d1 = a0;
  let index = 0;
  for (; index + 2 <= inner; index += 2) {
    const left = v128.load(columns);
    const right = v128.load(columns, 16);
    let value = v128.load32_splat(rows);
    a0 = multiplyAdd(value, left, a0);
    a1 = multiplyAdd(value, right, a1);
    value = v128.load32_splat(rows, 4);
    b0 = multiplyAdd(value, left, b0);
    b1 = multiplyAdd(value, right, b1);
    value = v128.load32_splat(rows, 8);
    c0 = multiplyAdd(value, left, c0);
    c1 = multiplyAdd(value, right, c1);
    value = v128.load32_splat(rows, 12);
    d0 = multiplyAdd(value, left, d0);
    d1 = multiplyAdd(value, right, d1);
    const leftNext = v128.load(columns, 32);
    const rightNext = v128.load(columns, 48);
    value = v128.load32_splat(rows, 16);
    a0 = multiplyAdd(value, leftNext, a0);
    a1 = multiplyAdd(value, rightNext, a1);
    value = v128.load32_splat(rows, 20);
    b0 = multiplyAdd(value, leftNext, b0);
    b1 = multiplyAdd(value, rightNext, b1);
    value = v128.load32_splat(rows, 24);
    c0 = multiplyAdd(value, leftNext, c0);
    c1 = multiplyAdd(value, rightNext, c1);
    value = v128.load32_splat(rows, 28);
    d0 = multiplyAdd(value, leftNext, d0);
    d1 = multiplyAdd(value, rightNext, d1);
    rows += 32;
    columns += 64;
  }
  if (index < inner) {
    const left = v128.load(columns);
    const right = v128.load(columns, 16);
    let value = v128.load32_splat(rows);
    a0 = multiplyAdd(value, left, a0);
    a1 = multiplyAdd(value, right, a1);
    value = v128.load32_splat(rows, 4);
    b0 = multiplyAdd(value, left, b0);
    b1 = multiplyAdd(value, right, b1);
    value = v128.load32_splat(rows, 8);
    c0 = multiplyAdd(value, left, c0);
    c1 = multiplyAdd(value, right, c1);
    value = v128.load32_splat(rows, 12);
    d0 = multiplyAdd(value, left, d0);
    d1 = multiplyAdd(value, right, d1);
  }
  v128.store(out, a0);
  v128.store(out, a1, 16);
  out += outStride;
  v128.store(out, b0);
  v128.store(out, b1, 16);
  out += outStride;
  v128.store(out, c0);
  v128.store(out, c1, 16);
  out += outStride;
  v128.store(out, d0);
  v128.store(out, d1, 16);
}

/** Writes a tile that has been computed on top of what is at `start`. Strides are in bytes. */
function finishTile(
  from: usize, out: usize, outStride: usize, start: usize, startStride: usize, isRelu: bool, height: i32, width: i32,
): void {
  const zero = f32x4.splat(0);
  for (let row = 0; row < height; row++) {
    if (width == tileColumns) {
      let left = v128.load(from);
      let right = v128.load(from, 16);
      if (start != 0) {
        left = f32x4.add(left, v128.load(start));
        right = f32x4.add(right, v128.load(start, 16));
      }
      v128.store(out, isRelu ? f32x4.pmax(left, zero) : left);
      v128.store(out, isRelu ? f32x4.pmax(right, zero) : right, 16);
    } else {
      for (let column = 0; column < width; column++) {
        let value = load<f32>(from + (column << 2));
        if (start != 0) value += load<f32>(start + (column << 2));
        store<f32>(out + (column << 2), isRelu && value < 0 ? 0 : value);
      }
    }
    from += 32;
    out += outStride;
    if (start != 0) start += startStride;
  }
}

/**
 * The product of packed operands, on top of what is at `start` (zero if that is 0). Strides are in bytes.
 *
 * @param scratch memory for one tile.
 */
export function packedProduct(
  height: i32, width: i32, inner: i32, rows: usize, columns: usize, out: usize, outStride: usize, start: usize, startStride: usize,
  isRelu: bool, scratch: usize,
): void {
  for (let row = 0; row < height; row += tileRows) {
    let panel = columns;
    const rowsHere = min(tileRows, height - row);
    for (let column = 0; column < width; column += tileColumns) {
      const columnsHere = min(tileColumns, width - column);
      const target = out + (column << 2);
      const from = start == 0 ? 0 : start + (column << 2);
      if (rowsHere == tileRows && columnsHere == tileColumns && start == 0 && !isRelu) tile(inner, rows, panel, target, outStride);
      else {
        tile(inner, rows, panel, scratch, 32);
        finishTile(scratch, target, outStride, from, startStride, isRelu, rowsHere, columnsHere);
      }
      panel += (inner as usize) << 5;
    }
    rows += (inner as usize) * (tileRows << 2);
    out += outStride * tileRows;
    if (start != 0) start += startStride * tileRows;
  }
}

/**
 * Writes a product, on top of what is at `start`: a matrix, or, with a stride of 0, a row for all; none if it is 0.
 *
 * @param scratch memory of {@link productBytes}, on a multiple of 16.
 */
export function product(
  rows: i32, columns: i32, inner: i32,
  left: usize, leftRowStride: i32, leftColumnStride: i32,
  right: usize, rightRowStride: i32, rightColumnStride: i32,
  out: usize, outStride: i32, start: usize, startStride: i32, isRelu: bool, scratch: usize,
): void {
  const outBytes = (outStride as usize) << 2;
  const packed = scratch + tileBytes;
  for (let column = 0; column < columns; column += columnBlock) {
    const width = min(columnBlock, columns - column);
    const packedLeft = packed + packedBytes(width, tileColumns, min(inner, innerBlock));
    for (let index = 0; index < inner; index += innerBlock) {
      const depth = min(innerBlock, inner - index);
      const isLast = index + depth == inner;
      packColumns(right + (((index * rightRowStride + column * rightColumnStride) as usize) << 2), rightRowStride, rightColumnStride, depth, width, packed);
      for (let row = 0; row < rows; row += rowBlock) {
        const height = min(rowBlock, rows - row);
        packRows(left + (((row * leftRowStride + index * leftColumnStride) as usize) << 2), leftRowStride, leftColumnStride, height, depth, packedLeft);
        const target = out + (row as usize) * outBytes + (column << 2);
        let from: usize = 0;
        let fromBytes: usize = 0;
        if (index > 0) {
          from = target;
          fromBytes = outBytes;
        } else if (start != 0) {
          fromBytes = (startStride as usize) << 2;
          from = start + (row as usize) * fromBytes + (column << 2);
        }
        packedProduct(height, width, depth, packedLeft, packed, target, outBytes, from, fromBytes, isRelu && isLast, scratch);
      }
    }
  }
}
