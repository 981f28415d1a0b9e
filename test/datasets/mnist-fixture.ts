import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type MnistFile, mnistNames } from '../../src/datasets/load-mnist.js';
import { countingIdx } from './idx-bytes.js';

const { trainImages, trainLabels, testImages, testLabels } = mnistNames;

/** Files as those of MNIST, with three images to train on and two to test on. */
const files: Readonly<Record<string, Uint8Array>> = {
  [trainImages]: gzipSync(countingIdx([3, 28, 28])),
  [trainLabels]: gzipSync(countingIdx([3])),
  [testImages]: gzipSync(countingIdx([2, 28, 28])),
  [testLabels]: gzipSync(countingIdx([2])),
};

/** The SHA-256 of bytes, as Node's own module has it. */
export function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The SHA-256 of each of four files, by what they are to `loadMnist`. */
export function checksumsOf(all: Readonly<Record<string, Uint8Array>>): Record<MnistFile, string> {
  const checksum = (name: string) => checksumOf(all[name] as Uint8Array);
  return {
    trainImages: checksum(trainImages),
    trainLabels: checksum(trainLabels),
    testImages: checksum(testImages),
    testLabels: checksum(testLabels),
  };
}

/** A small MNIST, and the checksums that go with it. */
export const mnistFixture: {
  readonly files: Readonly<Record<string, Uint8Array>>;
  readonly checksums: Readonly<Record<MnistFile, string>>;
} = { files, checksums: checksumsOf(files) };
