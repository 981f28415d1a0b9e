import * as tf from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../../activations/index.js';
import { type LstmTrace, lstmStep, lstmSteps } from './lstm-steps.js';
import type { ProjectedRecurrence, Recurred } from './recurrence.js';
import { runRecurrentKernel, unpackedLstm } from './recurrent-kernel.js';
import { runUnitsSteps } from './units-cell.js';

/** The gradients of what an LSTM is computed from. */
export interface LstmGradients {
  readonly projected: tf.Tensor;
  readonly recurrentKernel: tf.Tensor;
  readonly hidden: tf.Tensor;
  readonly carry: tf.Tensor;
}

/**
 * Goes back through the steps of an LSTM.
 *
 * At a step the gradients depend on those that come from the next one only by products and a sum; the factors are computed
 * for all steps at once.
 *
 * @param hiddenGradients what comes from outside for the last hidden states: for those of all steps, or just the last
 * @param carryGradient what comes from outside for the last carry
 */
function lstmGradients(
  trace: LstmTrace,
  hiddenGradients: readonly tf.Tensor[],
  carryGradient: tf.Tensor,
): LstmGradients {
  const factors = stepFactors(trace);
  const unused = factors.length - hiddenGradients.length;
  const transposed = tf.transpose(trace.recurrentKernel) as tf.Tensor2D;
  const projected: tf.Tensor[] = [];
  let hidden: tf.Tensor = tf.zerosLike(carryGradient);
  let carry = carryGradient;
  for (let step = factors.length - 1; step >= 0; step--) {
    const outside = hiddenGradients[step - unused];
    const gradients: StepGradients = tf.tidy(() => {
      const arriving = outside === undefined ? hidden : tf.add(hidden, outside);
      return stepGradients(arriving, carry, factors[step] as StepFactors, transposed, trace.recurrentDropout);
    });
    projected[step] = gradients.projected;
    ({ hidden, carry } = gradients);
  }
  const stacked = tf.stack(projected, 1);
  return { projected: stacked, recurrentKernel: kernelGradient(trace.recurrent, stacked), hidden, carry };
}

/** What the gradients that arrive at one step are multiplied by. */
interface StepFactors {
  /** From carry (for the output gate: from hidden state) to what the gates get, (batch, 4 * units). */
  readonly gates: tf.Tensor;
  /** From the hidden state to the carry. */
  readonly activated: tf.Tensor;
  /** From the carry to that before. */
  readonly forget: tf.Tensor;
  /** 1 for the samples that pass the step by, 0 for the others; none where no sample does. */
  readonly passing: tf.Tensor | undefined;
}

function stepFactors({ gates, candidate, carry, activated, masks }: LstmTrace): readonly StepFactors[] {
  const units = candidate.shape[2] as number;
  const gate = (index: number) => tf.slice(gates, [0, 0, index * units], [-1, -1, units]);
  const [input, forget, output] = [gate(0), gate(1), gate(3)];
  const counted = (factor: tf.Tensor) => (masks === undefined ? factor : tf.where(masks, factor, tf.zerosLike(factor)));
  const ofGates = tf.concat(
    [
      counted(tf.mul(candidate, sigmoidSlope(input))),
      counted(tf.mul(carry, sigmoidSlope(forget))),
      counted(tf.mul(input, tanhSlope(candidate))),
      counted(tf.mul(activated, sigmoidSlope(output))),
    ],
    2,
  );
  const ofActivated = tf.unstack(counted(tf.mul(output, tanhSlope(activated))));
  const ofForget = tf.unstack(masks === undefined ? forget : tf.where(masks, forget, tf.onesLike(forget)));
  const passing = masks === undefined ? [] : tf.unstack(tf.cast(tf.logicalNot(masks), 'float32'));
  return tf.unstack(ofGates).map((factor, step) => ({
    gates: factor,
    activated: ofActivated[step] as tf.Tensor,
    forget: ofForget[step] as tf.Tensor,
    passing: passing[step],
  }));
}

/** A type and not an interface, for only those are what `tf.tidy` may return. */
type StepGradients = {
  readonly projected: tf.Tensor;
  readonly hidden: tf.Tensor;
  readonly carry: tf.Tensor;
};

function stepGradients(
  hidden: tf.Tensor,
  carry: tf.Tensor,
  factors: StepFactors,
  transposedKernel: tf.Tensor2D,
  recurrentDropout: tf.Tensor | undefined,
): StepGradients {
  const updated = tf.add(carry, tf.mul(hidden, factors.activated));
  const projected = tf.mul(tf.concat([updated, updated, updated, hidden], 1), factors.gates) as tf.Tensor2D;
  const recurrent = tf.matMul(projected, transposedKernel);
  const entering = recurrentDropout === undefined ? recurrent : tf.mul(recurrent, recurrentDropout);
  return {
    projected,
    hidden: factors.passing === undefined ? entering : tf.add(entering, tf.mul(hidden, factors.passing)),
    carry: tf.mul(updated, factors.forget),
  };
}

function sigmoidSlope(value: tf.Tensor): tf.Tensor {
  return tf.mul(value, tf.sub(1, value));
}

function tanhSlope(value: tf.Tensor): tf.Tensor {
  return tf.sub(1, tf.square(value));
}

function kernelGradient(recurrent: tf.Tensor, projected: tf.Tensor): tf.Tensor {
  const rows = (tensor: tf.Tensor) => tf.reshape(tensor, [-1, tensor.shape[2] as number]) as tf.Tensor2D;
  return tf.matMul(rows(recurrent), rows(projected), true);
}

/**
 * Runs an LSTM with Keras' default activations over a sequence. Its states are the hidden one, which is also the output,
 * and the carry.
 *
 * Some backends have a kernel for that. On others, under a gradient tape it is one operation with a gradient of its own: a
 * tape would cost more at every step than the step itself.
 */
export function lstmSequence(recurrence: ProjectedRecurrence): Recurred {
  const [hidden, carry] = recurrence.states as readonly [tf.Tensor, tf.Tensor];
  const packed = runRecurrentKernel('TupleflowLSTM', recurrence, { hidden, carry });
  if (packed) return unpackedLstm(packed, recurrence.keepsSequence);
  return tf.engine().isTapeOn()
    ? recordedSequence(recurrence)
    : runUnitsSteps(recurrence, lstmStep(recurrence.recurrentKernel, tanh, sigmoid));
}

function recordedSequence(recurrence: ProjectedRecurrence): Recurred {
  const { projected, recurrentKernel, states, keepsSequence } = recurrence;
  // Such an operation has one output: the hidden states that are asked for, and after them the carry.
  const packed = tf.customGrad((...inputs) => {
    const { steps, trace } = lstmSteps(recurrence);
    const last = steps.at(-1) as (typeof steps)[number];
    const hidden = (keepsSequence ? steps : [last]).map((step) => step.hidden);
    const value = tf.stack([...hidden, last.carry], 1);
    // Last, since what is saved is freed with the gradients only if nothing fails between.
    (inputs.at(-1) as tf.GradSaveFunc)(Object.values(trace));
    return { value, gradFunc: gradientOf(Object.keys(trace)) };
  })(projected, recurrentKernel, ...states);
  return unpackedLstm(packed, keepsSequence);
}

/** @param names those of the tensors of the trace that are there, in the order in which they are saved */
function gradientOf(names: readonly string[]): (gradient: tf.Tensor, saved: tf.Tensor[]) => tf.Tensor[] {
  return (gradient, saved) => {
    const entries = names.map((name, index) => [name, saved[index]]);
    const trace: LstmTrace = Object.fromEntries(entries);
    const outside = tf.unstack(gradient, 1);
    const { projected, recurrentKernel, hidden, carry } = lstmGradients(
      trace,
      outside.slice(0, -1),
      outside.at(-1) as tf.Tensor,
    );
    return [projected, recurrentKernel, hidden, carry];
  };
}
