import type * as tf from '@tensorflow/tfjs-core';
import type { DType } from '../types/dtype.js';
import { type KernelInputs, observe } from './observe.js';
import { withinRecorder } from './seeded.js';

/** Elements in row-major order; one number stands for elements that are all the same. */
export type Elements = ArrayLike<number> | number;

/** Draws elements by a seed. */
export type Draw = (seed: number) => Float32Array | Int32Array;

/** Where a value of a computation comes from. */
export type Origin =
  /** It is given to the computation, at this place. */
  | { readonly kind: 'feed'; readonly index: number }
  /** A kernel computes it. */
  | { readonly kind: 'kernel' }
  /** It is the same each time. */
  | { readonly kind: 'constant'; readonly elements: Elements }
  /** It is drawn by a seed: the one that is asked for at this place. */
  | { readonly kind: 'seeded'; readonly request: number; readonly draw: Draw }
  /** A tensor that existed before, which the computation has not been given: a variable of the program's own. */
  | { readonly kind: 'captured'; readonly tensor: tf.Tensor };

/** A tensor of a computation, without its elements. */
export interface RecordedValue {
  readonly shape: readonly number[];
  readonly dtype: DType;
  readonly origin: Origin;
}

/** An operation on elements. */
export type Elementwise =
  | 'Abs'
  | 'Add'
  | 'Cast'
  | 'Maximum'
  | 'Minimum'
  | 'Multiply'
  | 'Neg'
  | 'RealDiv'
  | 'Relu'
  | 'Rsqrt'
  | 'Sqrt'
  | 'Square'
  | 'Step'
  | 'Sub';

/** Operations on elements that are computed in one pass. Values are the inputs, then the results of the operations. */
export interface FusedProgram {
  /** Whether each input is one number, the same for all elements. */
  readonly areScalars: readonly boolean[];
  readonly operations: readonly { readonly name: Elementwise; readonly operands: readonly number[] }[];
  /** The values that are stored, with their shapes. */
  readonly stored: readonly { readonly value: number; readonly shape: readonly number[] }[];
  readonly size: number;
}

/** One kernel that a computation runs. Values are named by their places. */
export interface RecordedKernel {
  readonly name: string;
  readonly inputs: readonly (readonly [name: string, place: number])[];
  /** Whether the kernel gets its inputs as a list. */
  readonly isList: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly outputs: readonly number[];
  /** What a kernel computes that stands for several. */
  readonly fused?: FusedProgram;
}

/** A computation as a list of kernels. Frozen data: it can be printed, compared and rewritten. */
export interface Recording {
  readonly values: readonly RecordedValue[];
  readonly kernels: readonly RecordedKernel[];
  /** The sources of seeds in the order in which they are asked; `null` is the stream of the run. */
  readonly seedSources: readonly (object | null)[];
  readonly outputs: readonly number[];
}

/** The outcome of a computation, and its recording, or why there is none. */
export interface Recorded<Result> {
  readonly result: Result;
  readonly recording: Recording | null;
  /** Why the computation cannot be recorded; empty where it can. */
  readonly reason: string;
}

/**
 * Runs a computation, all of it synchronous, and records it.
 *
 * @param feeds the tensors that are others the next time.
 * @param compute returns a result, and the tensors in it that are computed.
 */
export function record<Result extends { readonly tensors: readonly tf.Tensor[] }>(
  feeds: readonly tf.Tensor[],
  compute: () => Result,
): Recorded<Result> {
  const values: RecordedValue[] = [];
  const kernels: RecordedKernel[] = [];
  const requests: { readonly source: object | null; readonly seed: number }[] = [];
  /** The requests of seeds by which tensors have been drawn. */
  const used = new Set<number>();
  const places = new Map<number, number>();
  /** Elements that depend on what is given, by their memory. */
  const dependent = new Set<object>();
  let reason = '';
  const refuse = (why: string) => {
    reason ||= why;
  };
  const keep = (tensor: tf.Tensor, origin: Origin): number => {
    if (origin.kind !== 'constant') dependent.add(tensor.dataId);
    if (tensor.dtype === 'string') refuse('it computes with strings');
    places.set(tensor.id, values.length);
    return values.push({ shape: Object.freeze([...tensor.shape]), dtype: tensor.dtype as DType, origin }) - 1;
  };
  const placeOf = (tensor: tf.Tensor): number => places.get(tensor.id) ?? keep(tensor, { kind: 'captured', tensor });
  const inputsOf = (inputs: KernelInputs): RecordedKernel['inputs'] =>
    Object.entries(inputs).flatMap(([name, tensor]) => (tensor ? [[name, placeOf(tensor)] as const] : []));

  for (const [index, feed] of feeds.entries()) keep(feed, { kind: 'feed', index });
  const result = observe(
    () => ({
      kernel({ name, inputs, attributes, outputs, copies }) {
        const given = inputsOf(inputs);
        const copied = copyAttributes(attributes);
        if (copied === null) refuse(`the kernel ${name} has an attribute that is not data`);
        kernels.push({
          name,
          inputs: given,
          isList: Array.isArray(inputs),
          attributes: copied ?? {},
          outputs: outputs.map((tensor) => keep(tensor, { kind: 'kernel' })),
        });
        for (const [of, copy] of copies) {
          const place = places.get(of.id);
          if (place !== undefined) places.set(copy.id, place);
        }
      },
      made(tensor, elements) {
        if (tensor.dtype !== 'string') keep(tensor, { kind: 'constant', elements: elementsOf(elements) });
        else refuse('it computes with strings');
      },
      read(dataId) {
        if (dependent.has(dataId)) refuse('it reads elements of tensors');
      },
    }),
    () =>
      withinRecorder(
        {
          asked(source, seed) {
            requests.push({ source, seed });
          },
          drawn(tensor, seed, draw) {
            const request = requests.map((request) => request.seed).lastIndexOf(seed);
            const place = placeOf(tensor);
            // Without a request the seed is an option of the program: the numbers are the same each time.
            if (request < 0) return;
            used.add(request);
            values[place] = { ...(values[place] as RecordedValue), origin: { kind: 'seeded', request, draw } };
            dependent.add(tensor.dataId);
          },
        },
        compute,
      ),
  );
  if (used.size < requests.length) refuse('it draws random numbers on the host');
  if (reason !== '') return { result, recording: null, reason };
  const outputs = result.tensors.map(placeOf);
  return {
    result,
    recording: { values, kernels, seedSources: requests.map(({ source }) => source), outputs },
    reason,
  };
}

function copyAttributes(attributes: object): Readonly<Record<string, unknown>> | null {
  try {
    return structuredClone(attributes) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
}

/** A copy of elements, or the number that all of them are. */
export function elementsOf(values: ArrayLike<number>): Elements {
  const copy = () => (ArrayBuffer.isView(values) ? (values as Float32Array).slice() : Array.from(values));
  for (let index = 1; index < values.length; index++) if (!Object.is(values[index], values[0])) return copy();
  return values.length > 1 ? (values[0] as number) : copy();
}
