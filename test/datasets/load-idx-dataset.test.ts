import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadIdxDataset } from '../../src/datasets/index.js';
import { DataError } from '../../src/errors.js';
import { countingIdx, idxBytes } from './idx-bytes.js';
import { temporaryFolder } from './temporary-folder.js';

async function load(images: Uint8Array, labels: Uint8Array) {
  const folder = await temporaryFolder();
  const files = { images: join(folder, 'images'), labels: join(folder, 'labels') };
  await writeFile(files.images, images);
  await writeFile(files.labels, labels);
  return loadIdxDataset(files);
}

describe('loadIdxDataset', () => {
  it('reads images and labels as they are', async () => {
    const { images, labels } = await load(countingIdx([3, 2, 4]), idxBytes(0x08, [3], [7, 0, 9]));
    expect(images).toEqual({ data: Uint8Array.from({ length: 24 }, (_, index) => index), shape: [3, 2, 4] });
    expect(labels).toEqual({ data: Uint8Array.of(7, 0, 9), shape: [3] });
  });

  it.each([
    [
      'a label too few',
      countingIdx([3, 2, 2]),
      countingIdx([2]),
      /labels expects a label for each of the 3 images of .*images \(received uint8 \(2\)\)/,
    ],
    [
      'labels for images',
      countingIdx([3]),
      countingIdx([3]),
      /images expects images of type uint8 and shape \(count, rows, columns\) \(received uint8 \(3\)\)/,
    ],
    [
      'images for labels',
      countingIdx([3, 1, 1]),
      countingIdx([3, 1, 1]),
      /labels expects labels of type uint8 and shape \(count\) \(received uint8 \(3, 1, 1\)\)/,
    ],
    ['float images', idxBytes(0x0d, [0, 1, 1], []), countingIdx([0]), /received float32 \(0, 1, 1\)/],
    ['int32 labels', countingIdx([0, 1, 1]), idxBytes(0x0c, [0], []), /received int32 \(0\)/],
  ])('rejects %s', async (_, images, labels, message) => {
    await expect(load(images, labels)).rejects.toThrow(message);
    await expect(load(images, labels)).rejects.toThrow(DataError);
  });

  it('reads the digits of the examples', async () => {
    const file = (name: string) => new URL(`../../examples/data/digits-${name}-ubyte.gz`, import.meta.url);
    const { images, labels } = await loadIdxDataset({ images: file('images-idx3'), labels: file('labels-idx1') });
    expect(images.shape).toEqual([1797, 8, 8]);
    expect(new Set(images.data).size).toBe(17);
    expect(Math.max(...images.data.subarray(0, 640))).toBe(255);
    const counts = Array.from({ length: 10 }, (_, digit) => labels.data.filter((label) => label === digit).length);
    expect(counts).toEqual([178, 182, 177, 183, 181, 182, 181, 179, 174, 180]);
  });
});
