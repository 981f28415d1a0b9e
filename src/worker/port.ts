import { builtIn, isNode } from '../backends/node-modules.js';
import { StateError } from '../errors.js';
import type { Port } from './link.js';

/** A worker: that of browsers, or one of Node's `worker_threads`. */
export interface AnyWorker {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void;
  terminate(): unknown;
}

/** The members of a worker of Node's that are used. */
interface NodeWorker extends AnyWorker {
  on(event: string, listener: (value: never) => void): unknown;
  ref(): void;
  unref(): void;
}

/** The way to a worker. */
export function portTo(worker: AnyWorker): Port {
  const post = (message: unknown, transfer: readonly ArrayBuffer[]) => worker.postMessage(message, [...transfer]);
  if (isOfNode(worker)) {
    worker.unref();
    return {
      post,
      listen(onMessage, onEnd) {
        worker.on('message', onMessage);
        worker.on('messageerror', (error: Error) => onEnd(error.message));
        worker.on('error', (error: Error) => onEnd(String(error?.message ?? error)));
        worker.on('exit', (code: number) => onEnd(`exit code ${code}`));
      },
      hold: (isWaiting) => (isWaiting ? worker.ref() : worker.unref()),
    };
  }
  // Whatever is no worker of Node's is one of a browser's.
  const target = worker as AnyWorker & EventTarget;
  return {
    post,
    listen(onMessage, onEnd) {
      target.addEventListener('message', (event) => onMessage((event as MessageEvent).data));
      target.addEventListener('messageerror', () => onEnd('a message that cannot be read'));
      target.addEventListener('error', (event) => onEnd((event as ErrorEvent).message || 'its file does not load'));
    },
    hold() {},
  };
}

function isOfNode(worker: AnyWorker): worker is NodeWorker {
  return 'on' in worker && 'unref' in worker;
}

/**
 * The way from a worker to the thread that has started it.
 *
 * @throws StateError outside of a worker.
 */
export function portOfWorker(owner: string): Port {
  const hold = () => {};
  if (isNode()) {
    const { parentPort } = builtIn('node:worker_threads');
    if (parentPort === null) throw outside(owner);
    return {
      post: (message, transfer) => parentPort.postMessage(message, [...transfer]),
      listen: (onMessage) => void parentPort.on('message', onMessage),
      hold,
    };
  }
  // The scope of a worker, as far as it is used: its type is not that of a page.
  const scope = globalThis as EventTarget & Partial<Pick<AnyWorker, 'postMessage'>>;
  const { postMessage } = scope;
  if (postMessage === undefined || 'document' in scope) throw outside(owner);
  return {
    post: (message, transfer) => postMessage.call(scope, message, [...transfer]),
    listen: (onMessage) => scope.addEventListener('message', (event) => onMessage((event as MessageEvent).data)),
    hold,
  };
}

function outside(owner: string): StateError {
  return new StateError(`${owner} expects to be called in a worker (received a call in the main thread)`);
}
