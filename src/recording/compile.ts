import * as tf from '@tensorflow/tfjs-core';
import type { Recording } from './recording.js';
import { createReplay, type Replay } from './replay.js';
import { createWasmReplay } from './wasm/fused-kernels.js';

type Compile = (recording: Recording) => Replay;

/** How recordings are prepared for the native library, once it has been used. */
let native: Compile | undefined;

/** Loads what recordings need on the active backend. */
export async function prepareRecordings(): Promise<void> {
  if (tf.getBackend() !== 'tensorflow') return;
  native ??= (await import('./native/native-replay.js')).createNativeReplay;
}

/** Whether steps are recorded on the active backend: those of graphics cards have not been tried. */
export function canRecord(): boolean {
  return ['cpu', 'wasm', 'tensorflow'].includes(tf.getBackend());
}

/** Prepares a recording for the active backend. */
export function compileRecording(recording: Recording): Replay {
  if (tf.getBackend() === 'tensorflow' && native !== undefined) return native(recording);
  return tf.getBackend() === 'wasm' ? createWasmReplay(recording) : createReplay(recording);
}
