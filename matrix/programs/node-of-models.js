import { startWorker } from 'tupleflow/worker';
import { train } from './train.js';

console.log(`result: ${JSON.stringify(await train(undefined, startWorker()))}`);
