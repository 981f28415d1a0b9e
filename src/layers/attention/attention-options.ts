import type * as tf from '@tensorflow/tfjs-core';
import { within } from '../../arguments/number.js';
import type { CallOptions } from '../../graph/layer.js';
import type { SymbolicTensor } from '../../graph/symbolic-tensor.js';
import { checkSeed } from '../../random/random.js';
import { booleans } from './masks.js';

/** What layers of attention without heads take. */
export interface AttentionOptions<Scale extends boolean = boolean> {
  /** Whether scores are scaled by what is learned. */
  readonly useScale?: Scale;
  /** The share of the scores that training leaves out. */
  readonly dropout?: number;
  /** The seed of dropout, for the same results in every run of the program. */
  readonly seed?: number | null;
}

/** What a call of such a layer may say besides its inputs. */
export interface AttentionCallOptions extends CallOptions {
  /** Which steps count: a mask, or `null`, for each of query and value; unless given, the masks that come with them say it. */
  readonly mask?: readonly (SymbolicTensor | null)[];
  /** Whether no step attends to later ones. */
  readonly useCausalMask?: boolean;
  /** Whether the scores come out as well: what each step of the query makes of each of the key. */
  readonly returnAttentionScores?: boolean;
}

/** The same as a definition says it. */
export const attentionCall = {
  tensors: { mask: 'listWithGaps' },
  options: { useCausalMask: false as boolean, returnAttentionScores: false as boolean },
} as const;

/** The options, if dropout can work with them. */
export function checkDropout<Options extends { readonly dropout: number; readonly seed: number | null }>(
  owner: string,
  options: Options,
): Options {
  within(`${owner}: dropout`, options.dropout, 0, 1);
  if (options.seed !== null) checkSeed(`${owner}: seed`, options.seed);
  return options;
}

/** The mask of what comes out: the query's. */
export function queryMask(
  masks: readonly (tf.Tensor | null)[],
  given: readonly (tf.Tensor | null)[],
): tf.Tensor | null {
  const [mask = null] = given.length > 0 ? given : masks;
  return mask && booleans(mask);
}
