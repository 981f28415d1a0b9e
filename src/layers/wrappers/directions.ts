import { ArgumentError, received } from '../../errors.js';
import { copyLayer, isCopied, isLayer } from '../../graph/create-layer.js';
import type { AnyLayer } from '../../graph/layer.js';
import { internals } from '../../graph/layer-state.js';
import type { NotExpected } from '../../types/given.js';
import type { RuleOf, ShapedBy, ShapeFunction } from '../../types/shape-function.js';
import type { RecurrentOptions } from '../recurrent/recurrent-options.js';
import type { RecurrentRule } from '../recurrent/recurrent-shape.js';

const notRecurrent = 'a recurrent layer, such as LSTM(64)';
const unlike = 'Bidirectional: backwardLayer expects the stateful, returnSequences and returnState of layer';

/** A layer, where it is recurrent or of a kind that is not known; else the message that says so. */
export type CheckedRecurrent<Inner, Argument extends string> = [unknown] extends [Inner]
  ? Inner
  : [Inner] extends [ShapedBy]
    ? RuleOf<Inner> extends RecurrentRule
      ? Inner
      : unknown extends RuleOf<Inner>['output']
        ? Inner
        : NotExpected<`Bidirectional: ${Argument}`, typeof notRecurrent, Inner>
    : NotExpected<`Bidirectional: ${Argument}`, typeof notRecurrent, Inner>;

/** A layer for the way back, where it goes with the first; else the message that says why not. */
export type CheckedBackward<Inner, Backward extends ShapedBy | null> = Backward extends ShapedBy
  ? SharedOptions<RuleOf<Backward>> extends SharedOptions<RuleOf<Inner>>
    ? CheckedRecurrent<Backward, 'backwardLayer'>
    : SharedOptions<RuleOf<Inner>> extends SharedOptions<RuleOf<Backward>>
      ? CheckedRecurrent<Backward, 'backwardLayer'>
      : typeof unlike
  : Backward;

/** The rule of the way back: that of the layer for it, where there is one. */
export type BackwardRule<Inner, Backward extends ShapedBy | null> = RuleOf<
  Backward extends ShapedBy ? Backward : Inner,
  ShapeFunction
>;

type SharedOptions<Rule> = Rule extends RecurrentRule
  ? Pick<Rule['options'], 'stateful' | 'returnSequences' | 'returnState'>
  : unknown;

/** The two layers of a `Bidirectional`. */
export interface Directions {
  readonly forward: AnyLayer;
  readonly backward: AnyLayer;
}

/** Copies a layer for the way there, and that or another one for the way back. */
export function directions(layer: unknown, backwardLayer: unknown): Directions {
  const forward = recurrentLayer(layer, 'layer');
  const options = optionsOf(forward);
  // As in Keras, a step that is masked gives zeros both ways, so that it does so in what they make together.
  const changes = { zeroOutputForMask: options.returnSequences };
  if (backwardLayer !== null) {
    const backward = recurrentLayer(backwardLayer, 'backwardLayer');
    checkAgainst(options, optionsOf(backward));
    return {
      forward: copyLayer(forward, prefixed('forward', forward), changes),
      backward: copyLayer(backward, backward.name, changes),
    };
  }
  if (options.goBackwards) {
    throw new ArgumentError(
      'Bidirectional: layer expects goBackwards: false, because it runs in both directions (received true)',
    );
  }
  return {
    forward: copyLayer(forward, prefixed('forward', forward), changes),
    backward: copyLayer(forward, prefixed('backward', forward), { ...changes, goBackwards: true }),
  };
}

function prefixed(direction: string, { name }: AnyLayer): string {
  return name.startsWith(`${direction}_`) ? name : `${direction}_${name}`;
}

type Options = Required<Pick<RecurrentOptions, 'stateful' | 'returnSequences' | 'returnState' | 'goBackwards'>>;

function optionsOf(layer: AnyLayer): Options {
  return layer[internals].program.configuration as unknown as Options;
}

function recurrentLayer(given: unknown, argument: string): AnyLayer {
  if (isLayer(given) && isCopied(given) && 'goBackwards' in optionsOf(given)) return given;
  throw new ArgumentError(`Bidirectional: ${argument} expects ${notRecurrent} (received ${received(given)})`);
}

function checkAgainst(forward: Options, backward: Options): void {
  for (const option of ['stateful', 'returnSequences', 'returnState'] as const) {
    if (forward[option] === backward[option]) continue;
    throw new ArgumentError(`${unlike} (received ${option}: ${backward[option]})`);
  }
  if (forward.goBackwards !== backward.goBackwards) return;
  throw new ArgumentError(
    `Bidirectional: backwardLayer expects goBackwards: ${!forward.goBackwards}, unlike layer (received ${backward.goBackwards})`,
  );
}

/** Whether a recurrent layer returns a sequence. */
export function returnsSequences(layer: AnyLayer): boolean {
  return optionsOf(layer).returnSequences;
}
