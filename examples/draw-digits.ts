import { resizeImages } from 'tupleflow/datasets';
import { drawDigit } from './draw-digit.js';
import { type Picture, sideBySide } from './side-by-side.js';

/** A digit of 8 x 8 pixels, and what stands below it. */
export interface CaptionedDigit extends Omit<Picture, 'text'> {
  readonly pixels: Uint8Array | Float32Array;
}

/** How large digits are drawn, in pixels: two of them are one character high. */
const drawnSize = 14;

/** Digits in rows, enlarged; `highest` is the value of a pixel that is all ink. */
export function drawDigits(digits: readonly CaptionedDigit[], perRow: number, highest: number): string {
  const pictures = digits.map(({ pixels, ...caption }) => {
    const { data } = resizeImages({ data: pixels, shape: [1, 8, 8] }, [drawnSize, drawnSize]);
    return { text: drawDigit(data, drawnSize, highest), ...caption };
  });
  return sideBySide(pictures, drawnSize, perRow);
}
