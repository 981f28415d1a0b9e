// Data that does not fit the inputs and outputs of a model.
import { Conv2D, Dense, Flatten, Input, Model, oneHot, zeros } from 'tupleflow';
import { ages, classes, digits, digitsAndAge, extras, indices, type Mistakes, quiet, rows, x } from './models.js';

/** A model of images in colours: one of a single channel takes images without channels, as in Keras. */
const coloured = () => {
  const inputs = Input([8, 8, 3]);
  return Model({ inputs, outputs: inputs.pipe(Conv2D(2, 3), Flatten(), Dense(1)) });
};

const small = () => {
  const inputs = Input([8, 8, 1]);
  return Model({ inputs, outputs: inputs.pipe(Conv2D(2, 3), Flatten(), Dense(1)) });
};

export const reported: Mistakes = {
  'x flat array': () => digits().compile({ loss: 'categoricalCrossentropy' }).fit(/*<*/[1, 2, 3]/*>*/, classes, quiet),
  'categorical given indices': () =>
    digits().compile({ loss: 'categoricalCrossentropy' }).fit(rows, /*<*/indices/*>*/, quiet),
  'binary for 10 classes': () => digits().compile({ loss: 'binaryCrossentropy' }).fit(rows, /*<*/indices/*>*/, quiet),
  'ctc target': () => digits().compile({ loss: 'ctc' }).fit(rows, /*<*/indices/*>*/, quiet),
  'untyped compile wrong y': () => {
    const model = digits();
    model.compile({ loss: 'mse' });
    return model.fit(rows, /*<*/extras/*>*/, quiet);
  },
  'two inputs swapped': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit([/*<*/extras/*>*/, rows], [classes, ages], quiet),
  'record wrong input name': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit({ pixels: rows, /*<*/extras/*>*/: extras }, [classes, ages], quiet),
  'targets swapped': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit([rows, extras], [/*<*/ages/*>*/, classes], quiet),
  'string data': () => digits().predict(/*<*/'hello'/*>*/),
  'fit no y': () => digits().compile({ loss: 'mse' })./*<*/fit/*>*/(rows),
  'validationData wrong': () =>
    digits().compile({ loss: 'mse' }).fit(rows, classes, { ...quiet, validationData: [rows, /*<*/extras/*>*/] }),
};

export const likely: Mistakes = {
  'rows for a model of images': () => small().compile({ loss: 'mse' }).fit(/*<*/zeros([4, 64])/*>*/, ages, quiet),
  'images without channels': () => coloured().predict(/*<*/zeros([4, 8, 8])/*>*/),
  'images of another size': () => small().predict(/*<*/zeros([4, 9, 9, 1])/*>*/),
  'one array for two inputs': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit(/*<*/rows/*>*/, [classes, ages], quiet),
  'one target for two outputs': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit([rows, extras], /*<*/classes/*>*/, quiet),
  'two arrays for one input': () => digits().predict(/*<*/[rows, rows]/*>*/),
  'an input left out': () => digitsAndAge().predict(/*<*/{ pixels: rows }/*>*/),
  'an input of a name that is not there': () =>
    digitsAndAge().predict({ pixels: rows, extra: extras, /*<*/more/*>*/: extras }),
  'a target of a name that is not there': () =>
    digitsAndAge().compile({ loss: 'mse' }).fit([rows, extras], { digits: classes, /*<*/ages/*>*/: ages }, quiet),
  'a named input of another size': () => digitsAndAge().predict({ pixels: rows, extra: /*<*/ages/*>*/ }),
  'a wrong size for predict': () => digits().predict(/*<*/extras/*>*/),
  'evaluate without targets': () => digits().compile({ loss: 'mse' })./*<*/evaluate/*>*/(rows),
  'evaluate with other targets': () => digits().compile({ loss: 'mse' }).evaluate(rows, /*<*/ages/*>*/),
  'one-hot rows for sparse classes': () =>
    digits().compile({ loss: 'sparseCategoricalCrossentropy' }).fit(rows, /*<*/classes/*>*/, quiet),
  'one-hot rows of another depth': () =>
    digits().compile({ loss: 'categoricalCrossentropy' }).fit(rows, /*<*/oneHot([1, 2, 3, 4], 5)/*>*/, quiet),
  'a promise as data': () => digits().predict(/*<*/Promise.resolve(rows)/*>*/),
  'a promise as named data': () => digitsAndAge().predict({ pixels: rows, extra: /*<*/Promise.resolve(extras)/*>*/ }),
  'a text as named data': () => digitsAndAge().predict({ pixels: rows, extra: /*<*/'extra'/*>*/ }),
  'a number as data': () => digits().predict(/*<*/784/*>*/),
  'a tensor of the graph as data': () => digits().predict(/*<*/x/*>*/),
  'a tensor of the graph as target': () => digits().compile({ loss: 'mse' }).fit(rows, /*<*/x/*>*/, quiet),
  'texts for numbers': () => digits().predict(/*<*/[['a', 'b']]/*>*/),
  'arrays nested too deep': () => digits().predict(/*<*/[[[1, 2]]]/*>*/),
  'a batch of another size': () => digits().compile({ loss: 'mse' }).trainOnBatch(rows, /*<*/extras/*>*/),
  'indices of a model that takes numbers': () => digits().predict(/*<*/indices/*>*/),
};
