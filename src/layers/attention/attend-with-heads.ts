import * as tf from '@tensorflow/tfjs-core';
import { sigmoid } from '../../activations/index.js';
import type { ForwardContext, WeightTensors } from '../../graph/layer-definition.js';
import type { Shape } from '../../types/shape.js';
import { floats } from '../core/input-format.js';
import { dropFactors } from '../regularization/dropout.js';
import { attended } from './attended-axes.js';
import type { HeadSizes, HeadsWeights, headsCall } from './heads.js';
import { scores as scoresShape } from './heads-scores.js';
import { type AttendingClass, headsOutput } from './heads-shape.js';
import { type Attending, headsFirst, headsLast, project, scoresMask } from './scores-mask.js';

/** What a layer with heads hands over to be run. */
export interface HeadsRun {
  readonly inputs: readonly tf.Tensor[];
  readonly weights: WeightTensors<HeadsWeights>;
  readonly owner: AttendingClass;
  readonly sizes: HeadSizes;
  readonly dropout: number;
  readonly context: ForwardContext<readonly Shape[], keyof HeadsWeights, typeof headsCall>;
}

/** Attends head by head, each with projections of its own of query, key and value, and projects what all heads give. */
export function attendWithHeads(run: HeadsRun): tf.Tensor | readonly tf.Tensor[] {
  const { weights, owner, context } = run;
  const attending = attendingOf(run);
  const { query, value, key, axes } = attending;
  const kept = (activity: tf.Tensor) => {
    context.penalize(activity);
    return activity;
  };
  const queries = kept(project(query, weights['query/kernel'], weights['query/bias']));
  const keys = kept(project(key, weights['key/kernel'], weights['key/bias']));
  const values = kept(project(value, weights['value/kernel'], weights['value/bias']));
  const probabilities = softmaxOf(run, attending, scoresOf(run, headsFirst(queries, axes), headsFirst(keys, axes)));
  const heads = headsLast(summed(run, probabilities, headsFirst(values, axes)), query.shape.slice(0, -1), axes);
  const gate = weights['gate/kernel'] && kept(sigmoid(project(query, weights['gate/kernel'], weights['gate/bias'])));
  const gated = gate === null ? heads : tf.mul(heads, gate);
  const output = kept(project(gated, weights['attentionOutput/kernel'], weights['attentionOutput/bias'], 2));
  if (!context.call.returnAttentionScores) return output;
  const shape = scoresShape(owner.heads, query.shape, key.shape, axes) as number[];
  return [output, tf.reshape(probabilities, shape)];
}

/** The inputs as floats. Sizes that were open in the graph are known now, and may not match. */
function attendingOf({ inputs, owner, context: { call } }: HeadsRun): Attending {
  const [query, value] = inputs.map(floats) as [tf.Tensor, tf.Tensor];
  const shapeOf = (tensor: tf.Tensor | null) => tensor?.shape ?? null;
  headsOutput(
    inputs.map(({ shape }) => shape),
    {
      key: shapeOf(call.key),
      queryMask: shapeOf(call.queryMask),
      valueMask: shapeOf(call.valueMask),
      keyMask: shapeOf(call.keyMask),
      attentionMask: shapeOf(call.attentionMask),
      useCausalMask: call.useCausalMask,
      returnAttentionScores: call.returnAttentionScores,
    },
    owner,
  );
  const axes = attended(owner.layer, owner.attentionAxes, query.shape);
  return { query, value, key: call.key === null ? value : floats(call.key), axes };
}

/** How like each query is to each key: (batch, heads, query's places, key's places). Heads of one group share their keys. */
function scoresOf({ sizes: { groups, keyDim } }: HeadsRun, queries: tf.Tensor4D, keys: tf.Tensor4D): tf.Tensor4D {
  const [batch, heads, rows] = queries.shape;
  const columns = keys.shape[2];
  const scaled = tf.mul(queries, 1 / Math.sqrt(keyDim));
  const products = tf.matMul(
    tf.reshape(scaled, [batch * groups, (heads / groups) * rows, keyDim]),
    tf.reshape(keys, [batch * groups, columns, keyDim]),
    false,
    true,
  );
  return tf.reshape(products, [batch, heads, rows, columns]);
}

function softmaxOf({ owner, dropout, context }: HeadsRun, attending: Attending, scores: tf.Tensor4D): tf.Tensor4D {
  const { call, callMask, mask: ofInputs } = context;
  const masks = {
    queryMask: call.queryMask ?? ofInputs[0] ?? null,
    valueMask: call.valueMask ?? ofInputs[1] ?? null,
    keyMask: call.keyMask ?? callMask.key,
    attentionMask: call.attentionMask,
  };
  const mask = scoresMask(attending, masks, { isCausal: call.useCausalMask, window: owner.slidingWindow });
  if (mask === null) return tf.softmax(scores);
  const counting = tf.broadcastTo(mask as tf.Tensor4D, scores.shape);
  const probabilities = tf.softmax(tf.where(counting, scores, tf.fill(scores.shape, -1e9)));
  // Where nothing counts at all, everything is as probable with what Keras does in one kernel, and nothing is otherwise.
  const isOneKernel = dropout === 0 && !call.returnAttentionScores && attending.query.rank === 3;
  return isOneKernel ? probabilities : tf.where(counting, probabilities, tf.zerosLike(probabilities));
}

/** The values, each as much as its probability says: (batch, heads, query's places, features). */
function summed({ sizes, dropout, context }: HeadsRun, probabilities: tf.Tensor4D, values: tf.Tensor4D): tf.Tensor4D {
  const { groups, valueDim } = sizes;
  const [batch, heads, rows, columns] = probabilities.shape;
  const kept =
    context.training && dropout > 0
      ? tf.mul(probabilities, dropFactors(probabilities.shape, dropout, context.seed()))
      : probabilities;
  const sums = tf.matMul(
    tf.reshape(kept, [batch * groups, (heads / groups) * rows, columns]),
    tf.reshape(values, [batch * groups, columns, valueDim]),
  );
  return tf.reshape(sums, [batch, heads, rows, valueDim]);
}
