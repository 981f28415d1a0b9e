import * as tf from '@tensorflow/tfjs-core';
import { isNode } from '../backends/node-modules.js';

/** What records steps, compares recordings and runs them. */
type Recorder = Pick<typeof import('./recorder.js'), 'compileRecording' | 'difference' | 'prepareNative' | 'record'>;

let loaded: Recorder | undefined;
let loading: Promise<Recorder> | undefined;

async function importRecorder(): Promise<Recorder> {
  const { compileRecording, difference, prepareNative, record } = await import('./recorder.js');
  return { compileRecording, difference, prepareNative, record };
}

async function load(): Promise<void> {
  loading ??= importRecorder();
  loaded = await loading;
}

/**
 * The recorder, or `undefined` as long as it has not been loaded: asked for it, a page goes on without it, and does not download it
 * for a model that runs once.
 */
export function recorder(): Recorder | undefined {
  // Where it cannot be loaded, steps run as they are.
  if (loaded === undefined) load().catch(() => {});
  return loaded;
}

/** Loads what recordings need on the active backend: in Node, where it takes no time, and where a step has asked for it. */
export async function prepareRecordings(): Promise<void> {
  if (isNode()) await load();
  else await loading?.catch(() => {});
  if (tf.getBackend() === 'tensorflow') await loaded?.prepareNative();
}

/** Whether steps are recorded on the active backend: those of graphics cards have not been tried. */
export function canRecord(): boolean {
  return ['cpu', 'wasm', 'tensorflow'].includes(tf.getBackend());
}
