import * as tf from '@tensorflow/tfjs-core';
import type { Regularizer } from '../regularizers/regularizer.js';
import type { DType } from '../types/dtype.js';
import { isShape, type Shape } from '../types/shape.js';
import type { Behaviour, CallInputs, Run, Value } from './behaviour.js';
import { buildWeights } from './build-weights.js';
import type { CallDefinition } from './call-definition.js';
import { callArguments, type Extras, namedItems, noExtras } from './extras.js';
import { type Parts, putTogether } from './form.js';
import type { InputShape, LayerDefinition, PerInput, WeightSpecifications } from './layer-definition.js';
import type { Outlet } from './node.js';
import { ownSeeds } from './own-seeds.js';
import type { Resolved } from './resolve-configuration.js';
import { StateMemory } from './state-memory.js';
import { tensorsByName } from './tensors-by-name.js';
import type { Weight } from './weight.js';

/** What a layer does, of the class that a definition describes, with a configuration. */
export function behaviourOf<
  Given,
  Configuration extends object,
  Input extends InputShape,
  Weights extends WeightSpecifications,
  Call extends CallDefinition,
>(
  definition: LayerDefinition<Given, Configuration, Input, Weights, Call>,
  initial: Resolved<Configuration>,
): Behaviour {
  let configuration = initial;
  let derived: unknown;
  const memory = new StateMemory();
  const seeds = ownSeeds(initial);
  /** All names of weights, those that these options do without included. */
  let names: readonly string[] = [];
  const taken = definition.call ?? ({} as Call);
  const named = <Source, Item>(extras: Extras<Source>, pick: (source: Source) => Item) =>
    callArguments(taken, extras, pick);
  let calledOn: Input | undefined;
  return {
    className: definition.name,
    namedAfter: definition.namedAfter,
    get configuration() {
      return configuration as Readonly<Record<string, unknown>>;
    },
    get written() {
      return definition.written?.(configuration) ?? (configuration as Readonly<Record<string, unknown>>);
    },
    layers: [],
    isOperation: definition.isOperation ?? false,
    takesStrings: definition.takesStrings ?? false,
    call: taken,
    outlets({ inputs, extras = noExtras }: CallInputs<Outlet>): Parts<Outlet> {
      const shapes = arrange<Input, Outlet, Shape>(inputs, ({ shape }) => shape) as unknown as Input;
      const output = definition.shape(
        shapes,
        configuration,
        named(extras, ({ shape }) => shape),
      );
      const types = arrange<Input, Outlet, DType>(inputs, ({ dtype }) => dtype);
      const dtype =
        definition.type?.(
          types,
          configuration,
          named(extras, (outlet) => outlet.dtype),
        ) ?? 'float32';
      return isShape(output)
        ? { form: 'one', items: [{ shape: output, dtype }] }
        : { form: { length: output.length }, items: output.map((shape) => ({ shape, dtype })) };
    },
    build({ inputs, extras = noExtras }: CallInputs<Outlet>, path: string): readonly Weight[] {
      const shapes = arrange<Input, Outlet, Shape>(inputs, ({ shape }) => shape) as unknown as Input;
      const specifications =
        definition.weights?.(
          shapes,
          configuration,
          named(extras, ({ shape }) => shape),
        ) ?? {};
      names = Object.keys(specifications);
      calledOn = shapes;
      const scope = definition.weightScope === undefined ? path : `${path}/${definition.weightScope}`;
      return buildWeights(specifications, configuration as Readonly<Record<string, unknown>>, definition.name, scope);
    },
    run({ inputs, extras = noExtras }: CallInputs<Value>, weights: readonly Weight[], run: Run): Parts<Value> {
      const mask = arrange<Input, Value, tf.Tensor | null>(inputs, (value) => value.mask);
      const tensors = arrange<Input, Value, tf.Tensor>(inputs, ({ tensor }) => tensor);
      const call = named(extras, ({ tensor }) => tensor);
      const context = {
        training: run.training,
        trainable: run.isFrozen !== true,
        mask,
        call,
        callMask: namedItems(taken, extras, (value) => value.mask),
        kept: memory.states,
        inputShape: calledOn as Input,
        penalize: (activity: tf.Tensor) => penalize(configuration, [activity], run),
        seed: () => (seeds ?? run).seed(),
        derived: <Value>(make: () => Value): Value => {
          derived ??= make();
          return derived as Value;
        },
        keep: (kept: readonly tf.Tensor[]) => memory.keep(kept),
        update: (values: { readonly [name: string]: tf.Tensor | undefined }) => {
          for (const weight of weights) {
            const value = values[weight.key];
            if (value !== undefined) run.updates.set(weight, value);
          }
        },
      };
      const output = definition.forward(
        tensors,
        tensorsByName<Weights>(names, weights, run.updates),
        configuration,
        context,
      );
      const rule = definition.mask ?? 'drop';
      const outputMask =
        typeof rule === 'function' ? rule(mask, tensors, configuration, call) : rule === 'keep' ? first(mask) : null;
      const outputs = output instanceof tf.Tensor ? [output] : [...output];
      if (definition.penalizesOutputs ?? true) penalize(configuration, outputs, run);
      return {
        form: output instanceof tf.Tensor ? 'one' : { length: outputs.length },
        // States that come after the first output have no steps to be masked.
        items: outputs.map((tensor, index) => ({ tensor, mask: index === 0 ? outputMask : null })),
      };
    },
    remade: (changes) => behaviourOf(definition, { ...configuration, ...changes }),
    learn(options) {
      configuration = { ...configuration, ...options };
      derived = undefined;
    },
    resetState: () => memory.clear(),
  };
}

/** What the inputs have of something, in their own form. */
function arrange<Input extends InputShape, Source, Item>(
  { form, items }: Parts<Source>,
  pick: (source: Source) => Item,
): PerInput<Input, Item> {
  return putTogether(form, items.map(pick)) as PerInput<Input, Item>;
}

function first(mask: tf.Tensor | null | readonly (tf.Tensor | null)[]): tf.Tensor | null {
  return mask === null || mask instanceof tf.Tensor ? mask : (mask[0] ?? null);
}

function penalize(configuration: object, outputs: readonly tf.Tensor[], run: Run): void {
  const { activityRegularizer } = configuration as { readonly activityRegularizer?: Regularizer | null };
  if (!activityRegularizer) return;
  for (const output of outputs) {
    const penalty = activityRegularizer.penalty(output);
    // As in Keras: how much a sample is regularized does not depend on how many others there are.
    run.penalize(tf.div(penalty, Math.max(output.shape[0] ?? 1, 1)));
  }
}
