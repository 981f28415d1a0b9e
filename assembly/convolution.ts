import { columnBlock, innerBlock, packColumns, packedBytes, packedProduct, packFour, packSix, productBytes, rowBlock, tileBytes, tileColumns, tileRows } from './matrix-product';

// Convolutions of images, channels last, and their gradients, as products of matrices that are packed straight from the image: a row of
// one has what a window sees at a place of the output.

/** The bytes of a place: where its window starts, and the image that it is in. */
const placeBytes: usize = 12;
const zerosBytes: usize = (innerBlock as usize) << 2;
const placesBytes: usize = placeBytes * (innerBlock as usize);

/** How many bytes of scratch memory a convolution or the gradient of a filter takes at most. */
export function convolutionBytes(places: i32, inner: i32, columns: i32): usize {
  return zerosBytes + 2 * placesBytes + max(productBytes(places, columns, inner), productBytes(inner, columns, places));
}

/** Notes, for so many places of the output from one on, where their windows start. */
function notePlaces(
  first: i32, count: i32, x: usize, inHeight: i32, inWidth: i32, channels: i32, outHeight: i32, outWidth: i32, rowStride: i32,
  columnStride: i32, top: i32, left: i32, places: usize,
): void {
  let column = first % outWidth;
  let row = (first / outWidth) % outHeight;
  let image = first / (outWidth * outHeight);
  for (let index = 0; index < count; index++) {
    store<i32>(places, row * rowStride - top);
    store<i32>(places, column * columnStride - left, 4);
    store<usize>(places, x + (((image * inHeight * inWidth * channels) as usize) << 2), 8);
    places += placeBytes;
    if (++column == outWidth) {
      column = 0;
      if (++row == outHeight) {
        row = 0;
        image++;
      }
    }
  }
}

/** The address of the first channel that a tap of the window sees from a place; 0 outside of the image. */
// @ts-ignore: decorators of functions are AssemblyScript's own.
@inline
function seenFrom(place: usize, down: i32, across: i32, inHeight: i32, inWidth: i32, channels: i32): usize {
  const row = load<i32>(place) + down;
  const column = load<i32>(place, 4) + across;
  // Negative numbers are large ones without their sign.
  if ((row as u32) >= (inHeight as u32) || (column as u32) >= (inWidth as u32)) return 0;
  return load<usize>(place, 8) + ((((row * inWidth + column) * channels) as usize) << 2);
}

/**
 * A convolution.
 *
 * @param isTurned whether the filter, `[height, width, outChannels, channels]`, is turned by half a turn: this is the gradient of the
 *   input of a convolution without strides. Else it is `[height, width, channels, outChannels]`.
 * @param scratch memory of {@link convolutionBytes}.
 */
export function convolution(
  batch: i32, inHeight: i32, inWidth: i32, channels: i32, outHeight: i32, outWidth: i32, outChannels: i32, filterHeight: i32, filterWidth: i32,
  rowStride: i32, columnStride: i32, rowDilation: i32, columnDilation: i32, top: i32, left: i32, x: usize, filter: usize, isTurned: bool, out: usize,
  scratch: usize,
): void {
  const places = batch * outHeight * outWidth;
  const taps = filterHeight * filterWidth;
  const inner = taps * channels;
  const zeros = scratch + tileBytes;
  const noted = zeros + zerosBytes;
  const packed = noted + 2 * placesBytes;
  const outBytes = (outChannels as usize) << 2;
  memory.fill(zeros, 0, zerosBytes);
  for (let column = 0; column < outChannels; column += columnBlock) {
    const width = min(columnBlock, outChannels - column);
    const packedLeft = packed + packedBytes(width, tileColumns, min(inner, innerBlock));
    for (let index = 0; index < inner; index += innerBlock) {
      const depth = min(innerBlock, inner - index);
      if (isTurned) packTurned(filter, taps, channels, outChannels, column, width, index, depth, packed);
      else packColumns(filter + (((index * outChannels + column) as usize) << 2), outChannels, 1, depth, width, packed);
      for (let row = 0; row < places; row += rowBlock) {
        const height = min(rowBlock, places - row);
        notePlaces(row, height, x, inHeight, inWidth, channels, outHeight, outWidth, rowStride, columnStride, top, left, noted);
        packWindows(height, index, depth, inHeight, inWidth, channels, filterWidth, rowDilation, columnDilation, noted, zeros, packedLeft);
        const target = out + (row as usize) * outBytes + (column << 2);
        packedProduct(height, width, depth, packedLeft, packed, target, outBytes, index == 0 ? 0 : target, outBytes, false, scratch);
      }
    }
  }
}

/** Packs a part of the filter, turned and with its channels exchanged, into panels of columns. */
function packTurned(
  filter: usize, taps: i32, channels: i32, outChannels: i32, column: i32, width: i32, index: i32, depth: i32, target: usize,
): void {
  for (let first = 0; first < width; first += tileColumns) {
    const columns = min(tileColumns, width - first);
    for (let at = index; at < index + depth; ) {
      const tap = at / channels;
      const channel = at % channels;
      const count = min(channels - channel, index + depth - at);
      const source = filter + (((((taps - 1 - tap) * outChannels + column + first) * channels + channel) as usize) << 2);
      packColumns(source, 1, channels, count, columns, target);
      target += (count as usize) << 5;
      at += count;
    }
  }
}

/** Packs what windows see into panels of rows, from one place of the window on. */
function packWindows(
  height: i32, index: i32, depth: i32, inHeight: i32, inWidth: i32, channels: i32, filterWidth: i32, rowDilation: i32, columnDilation: i32,
  places: usize, zeros: usize, target: usize,
): void {
  for (let row = 0; row < height; row += tileRows) {
    for (let at = index; at < index + depth; ) {
      const tap = at / channels;
      const channel = at % channels;
      const count = min(channels - channel, index + depth - at);
      const down = (tap / filterWidth) * rowDilation;
      const across = (tap % filterWidth) * columnDilation;
      const offset = (channel as usize) << 2;
      const a = lineAt(row, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
      const b = lineAt(row + 1, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
      const c = lineAt(row + 2, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
      const d = lineAt(row + 3, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
      if (tileRows == 4) packFour(a, b, c, d, count, target, 16);
      else {
        const e = lineAt(row + 4, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
        const f = lineAt(row + 5, height, places, down, across, inHeight, inWidth, channels, offset, zeros);
        packSix(a, b, c, d, e, f, count, target);
      }
      target += (count as usize) * (tileRows << 2);
      at += count;
    }
  }
}

function lineAt(
  row: i32, height: i32, places: usize, down: i32, across: i32, inHeight: i32, inWidth: i32, channels: i32, offset: usize, zeros: usize,
): usize {
  if (row >= height) return zeros;
  const seen = seenFrom(places + (row as usize) * placeBytes, down, across, inHeight, inWidth, channels);
  return seen == 0 ? zeros : seen + offset;
}

/**
 * The gradient of a convolution's filter, `[height, width, channels, outChannels]`: for each tap, what it sees at all places, transposed,
 * times `dy`.
 *
 * @param scratch memory of {@link convolutionBytes}.
 */
export function filterGradient(
  batch: i32, inHeight: i32, inWidth: i32, channels: i32, outHeight: i32, outWidth: i32, outChannels: i32, filterHeight: i32, filterWidth: i32,
  rowStride: i32, columnStride: i32, top: i32, left: i32, x: usize, dy: usize, out: usize, scratch: usize,
): void {
  const places = batch * outHeight * outWidth;
  const rows = filterHeight * filterWidth * channels;
  const noted = scratch + tileBytes;
  const packed = noted + 2 * placesBytes;
  const outBytes = (outChannels as usize) << 2;
  for (let column = 0; column < outChannels; column += columnBlock) {
    const width = min(columnBlock, outChannels - column);
    const packedLeft = packed + packedBytes(width, tileColumns, min(places, innerBlock));
    for (let place = 0; place < places; place += innerBlock) {
      const depth = min(innerBlock, places - place);
      packColumns(dy + (((place * outChannels + column) as usize) << 2), outChannels, 1, depth, width, packed);
      notePlaces(place, depth, x, inHeight, inWidth, channels, outHeight, outWidth, rowStride, columnStride, top, left, noted);
      // Rows of one tap are channels that follow one another; where these are few, a panel has rows of several taps.
      const rowsAtOnce = channels < 2 * tileRows ? rows : channels;
      for (let first = 0; first < rows; first += rowsAtOnce) {
        for (let row = 0; row < rowsAtOnce; row += rowBlock) {
          const height = min(rowBlock, rowsAtOnce - row);
          packSeen(first + row, height, depth, inHeight, inWidth, channels, filterWidth, noted, packedLeft);
          const target = out + ((first + row) as usize) * outBytes + (column << 2);
          packedProduct(height, width, depth, packedLeft, packed, target, outBytes, place == 0 ? 0 : target, outBytes, false, scratch);
        }
      }
    }
  }
}

/** Packs what taps see at all places that are noted, a row for each tap and channel. */
function packSeen(
  first: i32, height: i32, depth: i32, inHeight: i32, inWidth: i32, channels: i32, filterWidth: i32, places: usize, target: usize,
): void {
  for (let row = 0; row < height; row += tileRows) {
    const tap = (first + row) / channels;
    const channel = (first + row) % channels;
    if (row + tileRows <= height && channel + tileRows <= channels) {
      const down = tap / filterWidth;
      const across = tap % filterWidth;
      const offset = (channel as usize) << 2;
      let to = target;
      for (let index = 0; index < depth; index++) {
        const seen = seenFrom(places + (index as usize) * placeBytes, down, across, inHeight, inWidth, channels);
        if (seen == 0) {
          v128.store(to, f32x4.splat(0));
          if (tileRows == 6) store<u64>(to, 0, 16);
        } else {
          v128.store(to, v128.load(seen + offset));
          if (tileRows == 6) store<u64>(to, load<u64>(seen + offset, 16), 16);
        }
        to += tileRows << 2;
      }
    } else {
      for (let line = 0; line < tileRows; line++) packLine(first + row + line, row + line < height, depth, inHeight, inWidth, channels, filterWidth, places, target + (line << 2));
    }
    target += (depth as usize) * (tileRows << 2);
  }
}

function packLine(
  row: i32, isThere: bool, depth: i32, inHeight: i32, inWidth: i32, channels: i32, filterWidth: i32, places: usize, target: usize,
): void {
  const tap = row / channels;
  const offset = ((row % channels) as usize) << 2;
  const down = tap / filterWidth;
  const across = tap % filterWidth;
  for (let index = 0; index < depth; index++) {
    const seen = isThere ? seenFrom(places + (index as usize) * placeBytes, down, across, inHeight, inWidth, channels) : 0;
    store<f32>(target, seen == 0 ? 0 : load<f32>(seen + offset));
    target += tileRows << 2;
  }
}
