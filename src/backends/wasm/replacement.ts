import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type * as tf from '@tensorflow/tfjs-core';
import type { KernelFunc } from '@tensorflow/tfjs-core';

/** Makes the kernel to use from TensorFlow.js' own, if it has one, and the cpu backend's. */
export type Replacement = (stock: KernelFunc, reference: KernelFunc) => KernelFunc;

/** Whether a kernel is right for what it is called with. */
export type Condition = (call: Parameters<KernelFunc>[0]) => boolean;

/** The number of axes that the module can broadcast or pad. */
const largestRank = 6;

export const floats: Condition = dtypes('float32');
export const numbers: Condition = dtypes('float32', 'int32');
export const notStrings: Condition = dtypes('float32', 'int32', 'bool');
export const notEmpty: Condition = ofEachInput(({ shape }) => !shape.includes(0));
export const fewAxes: Condition = ofEachInput(({ shape }) => shape.length <= largestRank);

/** Where the module's SIMD takes maxima, NaN gets lost. Infinities count as NaN, to have a test without branches. */
export function finite(name: string): Condition {
  return ({ inputs, backend }) => {
    const input = inputs[name];
    return input !== undefined && allFinite((backend as BackendWasm).typedArrayFromHeap(input));
  };
}

/** Puts something around the stock kernel, and uses it where the conditions hold. */
export function around(wrap: (stock: KernelFunc) => KernelFunc, ...conditions: readonly Condition[]): Replacement {
  return (stock, reference) => {
    const kernel = wrap(stock);
    if (conditions.length === 0) return kernel;
    return (call) => {
      for (const holds of conditions) if (!holds(call)) return reference(call);
      return kernel(call);
    };
  };
}

/** Puts a kernel of ours in place of the stock one, where the conditions hold. */
export function by(kernel: KernelFunc, ...conditions: readonly Condition[]): Replacement {
  return around(() => kernel, ...conditions);
}

/** Leaves the stock kernel where the conditions hold. */
export function onlyIf(...conditions: readonly Condition[]): Replacement {
  return around((stock) => stock, ...conditions);
}

/** Does without the stock kernel. */
export const byReference: Replacement = (_, reference) => reference;

function dtypes(...allowed: readonly tf.DataType[]): Condition {
  return ofEachInput(({ dtype }) => allowed.includes(dtype));
}

/** Conditions are asked at every call of a kernel, and so make no lists. */
function ofEachInput(holds: (input: tf.TensorInfo) => boolean): Condition {
  return ({ inputs }) => {
    for (const name in inputs) {
      const input = inputs[name];
      if (input && !holds(input)) return false;
    }
    return true;
  };
}

function allFinite(values: tf.backend_util.TypedArray): boolean {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  const whole = values.length - (values.length % 4);
  for (let index = 0; index < whole; index += 4) {
    first += (values[index] as number) * 0;
    second += (values[index + 1] as number) * 0;
    third += (values[index + 2] as number) * 0;
    fourth += (values[index + 3] as number) * 0;
  }
  for (let index = whole; index < values.length; index++) first += (values[index] as number) * 0;
  return first + second + third + fourth === 0;
}
