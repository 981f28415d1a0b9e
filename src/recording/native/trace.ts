import type * as tf from '@tensorflow/tfjs-core';

/** An attribute of an eager operation of TensorFlow. */
export interface EagerAttribute {
  readonly name: string;
  readonly type: number;
  readonly value: unknown;
}

/** A tensor of TensorFlow's library, by its number. */
export interface NativeTensor {
  readonly id: number;
  readonly shape: number[];
  readonly dtype: number;
}

type NativeValues = Float32Array | Int32Array | Uint8Array;

/** TensorFlow's library, as `@tensorflow/tfjs-node` binds it: the functions and constants that are used here. */
export interface Binding {
  createTensor(shape: readonly number[], dtype: number, values: NativeValues): number;
  deleteTensor(id: number): void;
  executeOp(
    name: string,
    attributes: readonly EagerAttribute[],
    inputs: readonly number[],
    outputs: number,
  ): NativeTensor[];
  loadSavedModel(folder: string, tag: string): number;
  deleteSavedModel(id: number): void;
  runSavedModel(id: number, inputs: readonly number[], names: string, outputNames: string): NativeTensor[];
  readonly TF_FLOAT: number;
  readonly TF_INT32: number;
  readonly TF_BOOL: number;
  readonly TF_ATTR_STRING: number;
  readonly TF_ATTR_INT: number;
  readonly TF_ATTR_FLOAT: number;
  readonly TF_ATTR_BOOL: number;
  readonly TF_ATTR_TYPE: number;
  readonly TF_ATTR_SHAPE: number;
}

/** The backend of `@tensorflow/tfjs-node`, as it is used here. */
export interface NativeBackend extends tf.KernelBackend {
  binding: Binding;
  getInputTensorIds(tensors: readonly tf.TensorInfo[]): number[];
  createOutputTensor(tensor: NativeTensor): tf.Tensor;
  executeSingleOutput(name: string, attributes: readonly EagerAttribute[], inputs: readonly tf.Tensor[]): tf.Tensor;
}

/** What a run has done in TensorFlow's library. */
export type NativeEvent =
  | {
      readonly kind: 'operation';
      readonly name: string;
      readonly attributes: readonly EagerAttribute[];
      readonly inputs: readonly number[];
      readonly outputs: readonly NativeTensor[];
    }
  | { readonly kind: 'constant'; readonly output: NativeTensor; readonly values: NativeValues };

/** Runs something, and lists the operations that it runs in TensorFlow's library and the tensors that it makes there. */
export function traceNative<Result>(
  backend: NativeBackend,
  action: () => Result,
): { readonly result: Result; readonly events: readonly NativeEvent[] } {
  const { binding } = backend;
  const events: NativeEvent[] = [];
  // The functions of the binding cannot be replaced: another object stands before it.
  const traced: Binding = Object.create(binding, {
    executeOp: {
      value: ((name, attributes, inputs, count) => {
        const outputs = binding.executeOp(name, attributes, inputs, count);
        events.push({ kind: 'operation', name, attributes, inputs: [...inputs], outputs });
        return outputs;
      }) satisfies Binding['executeOp'],
    },
    createTensor: {
      value: ((shape, dtype, values) => {
        const id = binding.createTensor(shape, dtype, values);
        events.push({ kind: 'constant', output: { id, shape: [...shape], dtype }, values: values.slice() });
        return id;
      }) satisfies Binding['createTensor'],
    },
  });
  backend.binding = traced;
  try {
    return { result: action(), events };
  } finally {
    backend.binding = binding;
  }
}
