import { builtIn, isNode } from '../backends/node-modules.js';
import type { AnyWorker } from './port.js';

/** A worker that runs the program of this library. */
export function ownWorker(): AnyWorker {
  if (isNode()) {
    const { Worker: NodeThread } = builtIn('node:worker_threads');
    // Not written as below, for bundlers would take the file for an asset.
    return new NodeThread(new URL(import.meta.url.replace(/[^/]*$/, 'worker-thread.js')));
  }
  // Bundlers find the file by this very expression.
  return new Worker(new URL('./worker-thread.js', import.meta.url), { type: 'module' });
}
