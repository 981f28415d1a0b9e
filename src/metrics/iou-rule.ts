import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError, received } from '../errors.js';
import { epsilon } from '../losses/loss.js';
import { asFloat, oneHot } from '../losses/reduce-loss.js';
import { defineMetric, type MetricDefinition, type MetricFactory } from './define-metric.js';

/** The numbers that an overlap depends on. */
interface OverlapRule {
  readonly numClasses: number;
  /** The classes whose overlaps are averaged. */
  readonly targetClassIds: readonly number[];
  /** A class whose positions do not count; `null` by default, for none. */
  readonly ignoreClass?: number | null;
}

/** The definition of a metric that is the mean overlap of classes. */
interface OverlapDefinition<Options extends object, Name extends string>
  extends Pick<
    MetricDefinition<Options, Name>,
    'className' | 'name' | 'defaults' | 'positional' | 'isRequiring' | 'checkOptions'
  > {
  rule(options: Readonly<Options>): OverlapRule;
  /** The classes' indices. */
  indices(
    target: tf.Tensor,
    prediction: tf.Tensor,
    options: Readonly<Options>,
  ): { readonly target: tf.Tensor; readonly prediction: tf.Tensor };
}

/** The largest number of classes, of which every pair has a count. */
export const mostClasses = 16_384;

/** The smallest weight with which a class counts in the mean. */
const smallestWeight = 1e-9;

/** Makes the factory of a metric that is the mean, over classes, of intersection over union. */
export function defineIoU<
  Options extends object,
  const Name extends string,
  Positional extends readonly unknown[] = [],
  Names extends readonly string[] = [],
  Numbers = object,
  ClassName extends string = Capitalize<Name>,
>(
  definition: OverlapDefinition<Options, Name>,
): MetricFactory<Name, Partial<Options>, Positional, Names, Numbers, ClassName> {
  return defineMetric<Options, Name, Positional, Names, Numbers, ClassName>({
    ...definition,
    checkOptions: (options) => {
      checkRule(definition.className, definition.rule(options));
      definition.checkOptions?.(options);
    },

    initial: (options) => {
      const { numClasses } = definition.rule(options);
      return [tf.zeros([numClasses, numClasses])];
    },

    update: ([matrix], target, prediction, { sampleWeight }, options) => {
      const { numClasses, ignoreClass = null } = definition.rule(options);
      const classes = definition.indices(target, prediction, options);
      const labels = tf.cast(tf.reshape(classes.target, [-1]), 'int32');
      const guesses = tf.cast(tf.reshape(classes.prediction, [-1]), 'int32');
      if (labels.size !== guesses.size) {
        throw new DataError(
          `${definition.className} expects a class for each of ${labels.size} targets (received ${guesses.size})`,
        );
      }
      // Keras counts in integers, and so drops the fractions of weights.
      const given = sampleWeight ? asFloat(tf.cast(sampleWeight, 'int32')) : tf.scalar(1);
      if (given.size !== 1 && given.size !== labels.size) {
        throw new DataError(
          `${definition.className}: sampleWeight expects one weight for each of ${labels.size} targets (received ${given.size})`,
        );
      }
      const weight = tf.broadcastTo(given.rank === 0 ? given : tf.reshape(given, [-1]), labels.shape);
      const counting = ignoreClass === null ? weight : tf.mul(weight, asFloat(tf.notEqual(labels, ignoreClass)));
      const weighted = tf.mul(oneHot(guesses, numClasses), tf.expandDims(counting, 1));
      return [tf.add(matrix as tf.Tensor, tf.matMul(oneHot(labels, numClasses), weighted, true, false))];
    },

    result: ([matrix], options) => {
      const { numClasses, targetClassIds } = definition.rule(options);
      const total = matrix as tf.Tensor;
      const ids = tf.tensor1d([...targetClassIds], 'int32');
      const intersections = tf.sum(tf.mul(total, tf.eye(numClasses)), 0);
      const unions = tf.sub(tf.add(tf.sum(total, 0), tf.sum(total, 1)), intersections);
      const chosen = tf.gather(unions, ids);
      const overlaps = tf.div(tf.gather(intersections, ids), tf.add(chosen, epsilon));
      const count = tf.sum(asFloat(tf.greater(chosen, smallestWeight)));
      return tf.div(tf.sum(overlaps), tf.add(count, epsilon));
    },
  });
}

function checkRule(className: string, { numClasses, targetClassIds, ignoreClass = null }: OverlapRule): void {
  if (ignoreClass !== null && !Number.isInteger(ignoreClass)) {
    throw new ArgumentError(
      `${className}: ignoreClass expects an integer, or null (received ${received(ignoreClass)})`,
    );
  }
  if (!Number.isInteger(numClasses) || numClasses < 1 || numClasses > mostClasses) {
    const range = numClasses > mostClasses ? `1 to ${mostClasses}` : '1';
    throw new ArgumentError(
      `${className}: numClasses expects an integer from ${range} (received ${received(numClasses)})`,
    );
  }
  if (!Array.isArray(targetClassIds)) {
    throw new ArgumentError(`${className}: targetClassIds expects a list (received ${received(targetClassIds)})`);
  }
  const wrong = targetClassIds.find((id) => !Number.isInteger(id) || id < 0 || id >= numClasses);
  if (wrong === undefined && targetClassIds.length > 0) return;
  throw new ArgumentError(
    `${className}: targetClassIds expects integers from 0 to ${numClasses - 1} (received ${wrong === undefined ? 'none' : received(wrong)})`,
  );
}
