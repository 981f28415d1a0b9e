import { Test } from 'ts-toolbelt';
import { expectType } from 'tsd';
import { Constant, RandomNormal } from '../src/initializers/index.js';
import { CTC, Huber, type KindNamed, type Loss, SparseCategoricalCrossentropy } from '../src/losses/index.js';
import { IoU, MeanIoU, type Metric, TopKCategoricalAccuracy } from '../src/metrics/index.js';
import { Adam, type Optimizer, type OptimizerName, SGD } from '../src/optimizers/index.js';
import { ExponentialDecay, type Schedule } from '../src/optimizers/schedules/index.js';

// What is positional in Keras can come first, and everything can be an option; the name is known either way.
expectType<Loss<'huber', 'sameShape'>>(Huber(1));
expectType<Loss<'robust', 'sameShape'>>(Huber(1, { name: 'robust' }));
expectType<Loss<'robust', 'sameShape'>>(Huber({ delta: 1, name: 'robust' }));
expectType<Loss<'sparseCategoricalCrossentropy', 'classIndices'>>(SparseCategoricalCrossentropy(true));
expectType<Loss<'ctc', 'labelSequences'>>(CTC());
expectType<Metric<'topKCategoricalAccuracy'>>(TopKCategoricalAccuracy(3));
expectType<Metric<'meanIoU'>>(MeanIoU(3, { ignoreClass: 0 }));
expectType<Metric<'overlap'>>(IoU({ numClasses: 3, targetClassIds: [0], name: 'overlap' }));
expectType<Optimizer>(Adam(0.001));
expectType<Optimizer>(SGD(0.01, 0.9, { nesterov: true }));
expectType<Schedule>(ExponentialDecay(0.01, 20, 0.9));
expectType<Optimizer>(Adam(ExponentialDecay({ initialLearningRate: 0.01, decaySteps: 20, decayRate: 0.9 })));
expectType<'initializer'>(Constant(2).kind);
expectType<'initializer'>(RandomNormal(0, 0.05, { seed: 1 }).kind);

// Names and kinds of targets follow from what is exported.
Test.checks([
  Test.check<KindNamed<'sparseCategoricalCrossentropy'>, 'classIndices', Test.Pass>(),
  Test.check<KindNamed<'mse'>, 'sameShape', Test.Pass>(),
]);
const names: readonly OptimizerName[] = ['adam', 'schedulefreeadamw', 'rmsprop'];
expectType<readonly OptimizerName[]>(names);

// @ts-expect-error at `dleta`: Huber expects options that it has (received 'dleta', did you mean 'delta'?)
Huber({ dleta: 1 });
// @ts-expect-error '"adamm"' is not assignable to type
const misspelt: OptimizerName = 'adamm';
expectType<OptimizerName>(misspelt);
// @ts-expect-error Expected 1-2 arguments, but got 0.
MeanIoU();
