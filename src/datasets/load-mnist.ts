import { ArgumentError, DataError } from '../errors.js';
import { show } from '../types/shape.js';
import { download, openFileCache, sha256 } from './download.js';
import { parseIdx, unzipIdx } from './idx.js';
import { type DatasetSplit, type LabelledImages, labelledImages, type Named } from './labelled-images.js';
import { type ByteLimits, maxBytesOf } from './read-bytes.js';

/** The four files of MNIST. */
export type MnistFile = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';

/** The name of each file on every mirror. */
export const mnistNames: Readonly<Record<MnistFile, string>> = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
};

/** The SHA-256 of each file. */
const mnistChecksums: Readonly<Record<MnistFile, string>> = {
  trainImages: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
  trainLabels: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
  testImages: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
  testLabels: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
};

/** The mirrors of the files, the first choice first. */
const mnistMirrors: readonly string[] = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
];

/** Where {@link loadMnist} finds its files, and where it keeps them. */
export interface MnistOptions extends ByteLimits {
  /** The addresses of the folders to download from, tried in this order. The default is a list of mirrors of MNIST. */
  readonly mirrors?: readonly string[];
  /**
   * The SHA-256 checksum of each file, for data sets in MNIST's format such as Fashion-MNIST. The default is the
   * checksums of MNIST.
   */
  readonly checksums?: Readonly<Record<MnistFile, string>>;
  /**
   * The folder that keeps the files; each data set needs its own. Default: `tupleflow/mnist` in `$XDG_CACHE_HOME`, or
   * else in `~/.cache`.
   */
  readonly cacheDirectory?: string;
  /** How long a mirror may be silent before the next one is tried, in milliseconds; 30,000 by default. */
  readonly timeout?: number;
}

/**
 * Loads MNIST: 60,000 handwritten digits to train on and 10,000 to test on, of 28 x 28 bytes, with labels from 0 to 9.
 *
 * The first call fetches 11 MB; under Node, later ones read them from a folder. A file that does not have its checksum
 * is fetched again, from the next mirror if need be.
 *
 * @throws DataError if no mirror has a file whole, with the reason of each, or it does not hold images of 28 x 28.
 * @throws ArgumentError if an option is not what it should be, or the folder cannot be written to.
 * @throws what `signal` was aborted with.
 *
 * @example
 * const { train, test } = await loadMnist();
 * train.images.shape; // [60000, 28, 28]
 */
export async function loadMnist(options: MnistOptions = {}): Promise<DatasetSplit<Uint8Array, 28, 28>> {
  const fetchFile = await mnistSource(options);
  return {
    train: await digits(fetchFile, 'trainImages', 'trainLabels'),
    test: await digits(fetchFile, 'testImages', 'testLabels'),
  };
}

type FetchFile = (file: MnistFile) => Promise<Named>;

async function mnistSource(options: MnistOptions): Promise<FetchFile> {
  const { signal = null, checksums = mnistChecksums, timeout } = options;
  if (timeout !== undefined && !(Number.isFinite(timeout) && timeout > 0)) {
    throw new ArgumentError(
      `loadMnist: timeout expects a positive number of milliseconds (received ${String(timeout)})`,
    );
  }
  const mirrors = mirrorsOf(options.mirrors ?? mnistMirrors);
  const maxBytes = maxBytesOf('loadMnist', options);
  for (const file of Object.keys(mnistNames) as MnistFile[]) checkChecksum(file, checksums[file]);
  const cache = await openFileCache('loadMnist: cacheDirectory', 'mnist', options.cacheDirectory);
  return async (file) => {
    signal?.throwIfAborted();
    const name = mnistNames[file];
    const checksum = checksums[file].toLowerCase();
    const cached = await cache.read(name);
    const isWhole = cached !== null && (await sha256(cached)) === checksum;
    const bytes = isWhole
      ? cached
      : await download({ owner: 'loadMnist', name, mirrors, checksum, maxBytes, signal, timeout });
    if (!isWhole) await cache.write(name, bytes);
    return { name, array: parseIdx(await unzipIdx(bytes, name, maxBytes), name) };
  };
}

async function digits(
  fetchFile: FetchFile,
  images: MnistFile,
  labels: MnistFile,
): Promise<LabelledImages<Uint8Array, 28, 28>> {
  const named = await fetchFile(images);
  const labelled = labelledImages(named, await fetchFile(labels));
  const [count, rows, columns] = labelled.images.shape;
  if (rows === 28 && columns === 28) {
    return { images: { data: labelled.images.data, shape: [count, rows, columns] }, labels: labelled.labels };
  }
  throw new DataError(`${named.name} expects images of 28 x 28 (received ${show(labelled.images.shape)})`);
}

function mirrorsOf(mirrors: readonly string[]): readonly URL[] {
  if (mirrors.length === 0) {
    throw new ArgumentError('loadMnist: mirrors expects at least one address (received an empty array)');
  }
  return mirrors.map((mirror) => {
    // Without the slash, the last part of the address would be taken for a file, and replaced.
    const folder = mirror.endsWith('/') ? mirror : `${mirror}/`;
    if (URL.canParse(folder)) return new URL(folder);
    throw new ArgumentError(`loadMnist: mirrors expects absolute addresses (received '${mirror}')`);
  });
}

function checkChecksum(file: MnistFile, checksum: string): void {
  if (/^[0-9a-f]{64}$/i.test(checksum)) return;
  throw new ArgumentError(
    `loadMnist: checksums.${file} expects a SHA-256 of 64 hexadecimal digits (received '${checksum}')`,
  );
}
