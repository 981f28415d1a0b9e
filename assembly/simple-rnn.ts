import { hyperbolicTangent, loadLanes, storeLanes, tangentSlope } from './lanes';
import {
  addArriving, copyRows, counts, enterStep, floats, gradientBytes, kernelGradient, multiplyAll, passBack, prepareSteps, stepBytes, stepProduct,
} from './recurrence';

// All steps of a layer whose state is the hyperbolic tangent of what the inputs and the state before add. An address of 0 stands for a
// tensor that is not there.

/** How many bytes of scratch memory {@link simpleRnn} takes. */
export function simpleRnnBytes(batch: i32, units: i32): usize {
  return floats(batch * units * 3) + stepBytes(batch, units, units);
}

/**
 * Takes all steps.
 *
 * @param projected what the inputs add at each step, (batch, steps, units).
 * @param mask bytes, (batch, steps).
 * @param dropout (batch, units).
 * @param shown the hidden states of all steps, or the last one: (batch, steps or 1, units).
 * @param states after each step, and entered (batch, steps, units): what the gradient needs, if it is asked for.
 */
export function simpleRnn(
  batch: i32, steps: i32, units: i32, projected: usize, kernel: usize, hidden: usize, mask: usize, dropout: usize,
  keepsSequence: bool, shown: usize, states: usize, entered: usize, scratch: usize,
): void {
  const size = batch * units;
  const current = scratch;
  const dropped = current + floats(size);
  const sums = dropped + floats(size);
  const product = sums + floats(size);
  copyRows(1, size, hidden, 0, current, 0);
  prepareSteps(kernel, units, 1, units, units, product);
  for (let step = 0; step < steps; step++) {
    const entering = enterStep(batch, units, step, steps, current, dropout, dropped, entered);
    stepProduct(batch, units, units, entering, units, sums, projected + floats(step * units), steps * units, product);
    for (let sample = 0; sample < batch; sample++) {
      const place = floats(sample * units);
      if (counts(mask, sample, step, steps)) activate(units, sums + place, current + place);
    }
    if (states != 0) copyRows(batch, units, current, units, states + floats(step * units), steps * units);
    if (keepsSequence) copyRows(batch, units, current, units, shown + floats(step * units), steps * units);
  }
  if (!keepsSequence) copyRows(1, size, current, 0, shown, 0);
}

/** One step of one sample. */
function activate(units: i32, sums: usize, hidden: usize): void {
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const at = floats(unit);
    storeLanes(hidden + at, hyperbolicTangent(loadLanes(sums + at, isWhole)), isWhole);
    unit += isWhole ? 4 : 1;
  }
}

/** How many bytes of scratch memory {@link simpleRnnGradient} takes. */
export function simpleRnnGradientBytes(batch: i32, steps: i32, units: i32): usize {
  return max(floats(batch * units) + stepBytes(batch, units, units), gradientBytes(batch * steps, units, units));
}

/**
 * Goes back through all steps.
 *
 * @param gradient what arrives for the outputs of {@link simpleRnn}.
 * @param ofProjected the gradients, as the tensors that they are of.
 */
export function simpleRnnGradient(
  batch: i32, steps: i32, units: i32, gradient: usize, states: usize, entered: usize, kernel: usize, mask: usize, dropout: usize,
  isSequence: bool, ofProjected: usize, ofKernel: usize, ofHidden: usize, scratch: usize,
): void {
  const size = batch * units;
  const before = scratch;
  const product = before + floats(size);
  prepareSteps(kernel, 1, units, units, units, product);
  memory.fill(ofHidden, 0, floats(size));
  for (let step = steps - 1; step >= 0; step--) {
    addArriving(batch, units, step, steps, gradient, isSequence ? steps : 1, isSequence, ofHidden);
    for (let sample = 0; sample < batch; sample++) {
      const place = floats((sample * steps + step) * units);
      if (counts(mask, sample, step, steps)) stepBack(units, states + place, ofHidden + floats(sample * units), ofProjected + place);
      else memory.fill(ofProjected + place, 0, floats(units));
    }
    stepProduct(batch, units, units, ofProjected + floats(step * units), steps * units, before, 0, 0, product);
    if (dropout != 0) multiplyAll(size, before, dropout, before);
    passBack(batch, units, step, steps, mask, before, ofHidden);
  }
  kernelGradient(batch * steps, units, units, entered, ofProjected, ofKernel, scratch);
}

/** One step of one sample. */
function stepBack(units: i32, state: usize, ofHidden: usize, target: usize): void {
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const at = floats(unit);
    storeLanes(target + at, f32x4.mul(loadLanes(ofHidden + at, isWhole), tangentSlope(loadLanes(state + at, isWhole))), isWhole);
    unit += isWhole ? 4 : 1;
  }
}
