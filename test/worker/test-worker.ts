import { Worker } from 'node:worker_threads';
import { type ModelWorker, type StartWorkerOptions, startWorker } from 'tupleflow/worker';

/** A worker that runs the sources. (The library's own is tested in the package.) */
export function startTestWorker(options: StartWorkerOptions = {}): ModelWorker {
  return startWorker({ worker: sourceWorker(), ...options });
}

export function sourceWorker(): Worker {
  return new Worker(new URL('thread.js', import.meta.url), { execArgv: [] });
}

/** The URL of a file of this folder. */
export function url(name: string): string {
  return new URL(name, import.meta.url).href;
}
