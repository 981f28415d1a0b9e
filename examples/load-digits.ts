import { type DatasetSplit, loadIdxDataset, splitDataset } from 'tupleflow/datasets';

/** The 1,797 handwritten digits of `examples/data`, 8 x 8 pixels each, with every fifth held out for the test. */
export async function loadDigits(): Promise<DatasetSplit<Uint8Array>> {
  const digits = await loadIdxDataset({
    images: new URL('data/digits-images-idx3-ubyte.gz', import.meta.url),
    labels: new URL('data/digits-labels-idx1-ubyte.gz', import.meta.url),
  });
  return splitDataset(digits, { testFraction: 0.2, seed: 1 });
}
