import * as tf from '@tensorflow/tfjs-core';
import { TupleflowError } from 'tupleflow';
import { CallersError } from './junk.js';

/** What is wrong with how a call ended; `undefined` where it returned, or threw an error of the library or the caller's. */
export interface Fault {
  readonly kind: 'raw error' | 'leak' | 'slow' | 'half changed';
  readonly message: string;
}

/** The longest that a call may take, in milliseconds. */
const longest = 2000;

/**
 * Runs a call and frees what it returns, and `given`.
 *
 * @param given whose tensors belong to the caller.
 */
export async function faultOf(
  make: () => { readonly given: readonly unknown[]; run(): unknown },
): Promise<Fault | undefined> {
  const before = tf.memory().numTensors;
  const { given, run } = make();
  const start = performance.now();
  let fault: Fault | undefined;
  try {
    free(await run(), given);
  } catch (error) {
    if (!(error instanceof TupleflowError || error instanceof CallersError || isOfClass(error))) {
      fault = { kind: 'raw error', message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
  }
  const taken = performance.now() - start;
  free(given, []);
  const left = tf.memory().numTensors - before;
  if (fault === undefined && left > 0) fault = { kind: 'leak', message: `${left} tensors` };
  if (fault === undefined && taken > longest) fault = { kind: 'slow', message: `${Math.round(taken)} ms` };
  return fault;
}

/** The error of a class that is called as a function: the caller's own. */
function isOfClass(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('Class constructor Junk');
}

/** Disposes tensors, and layers with their weights, wherever they are in a value, but for those of the caller. */
function free(value: unknown, kept: unknown, depth = 8): void {
  if (depth === 0 || value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  try {
    if (value instanceof tf.Tensor) {
      if (!value.isDisposed && !contains(kept, value)) value.dispose();
    } else if (typeof value === 'function') {
      if ('className' in value && 'dispose' in value) (value.dispose as () => void).call(value);
    } else if ('dispose' in value && typeof value.dispose === 'function') {
      value.dispose();
    } else if (!ArrayBuffer.isView(value) && !('producer' in value)) {
      for (const item of Object.values(value)) free(item, kept, depth - 1);
    }
  } catch (error) {
    if (!(error instanceof CallersError)) throw error;
  }
}

function contains(value: unknown, tensor: tf.Tensor, depth = 8): boolean {
  if (value === tensor) return true;
  if (depth === 0 || !Array.isArray(value)) return false;
  return value.some((item) => contains(item, tensor, depth - 1));
}
