/** The tests of golden layers, in a page; the backend is the hash of its address. */
import '@tensorflow/tfjs-backend-webgl';
import '@tensorflow/tfjs-backend-webgpu';
import { describeGoldenLayers } from '../../test/layers/golden-layer.js';
import { runTests } from './vitest.js';

const [backend, ...classes] = location.hash.slice(1).split(',');
describeGoldenLayers(backend as 'webgl' | 'webgpu');
runTests(classes).then(
  (results) => Object.assign(globalThis, { matrixResult: { results } }),
  (error) => Object.assign(globalThis, { matrixResult: { error: String(error?.stack ?? error) } }),
);
