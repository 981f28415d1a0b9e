import { DataError } from '../errors.js';
import { show } from '../types/shape.js';
import type { IdxArray } from './idx.js';
import { type ReadIdxOptions, readIdx } from './idx.js';

/** The typed arrays that hold pixels: bytes from 0 to 255, or any scale. */
export type Pixels = Uint8Array | Float32Array;

/** Gray images of one size, one after the other, each row by row. */
export interface Images<Data extends Pixels = Pixels, Rows extends number = number, Columns extends number = number> {
  readonly data: Data;
  readonly shape: readonly [count: number, rows: Rows, columns: Columns];
}

/** The class of each image. */
export interface Labels {
  readonly data: Uint8Array;
  readonly shape: readonly [count: number];
}

/** Images, and as many labels in the same order. */
export interface LabelledImages<
  Data extends Pixels = Pixels,
  Rows extends number = number,
  Columns extends number = number,
> {
  readonly images: Images<Data, Rows, Columns>;
  readonly labels: Labels;
}

/** Images to learn from, and images to test on what was learned. */
export interface DatasetSplit<
  Data extends Pixels = Pixels,
  Rows extends number = number,
  Columns extends number = number,
> {
  readonly train: LabelledImages<Data, Rows, Columns>;
  readonly test: LabelledImages<Data, Rows, Columns>;
}

/** What was read from a file, and the name of the file. */
export interface Named {
  readonly name: string;
  readonly array: IdxArray;
}

/**
 * Two arrays as images and their labels.
 *
 * @throws DataError if these are not uint8 (count, rows, columns) and uint8 (count).
 */
export function labelledImages(images: Named, labels: Named): LabelledImages<Uint8Array> {
  const [count = 0, rows = 0, columns = 0] = images.array.shape;
  if (images.array.type !== 'uint8' || images.array.shape.length !== 3) {
    throw wrong(images, 'images of type uint8 and shape (count, rows, columns)');
  }
  if (labels.array.type !== 'uint8' || labels.array.shape.length !== 1) {
    throw wrong(labels, 'labels of type uint8 and shape (count)');
  }
  if (labels.array.shape[0] !== count) throw wrong(labels, `a label for each of the ${count} images of ${images.name}`);
  return {
    images: { data: images.array.data, shape: [count, rows, columns] },
    labels: { data: labels.array.data, shape: [count] },
  };
}

function wrong({ name, array }: Named, expected: string): DataError {
  return new DataError(`${name} expects ${expected} (received ${array.type} ${show(array.shape)})`);
}

/** The paths or URLs of two IDX files that belong together. */
export interface IdxDatasetFiles {
  readonly images: string | URL;
  readonly labels: string | URL;
}

/**
 * Reads images, and the label of each, from two IDX files.
 *
 * The pixels stay bytes from 0 to 255, a quarter of their size as float32; {@link scalePixels} scales them for a model.
 *
 * @param files The paths or addresses of the files with the images and the labels.
 * @throws DataError if a file cannot be read or is damaged, or there are not as many labels as images.
 *
 * @example
 * const { images, labels } = await loadIdxDataset({ images: 'digits-images.gz', labels: 'digits-labels.gz' });
 */
export async function loadIdxDataset(
  files: IdxDatasetFiles,
  options: ReadIdxOptions = {},
): Promise<LabelledImages<Uint8Array>> {
  const [images, labels] = await Promise.all([readIdx(files.images, options), readIdx(files.labels, options)]);
  return labelledImages({ name: String(files.images), array: images }, { name: String(files.labels), array: labels });
}
