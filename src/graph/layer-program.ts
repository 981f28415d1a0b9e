import * as tf from '@tensorflow/tfjs-core';
import { logitsActivation } from '../activations/activation.js';
import { ArgumentError, GraphError, received, TupleflowError } from '../errors.js';
import type { Regularizer } from '../regularizers/regularizer.js';
import type { DType } from '../types/dtype.js';
import { isShape, type Shape, unnamed } from '../types/shape.js';
import type { InputShape, LayerDefinition, PerInput, WeightSpecifications, WeightTensors } from './layer-definition.js';
import { derivedOf, stateOf } from './layer-state.js';
import { type CallDefinition, callArguments, namedItems } from './named-arguments.js';
import type { Call, Inference, Learned, Program, Run, RunContext } from './program.js';
import type { Resolved } from './resolve-configuration.js';
import { type Flat, listOf, mapFlat, oneItem, unflatten } from './structure.js';
import type { TensorSpec, Value } from './value.js';
import { describeWeights } from './weight-options.js';

/** The program of a class that a definition describes, with a configuration. */
export function layerProgram<
  Given,
  Configuration extends object,
  Input extends InputShape,
  Weights extends WeightSpecifications,
  Arguments extends CallDefinition,
>(
  definition: LayerDefinition<Given, Configuration, Input, Weights, Arguments>,
  configuration: Resolved<Configuration>,
): Program {
  const { checkedInput = 0, call: callDefinition = {} as Arguments } = definition;
  const withLearned = (learned: Learned): Resolved<Configuration> => ({ ...configuration, ...learned });
  const shapesOf = ({ named }: Call<TensorSpec>) => callArguments(callDefinition, named, ({ shape }) => shape);
  const inputShapes = ({ inputs }: Call<TensorSpec>, shapeOf = ({ shape }: TensorSpec) => shape) =>
    perInput<Input, TensorSpec, Shape>(inputs, shapeOf) as unknown as Input;
  // Only rules for shapes know names: to all else a size with a name is open.
  const openShapes = (call: Call<TensorSpec>) => inputShapes(call, ({ shape }) => unnamed(shape));
  return Object.freeze<Program>({
    kind: definition.isOperation ? 'operation' : 'layer',
    className: definition.name,
    package: definition.package,
    ruleName: definition.ruleName,
    baseName: definition.namedAfter,
    configuration: configuration as Readonly<Record<string, unknown>>,
    layers: [],
    callArguments: callDefinition,
    acceptsStrings: definition.takesStrings ?? false,
    dependsOnBatch: definition.dependsOnBatch ?? false,
    runsEagerly: definition.runsEagerly ?? false,
    serialize(learned) {
      const options = withLearned(learned);
      return definition.written?.(options) ?? (options as Readonly<Record<string, unknown>>);
    },
    infer(call, { learned }) {
      const options = withLearned(learned);
      const rule = () => definition.shape(inputShapes(call), options, shapesOf(call));
      const isNamed = call.inputs.structure !== 'one' && 'names' in call.inputs.structure;
      const output = isNamed ? rejectNames(definition.name, rule) : rule();
      const types = perInput<Input, TensorSpec, DType>(call.inputs, ({ dtype }) => dtype);
      const namedTypes = callArguments(callDefinition, call.named, (spec) => spec.dtype);
      const dtypes = [definition.type?.(types, options, namedTypes) ?? 'float32'].flat();
      const spec = (shape: Shape, index: number) => ({ shape, dtype: dtypes[index] ?? (dtypes[0] as DType) });
      return isShape(output) ? oneItem<TensorSpec>(spec(output, 0)) : listOf<TensorSpec>(output.map(spec));
    },
    weights(call, learned) {
      const options = withLearned(learned);
      const specifications = definition.weights?.(openShapes(call), options, shapesOf(call)) ?? {};
      return describeWeights(definition.name, specifications, options, definition.weightScope);
    },
    ...(definition.states && {
      states: (call: Call<TensorSpec>) => definition.states?.(inputShapes(call), configuration) ?? [],
    }),
    ...(definition.checkValues && {
      valueChecks: (inference: Inference) => [
        {
          inference,
          input: checkedInput,
          check(values: ArrayLike<number>) {
            const options = withLearned(stateOf(inference.layer).learned);
            definition.checkValues?.(values, openShapes(inference.call), options, shapesOf(inference.call));
          },
        },
      ],
    }),
    run(call, context) {
      const { layer } = context.inference;
      const options = withLearned(stateOf(layer).learned);
      const mask = perInput<Input, Value, tf.Tensor | null>(call.inputs, (value) => value.mask);
      const tensors = perInput<Input, Value, tf.Tensor>(call.inputs, ({ tensor }) => tensor);
      const named = callArguments(callDefinition, call.named, ({ tensor }) => tensor);
      const isChecked = context.mayRead || context.checked.has(context.inference);
      const checked = call.inputs.items[checkedInput]?.tensor;
      if (context.mayRead && definition.checkValues && checked !== undefined) {
        const shapes = perInput<Input, Value, Shape>(call.inputs, ({ tensor }) => tensor.shape) as unknown as Input;
        definition.checkValues(checked.dataSync(), shapes, options, shapesOf(context.inference.call));
      }
      const output = definition.forward(tensors, weightTensors<Weights>(context), options, {
        training: context.training,
        trainable: !context.isFrozen,
        mask,
        call: named,
        callMask: namedItems(callDefinition, call.named, (value) => value.mask),
        kept: context.updates.recurrent(layer),
        isInitial: () => (stateOf(layer).weights ?? []).every((weight) => weight.isInitial),
        isChecked,
        inputShape: openShapes(context.inference.call),
        penalize: (activity) => penalize(options, [activity], context),
        addLoss: (loss) => context.penalize(tf.mean(tf.cast(loss, 'float32'))),
        seed: () => context.updates.seed(layer) ?? context.seed(),
        derived: (make) => derivedOf(layer, make),
        keep: (states) => context.updates.setRecurrent(layer, states),
        update(values: { readonly [name: string]: tf.Tensor | undefined }) {
          for (const weight of stateOf(layer).weights ?? []) {
            const value = values[weight.key];
            if (value !== undefined) context.updates.set(weight, value);
          }
        },
      });
      const rule = definition.mask ?? 'drop';
      const outputMask =
        typeof rule === 'function' ? rule(mask, tensors, options, named) : rule === 'keep' ? firstMask(mask) : null;
      const activation = definition.activation?.(options, mask) ?? null;
      const outputs = outputValues(output, activation, outputMask);
      if (definition.penalizesOutputs ?? true) {
        penalize(
          options,
          outputs.items.map(({ tensor }) => tensor),
          context,
        );
      }
      return outputs;
    },
    with: (changes) => layerProgram(definition, { ...configuration, ...changes }),
  });
}

/** Rejects tensors by name, with the message of the layer's rule if it has one for them. */
function rejectNames(name: string, rule: () => unknown): never {
  try {
    rule();
  } catch (error) {
    if (error instanceof TupleflowError) throw error;
  }
  throw new GraphError(`${name} expects one tensor, or a list of them (received tensors by name)`);
}

/** The outputs after the activation, with its input if losses use it. */
export function outputValues(
  output: tf.Tensor | readonly tf.Tensor[],
  activation: ((input: tf.Tensor) => tf.Tensor) | null,
  mask: tf.Tensor | null,
): Flat<Value> {
  if (!(output instanceof tf.Tensor)) {
    // States, which follow the first output, have no steps to be masked.
    return listOf(output.map((tensor, index) => ({ tensor, mask: index === 0 ? mask : null, logits: null })));
  }
  if (activation === null) return oneItem({ tensor: output, mask, logits: null });
  const kind = logitsActivation(activation);
  const logits = kind && { tensor: output, activation: kind };
  return oneItem({ tensor: activated(activation, output), mask, logits });
}

/** The result of an activation, which may be a function of the user's own. */
function activated(activation: (input: tf.Tensor) => tf.Tensor, input: tf.Tensor): tf.Tensor {
  const output: unknown = activation(input);
  if (output instanceof tf.Tensor) return output;
  throw new ArgumentError(`activation expects a function that returns a tensor (received ${received(output)})`);
}

/** The weights of a layer by their keys; `null` for those that its options leave out. */
export function weightTensors<Weights extends WeightSpecifications>({
  inference: { layer, weights },
  updates,
}: RunContext): WeightTensors<Weights> {
  const tensors: Record<string, tf.Tensor | null> = {};
  for (const key of Object.keys(weights)) tensors[key] = null;
  for (const weight of stateOf(layer).weights ?? []) {
    if (weight.key in tensors) tensors[weight.key] = updates.read(weight);
  }
  return tensors as WeightTensors<Weights>;
}

/** A property of each input, in the structure of the inputs. */
function perInput<Input extends InputShape, Source, Item>(
  flat: Flat<Source>,
  pick: (source: Source) => Item,
): PerInput<Input, Item> {
  const { structure, items } = mapFlat(flat, pick);
  return unflatten(structure, items) as PerInput<Input, Item>;
}

function firstMask(mask: tf.Tensor | null | readonly (tf.Tensor | null)[]): tf.Tensor | null {
  return mask === null || mask instanceof tf.Tensor ? mask : (mask[0] ?? null);
}

function penalize(options: object, outputs: readonly tf.Tensor[], run: Run): void {
  const { activityRegularizer } = options as { readonly activityRegularizer?: Regularizer | null };
  if (!activityRegularizer) return;
  for (const output of outputs) {
    const penalty = activityRegularizer.penalty(output);
    // As in Keras, the penalty of a sample does not depend on the size of the batch.
    run.penalize(tf.div(penalty, Math.max(output.shape[0] ?? 1, 1)));
  }
}
