import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { Elements, RecordedKernel, RecordedValue, Recording } from './recording.js';
import { createTimes, isTimed, type ReplayTimes, runTimed } from './replay-times.js';

/** What changes from run to run. */
export interface ReplayInputs {
  readonly feeds: readonly tf.Tensor[];
  /** The next seed of a source; `null` is the stream of the run. */
  seed(source: object | null): number;
}

/** A recording that is ready to run on a backend. It owns its constants. */
export interface Replay {
  /** The kernels that are run: those of the recording, or what stands for them. */
  readonly recording: Recording;
  readonly times: ReplayTimes;
  /** Runs the recording. The tensors that are computed belong to the scope of the caller's `tf.tidy`. */
  run(inputs: ReplayInputs): readonly tf.Tensor[];
  dispose(): void;
}

/** The places of the values that a run is given: feeds, what is drawn by seeds, and tensors of the program. */
export function givenPlaces({ values }: Recording): readonly number[] {
  return values.flatMap(({ origin: { kind } }, place) => (kind === 'kernel' || kind === 'constant' ? [] : [place]));
}

/** The tensors at {@link givenPlaces}. What is drawn belongs to the scope of the caller's `tf.tidy`. */
export function givenTensors(
  { values, seedSources }: Recording,
  places: readonly number[],
  inputs: ReplayInputs,
): readonly tf.Tensor[] {
  const seeds = seedSources.map((source) => inputs.seed(source));
  return places.map((place) => {
    const { origin, shape, dtype } = values[place] as RecordedValue;
    if (origin.kind === 'seeded') return tf.tensor(origin.draw(seeds[origin.request] as number), [...shape], dtype);
    const tensor = origin.kind === 'captured' ? origin.tensor : (inputs.feeds[(origin as Feed).index] as tf.Tensor);
    if (!tensor.isDisposed) return tensor;
    throw new StateError('a recorded step expects its tensors to exist (received a disposed one)');
  });
}

type Feed = Extract<RecordedValue['origin'], { readonly kind: 'feed' }>;

/** The memory of a value, as kernels get it. A run changes where its elements are. */
interface Slot {
  dataId: object;
  readonly shape: number[];
  readonly dtype: tf.DataType;
}

interface Step {
  readonly kernel: tf.KernelFunc;
  readonly inputs: tf.NamedTensorInfoMap;
  readonly attrs: tf.NamedAttrMap;
  readonly outputs: readonly Slot[];
  /** What no later kernel needs. */
  readonly freed: readonly Slot[];
}

/** Finds a kernel of our own for one of a recording. */
type KernelOf = (kernel: RecordedKernel) => tf.KernelFunc | undefined;

const nowhere = {};

/**
 * Prepares a recording for the active backend: kernels are called directly, without a tape, scopes and tensor objects, and memory
 * is freed as soon as no later kernel needs it.
 *
 * @param kernelOf the kernels that the backend does not have itself.
 */
export function createReplay(recording: Recording, kernelOf: KernelOf = () => undefined): Replay {
  const { values, outputs } = recording;
  const backend = tf.backend();
  const slots = values.map(({ shape, dtype }): Slot => ({ dataId: nowhere, shape: [...shape], dtype }));
  const slotOf = (place: number) => slots[place] as Slot;
  // Not as tensors: who counts them counts those of the program.
  const constants = values.flatMap(({ origin }, place) => {
    if (origin.kind !== 'constant') return [];
    const slot = slotOf(place);
    slot.dataId = backend.write(typedElements(slot, origin.elements), slot.shape, slot.dtype);
    return [slot];
  });
  const steps = stepsOf(recording, slots, kernelOf);
  const places = givenPlaces(recording);
  const live = new Set<Slot>();

  const free = (slot: Slot) => {
    live.delete(slot);
    backend.disposeData(slot.dataId);
  };
  const times = createTimes(steps.length);
  const runStep = (step: Step) => {
    const computed = step.kernel({ inputs: step.inputs, attrs: step.attrs, backend });
    const infos = Array.isArray(computed) ? computed : [computed];
    for (let index = 0; index < step.outputs.length; index++) {
      const slot = step.outputs[index] as Slot;
      const info = infos[index] as tf.TensorInfo;
      slot.dataId = info.dataId;
      live.add(slot);
      if (!isSameShape(slot.shape, info.shape)) throw new StateError('a recorded step expects shapes as before');
    }
    for (const slot of step.freed) free(slot);
  };
  const run = (inputs: ReplayInputs): readonly tf.Tensor[] => {
    const given = givenTensors(recording, places, inputs);
    for (const [index, place] of places.entries()) slotOf(place).dataId = (given[index] as tf.Tensor).dataId;
    live.clear();
    try {
      if (isTimed(times)) runTimed(times, steps, runStep);
      else for (const step of steps) runStep(step);
    } catch (error) {
      for (const slot of live) free(slot);
      throw error;
    }
    return outputs.map((place) => {
      const { origin } = values[place] as RecordedValue;
      if (origin.kind !== 'kernel' && origin.kind !== 'constant') return given[places.indexOf(place)] as tf.Tensor;
      const { dataId, shape, dtype } = slotOf(place);
      if (origin.kind === 'constant') backend.incRef(dataId);
      return tf.engine().makeTensorFromTensorInfo({ dataId, shape: [...shape], dtype });
    });
  };
  const dispose = () => {
    for (const { dataId } of constants) backend.disposeData(dataId);
  };
  return { recording, times, run, dispose };
}

function stepsOf({ values, kernels, outputs }: Recording, slots: readonly Slot[], kernelOf: KernelOf): readonly Step[] {
  const backendName = tf.getBackend();
  const slotOf = (place: number) => slots[place] as Slot;
  const freed = lastUses(values, kernels, outputs);
  return kernels.map((recorded, index): Step => {
    const { name, inputs, isList, attributes, outputs: computed } = recorded;
    const given = (isList ? [] : {}) as tf.NamedTensorInfoMap;
    for (const [key, place] of inputs) given[key] = slotOf(place);
    return {
      kernel: kernelOf(recorded) ?? tf.getKernel(name, backendName).kernelFunc,
      inputs: given,
      attrs: attributes as tf.NamedAttrMap,
      outputs: computed.map(slotOf),
      freed: (freed[index] ?? []).map(slotOf),
    };
  });
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

/** The elements of a constant, in an array of its type. */
export function typedElements(
  { shape, dtype }: Pick<Slot, 'shape' | 'dtype'>,
  elements: Elements,
): tf.backend_util.TypedArray {
  const typed = arrays[dtype as keyof typeof arrays];
  if (typeof elements !== 'number') return elements instanceof typed ? elements : typed.from(elements);
  return new typed(tf.util.sizeFromShape(shape)).fill(elements);
}

/** The values that can be freed after each kernel: those that are computed, and neither used later nor returned. */
function lastUses(
  values: readonly RecordedValue[],
  kernels: readonly RecordedKernel[],
  outputs: readonly number[],
): readonly (readonly number[])[] {
  const returned = new Set(outputs);
  const last = new Map<number, number>();
  for (const [index, kernel] of kernels.entries()) {
    for (const place of [...kernel.outputs, ...kernel.inputs.map(([, input]) => input)]) {
      if (values[place]?.origin.kind === 'kernel' && !returned.has(place)) last.set(place, index);
    }
  }
  const freed: number[][] = kernels.map(() => []);
  for (const [place, index] of last) (freed[index] as number[]).push(place);
  return freed;
}

function isSameShape(one: readonly number[], other: readonly number[]): boolean {
  if (one.length !== other.length) return false;
  for (let axis = 0; axis < one.length; axis++) if (one[axis] !== other[axis]) return false;
  return true;
}
