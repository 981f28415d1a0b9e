import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError } from '../errors.js';
import { defineKernel, type Replacement, runStock } from './kernel.js';
import { importOptional } from './node-modules.js';

/** Functions of `node:util` that `@tensorflow/tfjs-node` still calls, and Node 23 has dropped. */
interface LegacyUtilities {
  isNullOrUndefined?: (value: unknown) => boolean;
  isArray?: (value: unknown) => boolean;
}

/** The kernels that are used instead of those of `@tensorflow/tfjs-node`. */
export const nativeReplacements: Readonly<Record<string, Replacement>> = {
  // The stock kernel fails for axes that are counted from the end.
  GatherV2: (stock) =>
    defineKernel<{ readonly x: tf.TensorInfo }, { readonly axis: number }>((call) => {
      const [axis = 0] = tf.util.parseAxisParam(call.attrs.axis, call.inputs.x.shape);
      return runStock(stock, { ...call, attrs: { ...call.attrs, axis } });
    }),
};

/**
 * Imports the native backend.
 *
 * @throws ArgumentError if `@tensorflow/tfjs-node` is not installed, or its native library does not load.
 */
export async function loadNodeBackend(): Promise<void> {
  if (typeof process === 'undefined' || !process.versions?.node) {
    throw new ArgumentError("setBackend expects a backend that runs in a browser (received 'node')");
  }
  const { default: utilities } = await importOptional<{ default: LegacyUtilities }>('node:util');
  utilities.isNullOrUndefined ??= (value) => value == null;
  utilities.isArray ??= Array.isArray;
  // TensorFlow's library otherwise reports on standard error which instructions the processor has.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
  // It brings a cpu backend of its own; that there is one already is otherwise said of each of its kernels.
  const wasQuiet = tf.env().getBool('PROD');
  tf.env().set('PROD', true);
  try {
    await importOptional('@tensorflow/tfjs-node');
  } catch (cause) {
    throw new ArgumentError(nativeAdvice(cause, process), { cause });
  } finally {
    tf.env().set('PROD', wasQuiet);
  }
}

/** Whether an import has failed because there is no such package, in the words of Node, of jest and of what Vite has bundled. */
export function isMissingPackage(cause: unknown): boolean {
  const { code, message } = (cause ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  const isSaid = /^(Could not resolve|Cannot find (package|module)|Module not found)/.test(String(message));
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || isSaid;
}

/** A computer, as Node describes it. */
interface Machine {
  readonly platform: string;
  readonly arch: string;
}

/** The advice for a native backend that is missing or does not load, for this machine. */
export function nativeAdvice(cause: unknown, { platform, arch }: Machine): string {
  const [reason = ''] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
  const isMissing = isMissingPackage(cause);
  const canBuild = platform === 'linux' && arch === 'x64';
  const build = "'npx tupleflow-setup-native' builds its library on this machine, where the download is blocked";
  const advice = [
    isMissing
      ? 'npm install @tensorflow/tfjs-node'
      : "'npm rebuild @tensorflow/tfjs-node' downloads it again, from storage.googleapis.com",
    ...(canBuild ? [build] : []),
  ].join('; ');
  const expected = isMissing
    ? "the package '@tensorflow/tfjs-node' for backend 'node'"
    : `the native library of '@tensorflow/tfjs-node' to load on ${platform} ${arch}`;
  return `setBackend expects ${expected}: ${advice} (received ${reason})`;
}
