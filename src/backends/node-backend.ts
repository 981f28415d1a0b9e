import { ArgumentError } from '../errors.js';
import { importOptional } from './import-optional.js';

/** What `@tensorflow/tfjs-node` still takes from `node:util`, and Node 23 has dropped. */
interface LegacyUtilities {
  isNullOrUndefined?: (value: unknown) => boolean;
  isArray?: (value: unknown) => boolean;
}

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
  try {
    await importOptional('@tensorflow/tfjs-node');
  } catch (cause) {
    throw new ArgumentError(
      "setBackend expects the package '@tensorflow/tfjs-node' for backend 'node': npm install @tensorflow/tfjs-node " +
        `(received ${cause instanceof Error ? cause.message.split('\n')[0] : cause})`,
      { cause },
    );
  }
}
