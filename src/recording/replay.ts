import * as tf from '@tensorflow/tfjs-core';
import { StateError } from '../errors.js';
import type { Elements, RecordedKernel, RecordedValue, Recording } from './recording.js';

/** What changes from run to run. */
export interface ReplayInputs {
  readonly feeds: readonly tf.Tensor[];
  /** The next seed of a source; `null` is the stream of the run. */
  seed(source: object | null): number;
}

/** A recording that is ready to run on a backend. It owns its constants. */
export interface Replay {
  /** Runs the kernels. The tensors that are computed belong to the scope of the caller's `tf.tidy`. */
  run(inputs: ReplayInputs): readonly tf.Tensor[];
  dispose(): void;
}

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

/** A value that a run is given, or a tensor of the program. */
interface Given {
  readonly slot: Slot;
  readonly index: number;
  readonly tensor: tf.Tensor | undefined;
}

const nowhere = {};

/**
 * Prepares a recording for the active backend: kernels are called directly, without a tape, scopes and tensor objects, and memory
 * is freed as soon as no later kernel needs it.
 */
export function createReplay({ values, kernels, seedSources, outputs }: Recording): Replay {
  const backend = tf.backend();
  const name = tf.getBackend();
  const slots = values.map(({ shape, dtype }): Slot => ({ dataId: nowhere, shape: [...shape], dtype }));
  const slotOf = (place: number) => slots[place] as Slot;
  // Not as tensors: who counts them counts those of the program.
  const constants = values.flatMap(({ origin }, place) => {
    if (origin.kind !== 'constant') return [];
    const slot = slotOf(place);
    slot.dataId = backend.write(typedElements(slot, origin.elements), slot.shape, slot.dtype);
    return [slot];
  });
  const freed = lastUses(values, kernels, outputs);
  const steps = kernels.map((kernel, index): Step => {
    const registered = tf.getKernel(kernel.name, name);
    const inputs = (kernel.isList ? [] : {}) as tf.NamedTensorInfoMap;
    for (const [key, place] of kernel.inputs) inputs[key] = slotOf(place);
    return {
      kernel: registered.kernelFunc,
      inputs,
      attrs: kernel.attributes as tf.NamedAttrMap,
      outputs: kernel.outputs.map(slotOf),
      freed: (freed[index] ?? []).map(slotOf),
    };
  });
  const given = values.flatMap(({ origin }, place): readonly Given[] => {
    if (origin.kind === 'feed') return [{ slot: slotOf(place), index: origin.index, tensor: undefined }];
    if (origin.kind === 'captured') return [{ slot: slotOf(place), index: -1, tensor: origin.tensor }];
    return [];
  });
  const drawn = values.flatMap(({ origin }, place) =>
    origin.kind === 'seeded' ? [{ slot: slotOf(place), ...origin }] : [],
  );
  const run = (inputs: ReplayInputs): readonly tf.Tensor[] => {
    const live = new Set<Slot>();
    const seeds = seedSources.map((source) => inputs.seed(source));
    for (const { slot, index, tensor = inputs.feeds[index] as tf.Tensor } of given) {
      if (tensor.isDisposed) throw new StateError('a recorded step expects its tensors to exist (received a disposed one)');
      slot.dataId = tensor.dataId;
    }
    try {
      for (const { slot, request, draw } of drawn) {
        slot.dataId = backend.write(draw(seeds[request] as number), slot.shape, slot.dtype);
        live.add(slot);
      }
      for (const step of steps) {
        const computed = step.kernel({ inputs: step.inputs, attrs: step.attrs, backend });
        const infos = Array.isArray(computed) ? computed : [computed];
        for (let index = 0; index < step.outputs.length; index++) {
          const slot = step.outputs[index] as Slot;
          const info = infos[index] as tf.TensorInfo;
          slot.dataId = info.dataId;
          live.add(slot);
          if (!isSameShape(slot.shape, info.shape)) throw new StateError('a recorded step expects shapes as before');
        }
        for (const slot of step.freed) {
          backend.disposeData(slot.dataId);
          live.delete(slot);
        }
      }
    } catch (error) {
      for (const { dataId } of live) backend.disposeData(dataId);
      throw error;
    }
    return outputs.map((place) => {
      const slot = slotOf(place);
      const { origin } = values[place] as RecordedValue;
      if (origin.kind === 'feed') return inputs.feeds[origin.index] as tf.Tensor;
      if (origin.kind === 'captured') return origin.tensor;
      if (origin.kind === 'constant') backend.incRef(slot.dataId);
      return tf.engine().makeTensorFromTensorInfo({ ...slot, shape: [...slot.shape] });
    });
  };
  const dispose = () => {
    for (const { dataId } of constants) backend.disposeData(dataId);
  };
  return { run, dispose };
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array } as const;

function typedElements({ shape, dtype }: Slot, elements: Elements): tf.backend_util.TypedArray {
  const typed = arrays[dtype as keyof typeof arrays];
  if (typeof elements !== 'number') return elements instanceof typed ? elements : typed.from(elements);
  return new typed(tf.util.sizeFromShape(shape)).fill(elements);
}

/** The values that can be freed after each kernel: those that are computed or drawn, and neither used later nor returned. */
function lastUses(
  values: readonly RecordedValue[],
  kernels: readonly RecordedKernel[],
  outputs: readonly number[],
): readonly (readonly number[])[] {
  const returned = new Set(outputs);
  const last = new Map<number, number>();
  for (const [index, kernel] of kernels.entries()) {
    for (const place of [...kernel.outputs, ...kernel.inputs.map(([, input]) => input)]) {
      const { kind } = (values[place] as RecordedValue).origin;
      if ((kind === 'kernel' || kind === 'seeded') && !returned.has(place)) last.set(place, index);
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
