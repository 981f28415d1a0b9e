/** The four files of MNIST. */
export type MnistFile = 'trainImages' | 'trainLabels' | 'testImages' | 'testLabels';

/** What each file is called on every mirror. */
export const mnistNames: Readonly<Record<MnistFile, string>> = {
  trainImages: 'train-images-idx3-ubyte.gz',
  trainLabels: 'train-labels-idx1-ubyte.gz',
  testImages: 't10k-images-idx3-ubyte.gz',
  testLabels: 't10k-labels-idx1-ubyte.gz',
};

/** The SHA-256 of each file. */
export const mnistChecksums: Readonly<Record<MnistFile, string>> = {
  trainImages: '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
  trainLabels: '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
  testImages: '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
  testLabels: 'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
};

/** Where the files are to be had, the first choice first. */
export const mnistMirrors: readonly string[] = [
  'https://storage.googleapis.com/cvdf-datasets/mnist/',
  'https://ossci-datasets.s3.amazonaws.com/mnist/',
];
