import { hyperbolicTangent, loadLanes, multiplyAdd, sigmoid, sigmoidSlope, storeLanes, tangentSlope } from './lanes';
import {
  addArriving, copyRows, counts, enterStep, floats, gradientBytes, kernelGradient, multiplyAll, passBack, prepareSteps, stepBytes, stepProduct,
} from './recurrence';

// All steps of an LSTM with Keras' default activations; its gates are in Keras' order: input, forget, candidate, output. An address of 0
// stands for a tensor that is not there.

/** How many bytes of scratch memory {@link lstm} takes. */
export function lstmBytes(batch: i32, units: i32): usize {
  return floats(batch * units * 7) + stepBytes(batch, units, 4 * units);
}

/**
 * Takes all steps.
 *
 * @param projected what the inputs add at each step, (batch, steps, 4 * units).
 * @param mask bytes, (batch, steps).
 * @param dropout (batch, units).
 * @param packed the hidden states of all steps, or the last one, and after them the carry: (batch, steps or 1, and 1, units).
 * @param gates (batch, steps, 4 * units), carries and entered (batch, steps, units): what the gradient needs, if it is asked for.
 */
export function lstm(
  batch: i32, steps: i32, units: i32, projected: usize, kernel: usize, hidden: usize, carry: usize, mask: usize, dropout: usize,
  keepsSequence: bool, packed: usize, gates: usize, carries: usize, entered: usize, scratch: usize,
): void {
  const size = batch * units;
  const current = scratch;
  const currentCarry = current + floats(size);
  const dropped = currentCarry + floats(size);
  const sums = dropped + floats(size);
  const product = sums + floats(4 * size);
  const shown = (keepsSequence ? steps : 1) + 1;
  copyRows(1, size, hidden, 0, current, 0);
  copyRows(1, size, carry, 0, currentCarry, 0);
  prepareSteps(kernel, 4 * units, 1, units, 4 * units, product);
  for (let step = 0; step < steps; step++) {
    const entering = enterStep(batch, units, step, steps, current, dropout, dropped, entered);
    const added = projected + floats(step * 4 * units);
    stepProduct(batch, units, 4 * units, entering, units, sums, added, steps * 4 * units, product);
    for (let sample = 0; sample < batch; sample++) {
      const place = sample * steps + step;
      const isCounted = counts(mask, sample, step, steps);
      const kept = gates == 0 ? 0 : gates + floats(place * 4 * units);
      takeStep(units, sums + floats(sample * 4 * units), current + floats(sample * units), currentCarry + floats(sample * units), kept, isCounted);
    }
    if (carries != 0) copyRows(batch, units, currentCarry, units, carries + floats(step * units), steps * units);
    if (keepsSequence) copyRows(batch, units, current, units, packed + floats(step * units), shown * units);
  }
  if (!keepsSequence) copyRows(batch, units, current, units, packed, shown * units);
  copyRows(batch, units, currentCarry, units, packed + floats((shown - 1) * units), shown * units);
}

/** One step of one sample. */
function takeStep(units: i32, sums: usize, hidden: usize, carry: usize, gates: usize, isCounted: bool): void {
  const width = floats(units);
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const input = sigmoid(loadLanes(sums, isWhole));
    const forget = sigmoid(loadLanes(sums + width, isWhole));
    const candidate = hyperbolicTangent(loadLanes(sums + 2 * width, isWhole));
    const output = sigmoid(loadLanes(sums + 3 * width, isWhole));
    if (gates != 0) {
      storeLanes(gates, input, isWhole);
      storeLanes(gates + width, forget, isWhole);
      storeLanes(gates + 2 * width, candidate, isWhole);
      storeLanes(gates + 3 * width, output, isWhole);
    }
    if (isCounted) {
      const updated = f32x4.add(f32x4.mul(forget, loadLanes(carry, isWhole)), f32x4.mul(input, candidate));
      storeLanes(carry, updated, isWhole);
      storeLanes(hidden, f32x4.mul(output, hyperbolicTangent(updated)), isWhole);
    }
    const bytes: usize = isWhole ? 16 : 4;
    if (gates != 0) gates += bytes;
    sums += bytes;
    carry += bytes;
    hidden += bytes;
    unit += isWhole ? 4 : 1;
  }
}

/** How many bytes of scratch memory {@link lstmGradient} takes. */
export function lstmGradientBytes(batch: i32, steps: i32, units: i32): usize {
  const recurring = floats(batch * units) + stepBytes(batch, 4 * units, units);
  return max(recurring, gradientBytes(batch * steps, units, 4 * units));
}

/**
 * Goes back through all steps.
 *
 * @param gradient what arrives for the packed outputs of {@link lstm}.
 * @param carry the carry before the first step.
 * @param ofProjected the gradients, as the tensors that they are of.
 */
export function lstmGradient(
  batch: i32, steps: i32, units: i32, gradient: usize, gates: usize, carries: usize, entered: usize, kernel: usize, carry: usize,
  mask: usize, dropout: usize, isSequence: bool, ofProjected: usize, ofKernel: usize, ofHidden: usize, ofCarry: usize, scratch: usize,
): void {
  const size = batch * units;
  const width = 4 * units;
  const before = scratch;
  const product = before + floats(size);
  const shown = (isSequence ? steps : 1) + 1;
  prepareSteps(kernel, 1, width, width, units, product);
  memory.fill(ofHidden, 0, floats(size));
  copyRows(batch, units, gradient + floats((shown - 1) * units), shown * units, ofCarry, units);
  for (let step = steps - 1; step >= 0; step--) {
    addArriving(batch, units, step, steps, gradient, shown, isSequence, ofHidden);
    for (let sample = 0; sample < batch; sample++) {
      const place = sample * steps + step;
      const target = ofProjected + floats(place * width);
      if (!counts(mask, sample, step, steps)) {
        memory.fill(target, 0, floats(width));
        continue;
      }
      const carryBefore = step == 0 ? carry + floats(sample * units) : carries + floats((place - 1) * units);
      stepBack(units, gates + floats(place * width), carries + floats(place * units), carryBefore, ofHidden + floats(sample * units), ofCarry + floats(sample * units), target);
    }
    stepProduct(batch, width, units, ofProjected + floats(step * width), steps * width, before, 0, 0, product);
    if (dropout != 0) multiplyAll(size, before, dropout, before);
    passBack(batch, units, step, steps, mask, before, ofHidden);
  }
  kernelGradient(batch * steps, units, width, entered, ofProjected, ofKernel, scratch);
}

/** One step of one sample: changes the gradient of the carry to that of the carry before. */
function stepBack(units: i32, gates: usize, carry: usize, carryBefore: usize, ofHidden: usize, ofCarry: usize, target: usize): void {
  const width = floats(units);
  for (let unit = 0; unit < units; ) {
    const isWhole = unit + 4 <= units;
    const input = loadLanes(gates, isWhole);
    const forget = loadLanes(gates + width, isWhole);
    const candidate = loadLanes(gates + 2 * width, isWhole);
    const output = loadLanes(gates + 3 * width, isWhole);
    const activated = hyperbolicTangent(loadLanes(carry, isWhole));
    const arriving = loadLanes(ofHidden, isWhole);
    const updated = multiplyAdd(f32x4.mul(arriving, output), tangentSlope(activated), loadLanes(ofCarry, isWhole));
    storeLanes(target, f32x4.mul(f32x4.mul(updated, candidate), sigmoidSlope(input)), isWhole);
    storeLanes(target + width, f32x4.mul(f32x4.mul(updated, loadLanes(carryBefore, isWhole)), sigmoidSlope(forget)), isWhole);
    storeLanes(target + 2 * width, f32x4.mul(f32x4.mul(updated, input), tangentSlope(candidate)), isWhole);
    storeLanes(target + 3 * width, f32x4.mul(f32x4.mul(arriving, activated), sigmoidSlope(output)), isWhole);
    storeLanes(ofCarry, f32x4.mul(updated, forget), isWhole);
    const bytes: usize = isWhole ? 16 : 4;
    gates += bytes;
    carry += bytes;
    carryBefore += bytes;
    ofHidden += bytes;
    ofCarry += bytes;
    target += bytes;
    unit += isWhole ? 4 : 1;
  }
}
