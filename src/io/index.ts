/**
 * What the entry point has of files. Nothing else imports this module, for bundlers that split by files load with a page all that its
 * entry point imports and any other part of it uses: readers and writers, which a page loads when it first needs them.
 */
export { fromKerasConfig } from './from-keras-config.js';
export { loadModel } from './load-model.js';
export { loadWeights } from './load-weights.js';
export { modelBytes, weightBytes } from './save-model.js';
export { toKerasConfig } from './to-keras-config.js';
