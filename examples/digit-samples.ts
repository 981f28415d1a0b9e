import { type LabelledImages, scalePixels } from 'tupleflow/datasets';

/** Digits as a model takes them: 64 pixels from 0 to 1 each, one image after the other, and the digit that each one is. */
export interface DigitSamples {
  readonly images: Float32Array;
  readonly digits: Uint8Array;
}

/** The first `count` images and labels; all unless given. */
export function digitSamples({ images, labels }: LabelledImages, count: number = labels.data.length): DigitSamples {
  return { images: scalePixels(images).data.subarray(0, count * 64), digits: labels.data.subarray(0, count) };
}
