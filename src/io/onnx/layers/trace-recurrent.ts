import * as tf from '@tensorflow/tfjs-core';
import { sigmoid, tanh } from '../../../activations/index.js';
import { weightTensors } from '../../../graph/layer-program.js';
import { internals } from '../../../graph/layer-state.js';
import { type Flat, listOf, oneItem } from '../../../graph/structure.js';
import { plainValue, type Value } from '../../../graph/value.js';
import { booleans } from '../../../layers/core/masking.js';
import type { DType } from '../../../types/dtype.js';
import type { RecordedBody } from '../recorder.js';
import { firstInput, type LayerTracer, optionsOf, outputSpecs, type TracedCall } from './layer-call.js';

interface Options {
  readonly activation: unknown;
  readonly recurrentActivation?: unknown;
  readonly goBackwards: boolean;
  readonly returnSequences: boolean;
  readonly returnState: boolean;
  readonly zeroOutputForMask: boolean;
}

interface Recurrence {
  readonly traced: TracedCall;
  readonly options: Options;
  /** The input and the mask in the order in which they are read. */
  readonly input: tf.Tensor;
  readonly mask: tf.Tensor | null;
  readonly initialStates: readonly tf.Tensor[];
}

function recurrenceOf(traced: TracedCall): Recurrence {
  const options = optionsOf<Options>(traced.inference);
  const { tensor, mask: incoming } = firstInput(traced);
  const { mask: given = [], initialState = [] } = traced.call.named.tensors;
  const own = given[0]?.tensor ?? null;
  const mask = own === null ? incoming : booleans(own);
  const inOrder = (one: tf.Tensor) => (options.goBackwards ? tf.reverse(one, 1) : one);
  const initialStates = initialState.flatMap((state) => (state === null ? [] : [tf.cast(state.tensor, 'float32')]));
  return { traced, options, input: inOrder(tensor), mask: mask && inOrder(mask), initialStates };
}

/** Records a layer that ONNX has an operation for: without a mask, and with the usual activations. Others become loops. */
export const traceRecurrent: LayerTracer = (traced) => {
  const recurrence = recurrenceOf(traced);
  const { activation, recurrentActivation = sigmoid } = recurrence.options;
  if (recurrence.mask !== null || activation !== tanh || recurrentActivation !== sigmoid) return loop(recurrence);
  const { recorder, context, inference } = traced;
  const states = Object.fromEntries(recurrence.initialStates.map((state, place) => [`state${place}`, state]));
  const inputs = { x: tf.cast(recurrence.input, 'float32'), ...weightTensors(context), ...states };
  const outputs = outputSpecs(traced) as readonly { shape: readonly number[]; dtype: DType }[];
  const step = { kind: 'layer', name: inference.layer.className, attributes: {} } as const;
  const made = recorder.add(step, inputs as Readonly<Record<string, tf.Tensor | null>>, outputs);
  return values(made, null);
};

/** Records a recurrent layer as a loop over its steps. */
export const traceLoop: LayerTracer = (traced) => loop(recurrenceOf(traced));

function values(tensors: readonly tf.Tensor[], mask: tf.Tensor | null): Flat<Value> {
  const [first, ...states] = tensors as readonly [tf.Tensor, ...tf.Tensor[]];
  const shown = { tensor: first, mask, logits: null };
  return states.length === 0 ? oneItem<Value>(shown) : listOf<Value>([shown, ...states.map(plainValue)]);
}

function loop(recurrence: Recurrence): Flat<Value> {
  const { traced, options, input, mask, initialStates } = recurrence;
  const { recorder, inference } = traced;
  const stateShapes = shapesOfStates(traced);
  const steps = input.shape[1] as number;
  // Before the first step that counts the output is zero, whatever the first states are.
  const zeros = stateShapes.map((shape) => tf.zeros([...shape]));
  const states = initialStates.length > 0 ? initialStates : zeros;
  const body = oneStep(recurrence, stateShapes);
  const carried = Object.fromEntries(
    [...states, zeros[0] as tf.Tensor].map((state, place) => [`state${place}`, state]),
  );
  const made = recorder.add(
    { kind: 'loop', name: inference.layer.className, attributes: { stateCount: states.length + 1 }, body },
    { ...carried, x: input, mask },
    [
      ...stateShapes,
      stateShapes[0] as readonly number[],
      sequenceShape(stateShapes[0] as readonly number[], steps),
    ].map((shape) => ({
      shape,
      dtype: 'float32',
    })),
  );
  const finals = made.slice(0, stateShapes.length);
  const [last, sequence] = made.slice(stateShapes.length) as [tf.Tensor, tf.Tensor];
  const shown = options.returnSequences ? sequence : last;
  const output = options.zeroOutputForMask && mask !== null ? zeroed(shown, mask, options.returnSequences) : shown;
  return values(options.returnState ? [output, ...finals] : [output], options.returnSequences ? mask : null);
}

function sequenceShape([batch, ...sizes]: readonly number[], steps: number): readonly number[] {
  return [batch as number, steps, ...sizes];
}

function shapesOfStates({ inference, call }: TracedCall): readonly (readonly number[])[] {
  const inputs = {
    structure: call.inputs.structure,
    items: call.inputs.items.map(({ tensor }) => ({ shape: tensor.shape, dtype: tensor.dtype as DType })),
  };
  const { program } = inference.layer[internals];
  return (program.states?.({ inputs, named: { tensors: {}, options: {} } }) ?? []) as readonly (readonly number[])[];
}

/** The layer on one step: the states and the output so far, the step and its mask give the states and the output. */
function oneStep(
  { traced, options, input, mask }: Recurrence,
  stateShapes: readonly (readonly number[])[],
): RecordedBody {
  const { recorder, inference, context } = traced;
  const { program } = inference.layer[internals];
  const single = program.with?.({
    returnState: true,
    returnSequences: false,
    goBackwards: false,
    zeroOutputForMask: false,
  });
  void options;
  return recorder.body(() => {
    const states = stateShapes.map((shape) => recorder.input(shape, 'float32'));
    const output = recorder.input(stateShapes[0] as readonly number[], 'float32');
    const step = recorder.input([input.shape[0] as number, ...input.shape.slice(2)], input.dtype as DType);
    const counts = mask && recorder.input([mask.shape[0] as number], 'bool');
    const named = { tensors: { initialState: states.map(plainValue) }, options: {} };
    const given = { tensor: tf.expandDims(step, 1), mask: counts && tf.expandDims(counts, 1), logits: null };
    const made = single?.run({ inputs: oneItem<Value>(given), named }, context).items ?? [];
    const [shown, ...after] = made.map(({ tensor }) => tensor) as [tf.Tensor, ...tf.Tensor[]];
    const next = counts === null ? shown : tf.where(widened(counts, shown.rank), shown, output);
    return {
      inputs: [...states, output, step, ...(counts ? [counts] : [])],
      outputs: [...after, next, tf.clone(next)],
    };
  });
}

function widened(mask: tf.Tensor, rank: number): tf.Tensor {
  return tf.reshape(mask, [...mask.shape, ...Array<number>(rank - mask.rank).fill(1)]);
}

/** The output with zeros at steps that do not count. */
function zeroed(output: tf.Tensor, mask: tf.Tensor, isSequence: boolean): tf.Tensor {
  const last = (mask.shape[1] as number) - 1;
  const counts = isSequence ? mask : tf.squeeze(tf.slice(mask, [0, last], [-1, 1]), [1]);
  return tf.where(widened(counts, output.rank), output, tf.zerosLike(output));
}
