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
