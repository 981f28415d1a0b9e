// Options and results of runs, callbacks, and what is set for all models.
import { callbacks, oneHot, setBackend, setRandomSeed, tensor } from 'tupleflow';
import { classes, digits, type Mistakes, quiet, rows } from './models.js';

const compiled = () => digits().compile({ loss: 'mse', metrics: ['mae'] });
const { EarlyStopping, LearningRateScheduler, ModelCheckpoint, ReduceLROnPlateau } = callbacks;

export const reported: Mistakes = {
  'fit before compile': () => digits().fit(rows, classes, quiet),
  'fit option batch_size': () => compiled().fit(rows, classes, { verbose: 0, /*<*/batch_size/*>*/: 2 }),
  'verbose true string': () => compiled().fit(rows, classes, { verbose: /*<*/'auto'/*>*/ }),
  'forgot await predict typed': () => {
    const predicted = digits().predict(rows);
    return predicted./*<*/dataSync/*>*/();
  },
  'history key': async () => {
    const { history } = await compiled().fit(rows, classes, quiet);
    return history./*<*/acc/*>*/.at(-1);
  },
  'callback not list': () => compiled().fit(rows, classes, { ...quiet, callbacks: /*<*/EarlyStopping()/*>*/ }),
  'setBackend typo': () => setBackend(/*<*/'wsam'/*>*/),
};

export const likely: Mistakes = {
  'option of the singular': () => compiled().fit(rows, classes, { ...quiet, /*<*/epoch/*>*/: 5 }),
  'epochs as text': () => compiled().fit(rows, classes, { ...quiet, /*<*/epochs/*>*/: '5' }),
  'negative epochs': () => compiled().fit(rows, classes, { ...quiet, /*<*/epochs/*>*/: -1 }),
  'no samples in a batch': () => compiled().fit(rows, classes, { ...quiet, /*<*/batchSize/*>*/: 0 }),
  'epochs by position': () => compiled().fit(rows, classes, /*<*/5/*>*/),
  'a word for verbose': () => compiled().fit(rows, classes, { /*<*/verbose/*>*/: 'loud' }),
  'validation split in percent': () => compiled().fit(rows, classes, { ...quiet, /*<*/validationSplit/*>*/: 20 }),
  'validation data without targets': () => compiled().fit(rows, classes, { ...quiet, validationData: /*<*/[rows]/*>*/ }),
  'validation data swapped': () =>
    compiled().fit(rows, classes, { ...quiet, validationData: [/*<*/classes/*>*/, rows] }),
  'class weight of a name': () => compiled().fit(rows, classes, { ...quiet, classWeight: { /*<*/cat/*>*/: 1 } }),
  'sample weight as number': () => compiled().fit(rows, classes, { ...quiet, /*<*/sampleWeight/*>*/: 5 }),
  'shuffle as text': () => compiled().fit(rows, classes, { ...quiet, /*<*/shuffle/*>*/: 'yes' }),
  'callback uncalled': () => compiled().fit(rows, classes, { ...quiet, callbacks: [/*<*/EarlyStopping/*>*/] }),
  'callback by name': () => compiled().fit(rows, classes, { ...quiet, callbacks: [/*<*/'EarlyStopping'/*>*/] }),
  'monitor of what is not logged': () =>
    compiled().fit(rows, classes, { ...quiet, callbacks: [/*<*/EarlyStopping({ monitor: 'acc' })/*>*/] }),
  'checkpoint of what is not logged': () =>
    compiled().fit(rows, classes, { ...quiet, callbacks: [/*<*/ModelCheckpoint({ monitor: 'accuracy' })/*>*/] }),
  'plateau of what is not logged': () =>
    compiled().fit(rows, classes, { ...quiet, callbacks: [/*<*/ReduceLROnPlateau({ monitor: 'val_acc' })/*>*/] }),
  'mode misspelt': () => EarlyStopping({ /*<*/mode/*>*/: 'maximum' }),
  'patience as text': () => EarlyStopping({ /*<*/patience/*>*/: 'five' }),
  'monitor misspelt': () => EarlyStopping({ /*<*/monitr/*>*/: 'loss' }),
  'schedule that gives a text': () =>
    compiled().fit(rows, classes, { ...quiet, callbacks: [LearningRateScheduler(() => /*<*/'fast'/*>*/)] }),
  'plateau factor above one': () => ReduceLROnPlateau({ /*<*/factor/*>*/: 2 }),
  'forgot to await history': () => compiled().fit(rows, classes, quiet)./*<*/history/*>*/,
  'forgot to await logs': () => compiled().evaluate(rows, classes)./*<*/loss/*>*/,
  'log that is not there': async () => (await compiled().evaluate(rows, classes))./*<*/accuracy/*>*/,
  'seed as text': () => setRandomSeed(/*<*/'seed'/*>*/),
  'depth as text': () => oneHot([1, 2], /*<*/'10'/*>*/),
  'depth of no classes': () => oneHot([1, 2], /*<*/0/*>*/),
  'element type misspelt': () => tensor([1, 2], [2], /*<*/'float'/*>*/),
};
