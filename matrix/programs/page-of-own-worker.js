import { startWorker } from 'tupleflow/worker';
import { measure } from './measure.js';
import { train } from './train.js';

const worker = new Worker(new URL('./models.js', import.meta.url), { type: 'module' });
measure(train(undefined, startWorker({ worker })));
