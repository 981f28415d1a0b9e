import type { LabelledImages } from './labelled-images.js';
import { labelledImages } from './labelled-images.js';
import { type ReadIdxOptions, readIdx } from './read-idx.js';

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
