import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import { isClass } from '../arguments/positional.js';
import * as classes from './classes.js';
import { lossOfFunction } from './compute-loss.js';
import type { Loss, LossFunction, LossOptions, TargetKind } from './loss.js';

/** Keras' short names. */
interface ShortNames {
  readonly bce: typeof classes.BinaryCrossentropy;
  readonly kld: typeof classes.KLDivergence;
  readonly mse: typeof classes.MeanSquaredError;
  readonly mae: typeof classes.MeanAbsoluteError;
  readonly mape: typeof classes.MeanAbsolutePercentageError;
  readonly msle: typeof classes.MeanSquaredLogarithmicError;
}

const shortNames: ShortNames = {
  bce: classes.BinaryCrossentropy,
  kld: classes.KLDivergence,
  mse: classes.MeanSquaredError,
  mae: classes.MeanAbsoluteError,
  mape: classes.MeanAbsolutePercentageError,
  msle: classes.MeanSquaredLogarithmicError,
};

type Factory = (typeof classes)[keyof typeof classes];

/** The name of a loss, or its short name, which stands for it with its default options. */
export type LossName = Factory['identifier'] | keyof ShortNames;

/** The kind of targets of the loss that a name stands for. */
export type KindNamed<Name extends LossName> = Name extends keyof ShortNames
  ? ShortNames[Name]['targetKind']
  : Extract<Factory, { readonly identifier: Name }>['targetKind'];

/** The names of losses whose targets are of a kind. */
export type NameOfKind<Kind extends TargetKind> = {
  [Name in LossName]: KindNamed<Name> extends Kind ? Name : never;
}[LossName];

/** A factory of losses, as far as names are concerned. */
interface NamedFactory {
  (options: LossOptions): Loss;
  readonly identifier: string;
  readonly targetKind: TargetKind;
}

const factories: Readonly<Record<string, NamedFactory>> = classes;

/** The losses by name. */
const named: Readonly<Record<string, NamedFactory>> = {
  ...Object.fromEntries(Object.values(factories).map((factory) => [factory.identifier, factory])),
  ...shortNames,
};

/** A loss, its name, or a function that computes one. */
export type LossIdentifier = LossName | Loss | LossFunction;

/**
 * The loss that `identifier` is, names or computes.
 *
 * @param identifier A loss, the name of one, or a function of targets and predictions.
 * @param owner the argument that it was given to: `compile: loss`
 * @throws ArgumentError if it is none of these
 */
export function resolveLoss(identifier: LossIdentifier, owner: string): Loss {
  if (isLoss(identifier)) return identifier;
  if (typeof identifier === 'function' && !Object.hasOwn(identifier, 'kind') && !isClass(identifier))
    return lossOfFunction(identifier);
  return resolveNamed('loss', named, identifier, owner)({ name: identifier as LossName });
}

/**
 * Whether a value is a loss.
 *
 * @param value Any value.
 */
export function isLoss(value: unknown): value is Loss {
  return isOfKind(value, 'loss');
}

/** The names of all losses. */
export const lossNames: readonly LossName[] = Object.keys(named) as LossName[];
