// Layers, tensors, models and data in each other's places.
import { add, concatenate, Dense, Embedding, Flatten, Input, Model } from 'tupleflow';
import { digits, digitsAndAge, type Mistakes, rows, x } from './models.js';

export const reported: Mistakes = {
  'layer in concatenate': () => concatenate([x, /*<*/Dense(4)/*>*/]),
  'model outputs list with layer': () => Model({ inputs: x, outputs: [Dense(3)(x), /*<*/Dense(4)/*>*/] }),
  'model missing input': () => {
    const outputs = add([Dense(3)(x), Dense(3)(Input([4]))]);
    return Model({ /*<*/inputs/*>*/: x, outputs });
  },
  'model input plural': () => Model({ /*<*/input/*>*/: x, output: Dense(3)(x) }),
  'array into Dense (data, not symbolic)': () => Dense(3)(/*<*/[1, 2, 3]/*>*/),
  'model wrong shape': () => digits()(/*<*/Input([28, 28])/*>*/),
  'model one for two': () => digitsAndAge()(/*<*/x/*>*/),
  'model record names': () => {
    const [a, b] = [Input([3]), Input([4])] as const;
    return Model({ inputs: { a, b }, outputs: concatenate([a, b]) })({ a, /*<*/c/*>*/: b });
  },
  'getOutputAt range': () => {
    const layer = Dense(3);
    layer(x);
    return layer.getOutputAt(/*<*/1/*>*/);
  },
};

export const likely: Mistakes = {
  'layer on a layer': () => Dense(3)(/*<*/Dense(4)/*>*/),
  'layer on an uncalled layer': () => Dense(3)(/*<*/Flatten/*>*/),
  'uncalled layer in a merge': () => add([x, /*<*/Flatten/*>*/]),
  'layer on a list of one': () => Dense(3)(/*<*/[x]/*>*/),
  'layer on two tensors': () => Dense(3)(/*<*/[x, x]/*>*/),
  'layer on a number': () => Dense(3)(/*<*/5/*>*/),
  'layer on a text': () => Embedding(100, 8)(/*<*/'hello world'/*>*/),
  'layer on a size': () => Dense(3)(/*<*/[784]/*>*/),
  'layer on nothing': () => Dense(3)(/*<*/undefined/*>*/),
  'tensor and data mixed': () => add([x, /*<*/rows/*>*/]),
  'model of an uncalled output': () => Model({ inputs: x, outputs: /*<*/Dense(3)/*>*/ }),
  'model of a size': () => Model({ inputs: [/*<*/784/*>*/], outputs: Dense(3)(x) }),
  'model without outputs': () => Model(/*<*/{ inputs: x }/*>*/),
  'model by position': () => Model(x, /*<*/Dense(3)(x)/*>*/),
  'model option misspelt': () => Model({ inputs: x, outputs: Dense(3)(x), /*<*/nam/*>*/: 'small' }),
  'two for a model of one': () => digits()(/*<*/[x, x]/*>*/),
  'three for a model of two': () => digitsAndAge()([x, Input([5]), /*<*/x/*>*/]),
  'inputs of a model swapped': () => digitsAndAge()([/*<*/Input([5])/*>*/, Input([784])]),
  'one input of a model is wrong': () => digitsAndAge()([x, /*<*/Input([6])/*>*/]),
  'layer of a name that is not there': () => digitsAndAge().getLayer(/*<*/'digitz'/*>*/),
  'ensured against what is known': () => x.ensureShape(/*<*/[null, 100]/*>*/),
};
