import * as tf from '@tensorflow/tfjs-core';
import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import { nextSeed } from '../random/random.js';
import { asTensor } from '../tensor/tensor.js';
import type { DType } from '../types/dtype.js';
import type { Run, Value } from './behaviour.js';
import { build } from './call-layer.js';
import { livingWith, maskOf, withCompanions } from './companions.js';
import { mapExtras, readExtras, type TensorKind } from './extras.js';
import { type Form, type Parts, putTogether, type Structure, takeApart } from './form.js';
import type { AnyLayer } from './layer.js';
import { internals } from './layer-internals.js';
import type { Outlet } from './node.js';
import { forgetPenalties } from './penalties.js';
import { updatesOfStep } from './recorded-step.js';
import { runLayer } from './run-graph.js';
import { type WeightUpdates, withUpdates } from './weight-updates.js';

const withValues: TensorKind<tf.Tensor> = {
  one: 'a tensor',
  several: 'tensors',
  has: (value) => value instanceof tf.Tensor,
};

/**
 * What a layer makes of tensors. It is built for them where it is not built yet.
 *
 * In a step whose gradients are taken, weights that change by the way, as moving statistics do, change when the step has gone
 * well; else at once.
 */
export function forward(
  layer: AnyLayer,
  input: Structure<tf.Tensor>,
  { training = false, ...said }: Readonly<Record<string, unknown>> = {},
): Structure<tf.Tensor> {
  const owner = `${layer.name}.forward`;
  const phase = checkPhase(owner, training);
  const inputs = takeApart(input, withValues.has, owner, withValues.several);
  const extras = readExtras(owner, layer[internals].behaviour.call ?? {}, said, withValues);
  build(layer, { inputs: { ...inputs, items: inputs.items.map(outletOf) }, extras: mapExtras(extras, outletOf) });
  forgetPenalties(layer);
  const step = updatesOfStep();
  const { form, items } = step ? run(step) : withUpdates(run);
  return putTogether(form, items.map(asTensor));

  function run(updates: WeightUpdates): Parts<tf.Tensor> {
    const outputs: tf.Tensor[] = [];
    let outputForm: Form = 'one';
    tf.tidy(() => {
      const penalties: tf.Scalar[] = [];
      const penalize = (penalty: tf.Scalar) => {
        penalties.push(penalty);
      };
      const values = { ...inputs, items: inputs.items.map(valueOf) };
      const shared: Run = { training: phase, updates, seed: nextSeed, penalize };
      const { form, items } = runLayer(layer, values, shared, mapExtras(extras, valueOf));
      outputForm = form;
      outputs.push(...items.map(withCompanions));
      const [first] = outputs;
      layer[internals].penalties = first ? penalties.map((penalty) => livingWith(first, penalty)) : [];
      return outputs;
    });
    return { form: outputForm, items: outputs };
  }

  function outletOf({ shape, dtype, isDisposed }: tf.Tensor): Outlet {
    if (isDisposed) throw new ArgumentError(`${owner} expects tensors (received one that is disposed)`);
    return { shape, dtype: dtype as DType };
  }
}

function valueOf(tensor: tf.Tensor): Value {
  return { tensor, mask: maskOf(tensor) };
}

function checkPhase(owner: string, training: unknown): boolean {
  if (typeof training === 'boolean') return training;
  throw new ArgumentError(`${owner}: training expects true or false (received ${received(training)})`);
}
