import type { backend_util } from '@tensorflow/tfjs-core';
import { inputOfTap, placesOfTap, windowAxes } from './window.js';

/** What is done with an input pixel, a tap of the filter and an output pixel that meet, each by its number. */
export type Meet = (input: number, tap: number, output: number) => void;

/** Calls with every input pixel, tap of the filter and output pixel that meet. */
export function forEachMeeting(info: backend_util.Conv2DInfo, meet: Meet): void {
  const { height, width } = windowAxes(info);
  for (let rowTap = 0; rowTap < height.filterSize; rowTap++) {
    const rows = placesOfTap(height, rowTap);
    for (let columnTap = 0; columnTap < width.filterSize; columnTap++) {
      const columns = placesOfTap(width, columnTap);
      for (let batch = 0; batch < info.batchSize; batch++) {
        for (let row = rows.from; row < rows.to; row++) {
          const inputRow = (batch * height.inSize + inputOfTap(height, row, rowTap)) * width.inSize;
          const outputRow = (batch * height.outSize + row) * width.outSize;
          for (let column = columns.from; column < columns.to; column++) {
            meet(
              inputRow + inputOfTap(width, column, columnTap),
              rowTap * width.filterSize + columnTap,
              outputRow + column,
            );
          }
        }
      }
    }
  }
}
