import type { backend_util } from '@tensorflow/tfjs-core';

/** How the windows of a convolution or pooling lie along one axis, height or width. */
export interface WindowAxis {
  readonly inSize: number;
  readonly outSize: number;
  readonly filterSize: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padBefore: number;
}

/** The windows' places that one tap of the filter reaches without leaving the input: `from <= place < to`. */
export interface PlacesOfTap {
  readonly from: number;
  readonly to: number;
}

/** The vertical and the horizontal axis of a convolution or pooling. */
export function windowAxes(info: backend_util.Conv2DInfo): { height: WindowAxis; width: WindowAxis } {
  return {
    height: {
      inSize: info.inHeight,
      outSize: info.outHeight,
      filterSize: info.filterHeight,
      stride: info.strideHeight,
      dilation: info.dilationHeight,
      padBefore: info.padInfo.top,
    },
    width: {
      inSize: info.inWidth,
      outSize: info.outWidth,
      filterSize: info.filterWidth,
      stride: info.strideWidth,
      dilation: info.dilationWidth,
      padBefore: info.padInfo.left,
    },
  };
}

/** Where in the input a tap of the window at a place lies; outside, if negative or past the end. */
export function inputOfTap({ stride, padBefore, dilation }: WindowAxis, place: number, tap: number): number {
  return place * stride - padBefore + tap * dilation;
}

export function placesOfTap(axis: WindowAxis, tap: number): PlacesOfTap {
  const shift = axis.padBefore - tap * axis.dilation;
  const from = Math.min(axis.outSize, Math.max(0, Math.ceil(shift / axis.stride)));
  const to = Math.min(axis.outSize, Math.floor((axis.inSize - 1 + shift) / axis.stride) + 1);
  return { from, to: Math.max(from, to) };
}

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
