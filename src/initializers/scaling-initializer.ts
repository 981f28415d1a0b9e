import { received } from '../arguments/received.js';
import { ArgumentError } from '../errors.js';
import { defineInitializer, type Initializer } from './define-initializer.js';
import type { FanAxes } from './fans.js';
import { type Scaling, scaledValues } from './scaled-values.js';
import { chosenSeed, type SeedOptions, seedOfDraw } from './seed.js';

/** What all initializers take whose values depend on how many inputs and units a weight has. */
export interface ScalingOptions extends SeedOptions {
  /** The axes of the weight that are inputs; which, the layer says unless both these and those of units are given. */
  readonly inputAxes?: readonly number[] | null;
  /** The axes of the weight that are units. */
  readonly outputAxes?: readonly number[] | null;
}

/** Makes an initializer of the family of `VarianceScaling`; `own` is what its configuration has beside the options of all. */
export function scalingInitializer(
  className: string,
  scaling: Scaling,
  options: ScalingOptions,
  own: Readonly<Record<string, unknown>> = {},
): Initializer {
  const seed = chosenSeed(className, options);
  const inputAxes = checkAxes(`${className}: inputAxes`, options.inputAxes);
  const outputAxes = checkAxes(`${className}: outputAxes`, options.outputAxes);
  const chosen: FanAxes | null = inputAxes === null || outputAxes === null ? null : { inputAxes, outputAxes };
  return defineInitializer(className, { ...own, seed, inputAxes, outputAxes }, (shape, axes = null) =>
    scaledValues(shape, scaling, seedOfDraw(seed), chosen ?? axes),
  );
}

function checkAxes(owner: string, axes: readonly number[] | null | undefined): readonly number[] | null {
  if (axes === null || axes === undefined) return null;
  if (Array.isArray(axes) && axes.every(Number.isInteger)) return Object.freeze([...axes]);
  throw new ArgumentError(`${owner} expects a list of integers, or null (received ${received(axes)})`);
}
