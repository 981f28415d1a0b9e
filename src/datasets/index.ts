export { type IdxArray, type IdxData, type IdxType, parseIdx, type ReadIdxOptions, readIdx } from './idx.js';
export {
  type DatasetSplit,
  type IdxDatasetFiles,
  type Images,
  type LabelledImages,
  type Labels,
  loadIdxDataset,
  type Pixels,
} from './labelled-images.js';
export { loadMnist, type MnistFile, type MnistOptions } from './load-mnist.js';
export { resizeImages, scalePixels } from './resize-images.js';
export { type SplitOptions, splitDataset } from './split-dataset.js';
