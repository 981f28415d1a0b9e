import type * as tf from '@tensorflow/tfjs-core';

/** The cpu backend otherwise meets its first tensor, in Node, with the advice to install another. */
export function withoutGreeting<Backend extends tf.KernelBackend>(backend: Backend): Backend {
  (backend as { firstUse?: boolean }).firstUse = false;
  return backend;
}

const events = ['uncaughtException', 'unhandledRejection'] as const;

type Listener = (...values: never[]) => void;

/** What is used of Node's `process`. */
interface Emitter {
  listeners(event: string): readonly Listener[];
  removeListener(event: string, listener: Listener): void;
}

/**
 * Starts something, without the listeners for the program's uncaught errors that it leaves: those of the WebAssembly
 * module throw them again from its own file, and Node prints all of it.
 */
export async function withoutListeners<Result>(start: () => Promise<Result>): Promise<Result> {
  const program = typeof process === 'undefined' ? undefined : (process as unknown as Partial<Emitter>);
  if (!isEmitter(program)) return start();
  const before = events.map((event) => new Set(program.listeners(event)));
  const result = await start();
  events.forEach((event, index) => {
    for (const listener of program.listeners(event)) {
      if (!before[index]?.has(listener)) program.removeListener(event, listener);
    }
  });
  return result;
}

function isEmitter(program: Partial<Emitter> | undefined): program is Emitter {
  return typeof program?.listeners === 'function' && typeof program.removeListener === 'function';
}
