import { ArgumentError, DataError } from '../errors.js';
import { checkSeed, permutation } from '../random/streams.js';
import { show } from '../types/shape.js';
import type { DatasetSplit, LabelledImages, Pixels } from './labelled-images.js';

/** How {@link splitDataset} divides. */
export interface SplitOptions {
  /** The part of the images that is held out for the test, between 0 and 1. */
  readonly testFraction: number;
  /** One seed, one split: an integer from 0 to 2^32 - 1. */
  readonly seed: number;
}

/**
 * Shuffles images with their labels, and holds some of them out for a test; what is given stays as it is.
 *
 * @param dataset The images and labels to split.
 * @param options The fraction of the samples to test on, and the seed by which they are chosen.
 * @throws ArgumentError if the fraction would leave no image on one side.
 * @throws DataError if there are not as many pixels or labels as the shape of the images says.
 *
 * @example
 * const { train, test } = splitDataset(digits, { testFraction: 0.2, seed: 1 });
 */
export function splitDataset<Data extends Pixels, Rows extends number, Columns extends number>(
  dataset: LabelledImages<Data, Rows, Columns>,
  { testFraction, seed }: SplitOptions,
): DatasetSplit<Data, Rows, Columns> {
  const [count] = checkedShape(dataset);
  const testCount = Math.round(count * testFraction);
  if (!(testCount > 0 && testCount < count)) {
    throw new ArgumentError(
      `splitDataset: testFraction expects a number that leaves some of ${count} images on both sides ` +
        `(received ${testFraction})`,
    );
  }
  const order = permutation(count, checkSeed('splitDataset: seed', seed));
  return {
    train: chosenImages(dataset, order.subarray(testCount)),
    test: chosenImages(dataset, order.subarray(0, testCount)),
  };
}

function checkedShape({ images, labels }: LabelledImages): readonly [number, number, number] {
  const [count, rows, columns] = images.shape;
  if (labels.data.length === count && images.data.length === count * rows * columns) return images.shape;
  throw new DataError(
    `splitDataset: dataset expects as many pixels and labels as ${show(images.shape)} images have ` +
      `(received ${images.data.length} and ${labels.data.length})`,
  );
}

function chosenImages<Data extends Pixels, Rows extends number, Columns extends number>(
  { images, labels }: LabelledImages<Data, Rows, Columns>,
  indices: Int32Array,
): LabelledImages<Data, Rows, Columns> {
  const [, rows, columns] = images.shape;
  const pixels = rows * columns;
  // What a slice of a typed array is depends on the array, which the compiler sees only as one of several.
  const data = images.data.slice(0, indices.length * pixels) as Data;
  for (const [position, index] of indices.entries()) {
    data.set(images.data.subarray(index * pixels, (index + 1) * pixels), position * pixels);
  }
  return {
    images: { data, shape: [indices.length, rows, columns] },
    labels: { data: Uint8Array.from(indices, (index) => labels.data[index] as number), shape: [indices.length] },
  };
}
