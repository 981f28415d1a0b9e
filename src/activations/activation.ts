import type * as tf from '@tensorflow/tfjs-core';
import { resolveNamed } from '../arguments/names.js';
import { isClass } from '../arguments/positional.js';
import * as functions from './index.js';
import { linear, sigmoid } from './sigmoids.js';
import { softmax } from './softmax.js';

/** A function that is applied to the output of a layer. */
export type Activation = (input: tf.Tensor) => tf.Tensor;

/** The name of an activation, which stands for it with its default options. (`threshold` has none.) */
export type ActivationName = Exclude<keyof typeof functions, 'threshold'>;

/** An activation, or its name. A layer is called on tensors too, but has a place of its own in the graph. */
export type ActivationIdentifier = ActivationName | (Activation & { readonly className?: never });

const { threshold, ...rest } = functions;

/** The activation for each name. */
const named: Readonly<Record<ActivationName, Activation>> = rest;

/**
 * The activation that `identifier` is or names; `linear` where there is none.
 *
 * @param owner the argument that it was given to: `dense: activation`
 * @throws ArgumentError if there is none of this name
 */
export function resolveActivation(identifier: ActivationIdentifier | null | undefined, owner: string): Activation {
  if (identifier === null || identifier === undefined) return linear;
  // A layer may have weights, and has a place of its own in the graph; a class makes layers.
  const isOther = Object.hasOwn(identifier as object, 'kind') || isClass(identifier);
  if (typeof identifier === 'function' && !isOther) return identifier;
  return resolveNamed('activation', named, identifier, owner);
}

/** The name of an activation: its name among the library's, or else that of the function. */
export function activationName(activation: Activation): string {
  const entry = Object.entries(named).find(([, known]) => known === activation);
  return entry?.[0] ?? (activation.name || 'anonymous');
}

/** The activations from whose input losses compute more exactly than from their output. */
export type LogitsActivation = 'softmax' | 'sigmoid';

/** Which of these activations a function is, if it is one. */
export function logitsActivation(activation: (input: tf.Tensor) => tf.Tensor): LogitsActivation | null {
  if (activation === softmax) return 'softmax';
  return activation === sigmoid ? 'sigmoid' : null;
}
