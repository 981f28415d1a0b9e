import { type LabelledImages, loadIdxDataset, scalePixels, splitDataset } from 'tupleflow/datasets';

/** Digits as the network takes them: 8 by 8 pixels from 0 to 1, one image after the other, and the digit of each. */
export interface Digits {
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

/** The handwritten digits, and those of them that the network does not see in training. */
export async function loadDigits(): Promise<{ readonly train: Digits; readonly test: Digits }> {
  const digits = await loadIdxDataset({
    images: new URL('../data/digits-images-idx3-ubyte.gz', import.meta.url),
    labels: new URL('../data/digits-labels-idx1-ubyte.gz', import.meta.url),
  });
  const { train, test } = splitDataset(digits, { testFraction: 0.2, seed: 1 });
  return { train: samples(train), test: samples(test) };
}

function samples({ images, labels }: LabelledImages): Digits {
  return { images: scalePixels(images).data, labels: labels.data };
}
