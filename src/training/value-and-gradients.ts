import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, received } from '../errors.js';
import { updatesOfStep, withinStep, withUpdates } from '../graph/state-updates.js';
import { Weight } from '../graph/weight.js';
import { checkReady } from '../tensor/check-arguments.js';
import { asTensor, type Tensor } from '../tensor/tensor.js';
import { type Fill, fill } from '../types/mismatch.js';
import { type Show, show } from '../types/shape.js';

/** The value of a computation, and its gradients; `null` for one with respect to a tensor that it does not depend on. */
export interface ValueAndGradients {
  readonly value: tf.Tensor;
  readonly gradients: readonly (tf.Tensor | null)[];
}

/** The value of a computation, and its gradients with respect to tensors; nothing is left of either where one throws. */
export function gradientsOf(computation: () => tf.Tensor, tensors: readonly tf.Tensor[]): ValueAndGradients {
  // The engine demands at least one tensor that the value depends on.
  const anchor = tf.scalar(0);
  try {
    const { value, grads } = tf.engine().gradients(computation, [...tensors, anchor], undefined, true);
    grads.at(-1)?.dispose();
    return { value, gradients: tensors.map((_, index) => grads[index] ?? null) };
  } catch (error) {
    freeSavedTensors();
    throw error;
  } finally {
    anchor.dispose();
  }
}

/** Frees what TensorFlow.js keeps for the gradient rules: it does so itself only where a computation and all rules succeed. */
function freeSavedTensors(): void {
  const { state } = tf.engine();
  // Within another computation of gradients the tape belongs to that one.
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
}

/** What a gradient is with respect to: a weight of a layer, or any tensor that a computation uses. */
export type Source = Weight | tf.Tensor;

/** The value of a computation and its gradients, which belong to the caller. */
export interface Differentiation<Sources extends readonly Source[]> {
  readonly value: Tensor<[]>;
  /** One for each source, of its shape; `null` where the value does not depend on it. */
  readonly gradients: GradientsOf<Sources>;
  /** Frees value and gradients. */
  dispose(): void;
  [Symbol.dispose](): void;
}

type GradientsOf<Sources extends readonly Source[]> = {
  readonly [Index in keyof Sources]: Sources[Index] extends tf.Tensor
    ? Tensor<Sources[Index]['shape']> | null
    : Tensor | null;
};

const message = 'valueAndGradients expects a computation that returns a scalar (received {received})';

/** A computation, or the message that says why its gradients cannot be computed. */
type CheckedComputation<Computation extends () => tf.Tensor> = number[] extends ReturnType<Computation>['shape']
  ? Computation
  : ReturnType<Computation>['shape'] extends []
    ? Computation
    : NoInfer<Fill<typeof message, { received: Show<ReturnType<Computation>['shape']> }>>;

/**
 * The value of a computation that ends in one number, and its gradients with respect to weights or tensors.
 *
 * What calls of layers update, such as moving statistics, is updated once the gradients have been computed; nothing is
 * if something throws. Tensors that are made on the way are freed, save for those that `tf.keep` keeps.
 *
 * @param computation A function without arguments that returns a scalar.
 * @param sources The weights or tensors with respect to which gradients are computed.
 * @throws ArgumentError if what the computation returns is not a scalar.
 * @throws StateError if there is no backend yet.
 *
 * @example
 * using step = valueAndGradients(
 *   () => loss.compute(digits, model(images, { training: true })),
 *   model.trainableWeights,
 * );
 * optimizer.apply(step.gradients, model.trainableWeights);
 * console.log(await step.value.data());
 */
export function valueAndGradients<const Computation extends () => tf.Tensor, const Sources extends readonly Source[]>(
  computation: CheckedComputation<Computation>,
  sources: Sources,
): Differentiation<Sources> {
  checkReady('valueAndGradients');
  if (typeof computation !== 'function') {
    throw new ArgumentError(
      `valueAndGradients expects a function that computes a scalar (received ${received(computation)})`,
    );
  }
  if (!Array.isArray(sources)) {
    throw new ArgumentError(`valueAndGradients expects a list of weights or tensors (received ${received(sources)})`);
  }
  const tensors = (sources as readonly Source[]).map(tensorOf);
  // A copy: what is returned may be the user's own.
  const scalar = () => tf.clone(checkScalar((computation as () => unknown)()));
  const { value, gradients } = updatesOfStep()
    ? gradientsOf(scalar, tensors)
    : withUpdates((updates) => gradientsOf(() => withinStep(updates, scalar), tensors));
  const dispose = () => tf.dispose([value, ...gradients.filter((gradient) => gradient !== null)]);
  return {
    value: asTensor(value),
    gradients: gradients.map((gradient) => gradient && asTensor(gradient)) as GradientsOf<Sources>,
    dispose,
    [Symbol.dispose]: dispose,
  };
}

function tensorOf(source: Source): tf.Tensor {
  const tensor = source instanceof Weight ? source.value : source;
  if (tensor instanceof tf.Tensor && !tensor.isDisposed) return tensor;
  const given = tensor instanceof tf.Tensor ? 'a disposed tensor' : received(tensor);
  throw new ArgumentError(`valueAndGradients expects weights or tensors (received ${given})`);
}

function checkScalar(result: unknown): tf.Tensor {
  if (!(result instanceof tf.Tensor)) {
    throw new ArgumentError(fill(message, { received: result instanceof Promise ? 'a promise' : received(result) }));
  }
  if (result.rank === 0) return result;
  throw new ArgumentError(fill(message, { received: show(result.shape) }));
}
