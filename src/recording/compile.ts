import * as tf from '@tensorflow/tfjs-core';
import type { Recording } from './recording.js';
import { createReplay, type Replay } from './replay.js';
import { createWasmReplay } from './wasm/fused-kernels.js';

type Compile = (recording: Recording) => Replay;

/** How recordings are prepared for the native library, once it has been used. */
let native: Promise<Compile> | undefined;
let loadedNative: Compile | undefined;

/** Loads what recordings need on the active backend. */
export async function prepareRecordings(): Promise<void> {
  if (tf.getBackend() !== 'tensorflow') return;
  native ??= import('./native/native-replay.js').then((module) => module.createNativeReplay);
  loadedNative = await native;
}

/** Whether steps are recorded on the active backend: those of graphics cards have not been tried. */
export function canRecord(): boolean {
  return ['cpu', 'wasm', 'tensorflow'].includes(tf.getBackend());
}

/** Prepares a recording for the active backend. */
export function compileRecording(recording: Recording): Replay {
  if (tf.getBackend() === 'tensorflow' && loadedNative !== undefined) return loadedNative(recording);
  return tf.getBackend() === 'wasm' ? createWasmReplay(recording) : createReplay(recording);
}
