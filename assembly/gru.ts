import { hyperbolicTangent, loadLanes, multiplyAdd, sigmoid, sigmoidSlope, storeLanes, tangentSlope } from './lanes';
import {
  addArriving, addRows, copyRows, counts, enterStep, floats, gradientBytes, kernelGradient, multiplyAll, prepareSteps, stepBytes, stepProduct,
} from './recurrence';

// All steps of a GRU with Keras' default activations, and the reset gate after the product; its gates are in Keras' order: update, reset,
// candidate. An address of 0 stands for a tensor that is not there.

/** How many bytes of scratch memory {@link gru} takes. */
export function gruBytes(batch: i32, units: i32): usize {
  return floats(batch * units * 5) + stepBytes(batch, units, 3 * units);
}

/**
 * Takes all steps.
 *
 * @param projected what the inputs add at each step, (batch, steps, 3 * units).
 * @param bias what is added to the product of state and kernel, (3 * units).
 * @param mask bytes, (batch, steps).
 * @param dropout (batch, units).
 * @param shown the hidden states of all steps, or the last one: (batch, steps or 1, units).
 * @param gates (batch, steps, 4 * units), the last of which is what the state adds to the candidate; states, after each step, and entered
 *   (batch, steps, units): what the gradient needs, if it is asked for.
 */
export function gru(
  batch: i32, steps: i32, units: i32, projected: usize, kernel: usize, hidden: usize, bias: usize, mask: usize, dropout: usize,
  keepsSequence: bool, shown: usize, gates: usize, states: usize, entered: usize, scratch: usize,
): void {
  const size = batch * units;
  const width = 3 * units;
  const current = scratch;
  const dropped = current + floats(size);
  const sums = dropped + floats(size);
  const product = sums + floats(3 * size);
  copyRows(1, size, hidden, 0, current, 0);
  prepareSteps(kernel, width, 1, units, width, product);
  for (let step = 0; step < steps; step++) {
    const entering = enterStep(batch, units, step, steps, current, dropout, dropped, entered);
    stepProduct(batch, units, width, entering, units, sums, bias, 0, product);
    for (let sample = 0; sample < batch; sample++) {
      const place = sample * steps + step;
      const kept = gates == 0 ? 0 : gates + floats(place * 4 * units);
      const added = projected + floats(place * width);
      takeStep(units, sums + floats(sample * width), added, current + floats(sample * units), kept, counts(mask, sample, step, steps));
    }
    if (states != 0) copyRows(batch, units, current, units, states + floats(step * units), steps * units);
    if (keepsSequence) copyRows(batch, units, current, units, shown + floats(step * units), steps * units);
  }
  if (!keepsSequence) copyRows(1, size, current, 0, shown, 0);
}

/** One step of one sample. */
function takeStep(units: i32, sums: usize, added: usize, hidden: usize, gates: usize, isCounted: bool): void {
  const width = floats(units);
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const update = sigmoid(f32x4.add(loadLanes(added, isWhole), loadLanes(sums, isWhole)));
    const reset = sigmoid(f32x4.add(loadLanes(added + width, isWhole), loadLanes(sums + width, isWhole)));
    const part = loadLanes(sums + 2 * width, isWhole);
    const candidate = hyperbolicTangent(multiplyAdd(reset, part, loadLanes(added + 2 * width, isWhole)));
    if (gates != 0) {
      storeLanes(gates, update, isWhole);
      storeLanes(gates + width, reset, isWhole);
      storeLanes(gates + 2 * width, candidate, isWhole);
      storeLanes(gates + 3 * width, part, isWhole);
    }
    if (isCounted) {
      const fresh = f32x4.mul(f32x4.sub(f32x4.splat(1), update), candidate);
      storeLanes(hidden, multiplyAdd(update, loadLanes(hidden, isWhole), fresh), isWhole);
    }
    const bytes: usize = isWhole ? 16 : 4;
    if (gates != 0) gates += bytes;
    sums += bytes;
    added += bytes;
    hidden += bytes;
    unit += isWhole ? 4 : 1;
  }
}

/** How many bytes of scratch memory {@link gruGradient} takes. */
export function gruGradientBytes(batch: i32, steps: i32, units: i32): usize {
  const recurring = floats(batch * units) + stepBytes(batch, 3 * units, units);
  return floats(batch * steps * 3 * units) + max(recurring, gradientBytes(batch * steps, units, 3 * units));
}

/**
 * Goes back through all steps.
 *
 * @param gradient what arrives for the outputs of {@link gru}.
 * @param hidden the states before the first step.
 * @param ofProjected the gradients, as the tensors that they are of; that of the bias is left out if its address is 0.
 */
export function gruGradient(
  batch: i32, steps: i32, units: i32, gradient: usize, gates: usize, states: usize, entered: usize, kernel: usize, hidden: usize,
  mask: usize, dropout: usize, isSequence: bool, ofProjected: usize, ofKernel: usize, ofHidden: usize, ofBias: usize, scratch: usize,
): void {
  const size = batch * units;
  const width = 3 * units;
  // Of the product, from which that of the inputs differs by the reset gate: (batch, steps, 3 * units).
  const ofInner = scratch;
  const before = ofInner + floats(batch * steps * width);
  const product = before + floats(size);
  prepareSteps(kernel, 1, width, width, units, product);
  memory.fill(ofHidden, 0, floats(size));
  for (let step = steps - 1; step >= 0; step--) {
    addArriving(batch, units, step, steps, gradient, isSequence ? steps : 1, isSequence, ofHidden);
    for (let sample = 0; sample < batch; sample++) {
      const place = sample * steps + step;
      const target = ofProjected + floats(place * width);
      const inner = ofInner + floats(place * width);
      if (!counts(mask, sample, step, steps)) {
        memory.fill(target, 0, floats(width));
        memory.fill(inner, 0, floats(width));
        continue;
      }
      const stateBefore = step == 0 ? hidden + floats(sample * units) : states + floats((place - 1) * units);
      stepBack(units, gates + floats(place * 4 * units), stateBefore, ofHidden + floats(sample * units), target, inner);
    }
    stepProduct(batch, width, units, ofInner + floats(step * width), steps * width, before, 0, 0, product);
    if (dropout != 0) multiplyAll(size, before, dropout, before);
    for (let sample = 0; sample < batch; sample++) {
      const place = floats(sample * units);
      if (counts(mask, sample, step, steps)) addRows(1, units, before + place, 0, ofHidden + place);
    }
  }
  kernelGradient(batch * steps, units, width, entered, ofInner, ofKernel, before);
  if (ofBias == 0) return;
  memory.fill(ofBias, 0, floats(width));
  for (let row = 0; row < batch * steps; row++) addRows(1, width, ofInner + floats(row * width), 0, ofBias);
}

/** One step of one sample: changes the gradient of the state to what of it reaches the state before by the update gate. */
function stepBack(units: i32, gates: usize, stateBefore: usize, ofHidden: usize, target: usize, inner: usize): void {
  const width = floats(units);
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const update = loadLanes(gates, isWhole);
    const reset = loadLanes(gates + width, isWhole);
    const candidate = loadLanes(gates + 2 * width, isWhole);
    const part = loadLanes(gates + 3 * width, isWhole);
    const arriving = loadLanes(ofHidden, isWhole);
    const difference = f32x4.sub(loadLanes(stateBefore, isWhole), candidate);
    const ofUpdate = f32x4.mul(f32x4.mul(arriving, difference), sigmoidSlope(update));
    const ofCandidate = f32x4.mul(f32x4.mul(arriving, f32x4.sub(f32x4.splat(1), update)), tangentSlope(candidate));
    const ofReset = f32x4.mul(f32x4.mul(ofCandidate, part), sigmoidSlope(reset));
    storeLanes(target, ofUpdate, isWhole);
    storeLanes(target + width, ofReset, isWhole);
    storeLanes(target + 2 * width, ofCandidate, isWhole);
    storeLanes(inner, ofUpdate, isWhole);
    storeLanes(inner + width, ofReset, isWhole);
    storeLanes(inner + 2 * width, f32x4.mul(ofCandidate, reset), isWhole);
    storeLanes(ofHidden, f32x4.mul(arriving, update), isWhole);
    const bytes: usize = isWhole ? 16 : 4;
    gates += bytes;
    stateBefore += bytes;
    ofHidden += bytes;
    target += bytes;
    inner += bytes;
    unit += isWhole ? 4 : 1;
  }
}
