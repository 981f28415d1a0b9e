import * as tf from '@tensorflow/tfjs-core';

/** Inputs of a kernel as TensorFlow.js passes them: by name, or a list for kernels of any number of tensors. */
export type KernelInputs = Readonly<Record<string, tf.Tensor | undefined>> | readonly tf.Tensor[];

/** A kernel that has run. */
export interface ObservedKernel {
  readonly name: string;
  readonly inputs: KernelInputs;
  readonly attributes: object;
  readonly outputs: readonly tf.Tensor[];
  /** The copies of inputs and outputs that have been saved for its gradient. */
  readonly copies: readonly (readonly [of: tf.Tensor, copy: tf.Tensor])[];
}

/** What is called while operations of TensorFlow.js run. Kernels that another kernel runs do not count. */
export interface Observer {
  /** A kernel has run. */
  kernel(call: ObservedKernel): void;
  /** A tensor has been made of values on the host. */
  made(tensor: tf.Tensor, values: ArrayLike<number>): void;
  /** Elements are about to be read; throws if they must not be. */
  read(dataId: object): void;
}

/** Methods with which an observer can act without being called itself. */
export interface Unobserved {
  /** Runs something that the observer does not see. */
  quietly<Result>(action: () => Result): Result;
  /** Elements of a tensor. */
  elements(tensor: tf.Tensor): ArrayLike<number>;
}

/**
 * Runs a computation, all of it synchronous, and tells an observer which kernels it runs, which tensors it makes and which it
 * reads.
 */
export function observe<Result>(
  observerOf: (own: Unobserved) => Observer,
  action: (own: Unobserved) => Result,
): Result {
  const engine = tf.engine();
  const { runKernel, makeTensor, readSync } = engine;
  let isQuiet = false;
  let copies: (readonly [tf.Tensor, tf.Tensor])[] = [];
  const quietly = <Made>(make: () => Made): Made => {
    const before = isQuiet;
    isQuiet = true;
    try {
      return make();
    } finally {
      isQuiet = before;
    }
  };
  const elements = (tensor: tf.Tensor) => readSync.call(engine, tensor.dataId) as Float32Array;
  const own = { quietly, elements };
  const observer = observerOf(own);
  // All operations of TensorFlow.js go by way of these methods, and there is no other way to see which ones run.
  const methods = ['runKernel', 'makeTensor', 'readSync'] as const;
  const before = methods.map((method) => Object.getOwnPropertyDescriptor(engine, method));
  engine.runKernel = ((name: string, inputs: tf.NamedTensorMap, attributes: tf.NamedAttrMap = {}) => {
    const run = () => runKernel.call(engine, name, inputs, attributes) as tf.Tensor | tf.Tensor[];
    if (isQuiet) {
      const output = run();
      if (name === 'Identity') copies.push([inputs.x as tf.Tensor, output as tf.Tensor]);
      return output;
    }
    copies = [];
    const outputs = quietly(run);
    observer.kernel({ name, inputs, attributes, outputs: [outputs].flat(), copies });
    return outputs;
  }) as typeof runKernel;
  engine.makeTensor = (...given) => {
    const tensor = makeTensor.apply(engine, given);
    if (!isQuiet) observer.made(tensor, given[0] as Float32Array);
    return tensor;
  };
  engine.readSync = (dataId) => {
    if (!isQuiet) observer.read(dataId);
    return readSync.call(engine, dataId);
  };
  try {
    return action(own);
  } finally {
    methods.forEach((method, index) => {
      const descriptor = before[index];
      if (descriptor === undefined) Reflect.deleteProperty(engine, method);
      else Object.defineProperty(engine, method, descriptor);
    });
  }
}
