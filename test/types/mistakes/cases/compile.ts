// Losses, metrics, optimizers and their options.
import { losses, metrics, optimizers } from 'tupleflow';
import { digits, digitsAndAge, type Mistakes } from './models.js';

const { schedules } = optimizers;

export const reported: Mistakes = {
  'loss misspelt': () => digits().compile({ loss: /*<*/'categorical_crossentropy'/*>*/ }),
  'optimizer misspelt': () => digits().compile({ optimizer: /*<*/'addam'/*>*/, loss: 'mse' }),
  'optimizer factory uncalled': () => digits().compile({ optimizer: /*<*/optimizers.Adam/*>*/, loss: 'mse' }),
  'metric misspelt': () => digits().compile({ loss: 'mse', metrics: [/*<*/'acuracy'/*>*/] }),
  'metric factory uncalled': () => digits().compile({ loss: 'mse', metrics: [/*<*/metrics.AUC/*>*/] }),
  'lr option lr': () => optimizers.Adam({ /*<*/lr/*>*/: 0.1 }),
  'lr negative': () => optimizers.Adam({ /*<*/learningRate/*>*/: -0.1 }),
  'loss name unknown': () => digitsAndAge().compile({ loss: { digits: 'mse', /*<*/agee/*>*/: 'mse' } }),
  'lossWeights count': () => digitsAndAge().compile({ loss: 'mse', lossWeights: /*<*/[1]/*>*/ }),
  'compile keras kw': () => digits().compile({ loss: 'mse', /*<*/learningRate/*>*/: 0.1 }),
  'metric misspelt in record': () => digitsAndAge().compile({ loss: 'mse', metrics: { age: [/*<*/'mea'/*>*/] } }),
};

export const likely: Mistakes = {
  'loss factory uncalled': () => digits().compile({ loss: /*<*/losses.MeanSquaredError/*>*/ }),
  'loss misspelt in a list': () => digitsAndAge().compile({ loss: ['mse', /*<*/'mea'/*>*/] }),
  'loss misspelt in a record': () => digitsAndAge().compile({ loss: { digits: 'mse', /*<*/age/*>*/: 'maee' } }),
  'loss too many': () => digitsAndAge().compile({ /*<*/loss/*>*/: ['mse', 'mae', 'mse'] }),
  'loss that is a metric': () => digits().compile({ /*<*/loss/*>*/: 'accuracy' }),
  'loss as number': () => digits().compile({ /*<*/loss/*>*/: 5 }),
  'loss option of the plural': () => digits().compile({ /*<*/losses/*>*/: 'mse' }),
  'metric option of the singular': () => digits().compile({ loss: 'mse', /*<*/metric/*>*/: ['mae'] }),
  'metric of an output that is not there': () =>
    digitsAndAge().compile({ loss: 'mse', metrics: { /*<*/agee/*>*/: ['mae'] } }),
  'metric misspelt in a list of two': () =>
    digits().compile({ loss: 'mse', metrics: ['mae', /*<*/'precison'/*>*/] }),
  'metric that is an optimizer': () => digits().compile({ loss: 'mse', metrics: [/*<*/optimizers.Adam()/*>*/] }),
  'loss weight of an output that is not there': () =>
    digitsAndAge().compile({ loss: 'mse', lossWeights: { digits: 1, /*<*/agee/*>*/: 2 } }),
  'loss weights as text': () => digitsAndAge().compile({ loss: 'mse', lossWeights: [1, /*<*/'2'/*>*/] }),
  'optimizer by its class': () => digits().compile({ /*<*/optimizer/*>*/: 'Adam', loss: 'mse' }),
  'optimizer as options': () => digits().compile({ /*<*/optimizer/*>*/: { learningRate: 0.1 }, loss: 'mse' }),
  'compile by position': () => digits().compile('adam', /*<*/'mse'/*>*/),
  'compile of nothing': () => digits().compile(/*<*/undefined/*>*/),
  'learning rate as text': () => optimizers.SGD({ /*<*/learningRate/*>*/: '0.1' }),
  'learning rate by position as text': () => optimizers.Adam(/*<*/'0.1'/*>*/),
  'negative learning rate by position': () => optimizers.Adam(/*<*/-0.1/*>*/),
  'momentum of one and a half': () => optimizers.SGD({ /*<*/momentum/*>*/: 1.5 }),
  'weight decay in snake case': () => optimizers.AdamW({ /*<*/weight_decay/*>*/: 0.01 }),
  'schedule uncalled': () => optimizers.Adam({ learningRate: /*<*/schedules.ExponentialDecay/*>*/ }),
  'schedule without its steps': () => schedules.CosineDecay(/*<*/{ initialLearningRate: 0.1 }/*>*/),
  'schedule option misspelt': () =>
    schedules.ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 10, /*<*/decay/*>*/: 0.5, decayRate: 0.9 }),
  'huber delta negative': () => losses.Huber({ /*<*/delta/*>*/: -1 }),
  'loss reduction misspelt': () => losses.MeanSquaredError({ /*<*/reduction/*>*/: 'average' }),
  'loss option misspelt': () => losses.BinaryCrossentropy({ /*<*/fromLogit/*>*/: true }),
  'metric option as text': () => metrics.TopKCategoricalAccuracy({ /*<*/k/*>*/: '5' }),
  'metric threshold out of range': () => metrics.BinaryAccuracy({ /*<*/threshold/*>*/: 5 }),
};
