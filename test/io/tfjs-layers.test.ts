import '@tensorflow/tfjs-backend-cpu';
import * as tfc from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import {
  Activation,
  Add,
  type AnyLayer,
  ArgumentError,
  AveragePooling2D,
  BatchNormalization,
  Bidirectional,
  Concatenate,
  Conv1D,
  Conv2D,
  Conv2DTranspose,
  Dense,
  DepthwiseConv2D,
  Dropout,
  Embedding,
  Flatten,
  GlobalAveragePooling2D,
  GRU,
  Input,
  initializers,
  LayerNormalization,
  LeakyReLU,
  LSTM,
  loadModel,
  MaxPooling1D,
  Model,
  modelBytes,
  regularizers,
  SeparableConv2D,
  Sequential,
  SimpleRNN,
  setBackend,
  TimeDistributed,
  UpSampling2D,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { weightsOf } from '../../src/graph/layer-state.js';
import { disposeModel, predictionsOf } from './predictions.js';

beforeAll(() => setBackend('cpu'));

const dataOf = (shape: readonly number[], isIndex: boolean) => {
  const count = shape.reduce((product, size) => product * size, 1);
  const values = isIndex
    ? Int32Array.from({ length: count }, (_, index) => (7 * index) % 9)
    : Float32Array.from({ length: count }, (_, index) => Math.sin(0.37 * index));
  return { values, shape };
};

/** The files as TensorFlow.js takes them. */
function asArtifacts(files: ReadonlyMap<string, Uint8Array>): tfc.io.ModelArtifacts {
  const model = JSON.parse(new TextDecoder().decode(files.get('model.json')));
  const [{ paths, weights }] = model.weightsManifest;
  const weightData = Uint8Array.from(
    (paths as string[]).flatMap((path) => [...(files.get(path) as Uint8Array)]),
  ).buffer;
  return { modelTopology: model.modelTopology, weightSpecs: weights, weightData, format: model.format };
}

/** Other values than the initial ones for all weights. */
function shaken<Made extends AnyLayer>(model: Made): Made {
  weightsOf(model).forEach((weight, place) => {
    const values = Float32Array.from({ length: weight.size }, (_, index) => Math.sin(1.7 * index + place) * 0.3);
    weight.assign(weight.name.includes('variance') ? values.map((value) => 1 + value) : values);
  });
  return model;
}

const towers = () => {
  const [left, right] = [Input([6]), Input([6])];
  const tower = Sequential([Input([6]), Dense(4, { activation: 'relu' }), Dense(3)], { name: 'tower' });
  const inner = Input([6]);
  const branch = Model({ inputs: inner, outputs: Dense(3)(inner), name: 'branch' });
  const joined = Concatenate()([tower(left), tower(right), branch(left), branch(right)]);
  const twice = Dense(2, { name: 'twice' });
  return Model({ inputs: [left, right], outputs: [twice(joined), Activation('sigmoid')(twice(joined))] });
};
const residual = () => {
  const image = Input([8, 8, 3]);
  const first = LeakyReLU({ negativeSlope: 0.2 })(BatchNormalization()(Conv2D(4, 3, { padding: 'same' })(image)));
  const sum = Add()([first, SeparableConv2D(4, 3, { padding: 'same' })(first)]);
  return Model({ inputs: image, outputs: Dense(3, { activation: 'softmax' })(GlobalAveragePooling2D()(sum)) });
};
const states = () => {
  const [sequence, h, c] = [Input([5, 3]), Input([4]), Input([4])];
  const [output] = LSTM(4, { returnState: true })(sequence, { initialState: [h, c] });
  return Model({ inputs: [sequence, h, c], outputs: output });
};

const made: Readonly<Record<string, () => AnyLayer>> = {
  dense: () =>
    Sequential([Input([6]), Dense(5, { activation: 'relu', kernelRegularizer: regularizers.L2(0.1) }), Dense(2)]),
  convolutions: () =>
    Sequential([
      Input([8, 8, 2]),
      Conv2D(4, 3, { strides: 2, padding: 'same', activation: 'relu' }),
      DepthwiseConv2D(3, { padding: 'same' }),
      Conv2DTranspose(3, 3, { strides: 2, padding: 'same' }),
      UpSampling2D(2),
      AveragePooling2D(2),
      Flatten(),
      Dropout(0.5),
      Dense(2, { kernelInitializer: initializers.LecunNormal() }),
    ]),
  sequences: () => Sequential([Input([12, 3]), Conv1D(4, 3, { dilationRate: 2 }), MaxPooling1D(2), SimpleRNN(3)]),
  embeddings: () =>
    Sequential([Input([7], { dtype: 'int32' }), Embedding(9, 4), LSTM(5, { returnSequences: true }), LSTM(3)]),
  gates: () => Sequential([Input([5, 3]), GRU(4, { resetAfter: false }), LayerNormalization()]),
  bidirectional: () =>
    Sequential([
      Input([5, 3]),
      Bidirectional(LSTM(4, { returnSequences: true })),
      TimeDistributed(Dense(3, { activation: 'tanh' })),
      Bidirectional(LSTM(2), { mergeMode: 'sum' }),
    ]),
  towers,
  residual,
  states,
};

describe('layers models that are written', () => {
  it.each(Object.keys(made))('%s: TensorFlow.js predicts the same', async (name) => {
    const model = shaken((made[name] as () => AnyLayer)());
    const files = await modelBytes(model, { format: 'tfjs' });
    const theirs = await tfl.loadLayersModel(tfc.io.fromMemory(asArtifacts(files)));
    const shapes = theirs.inputs.map(({ shape }) => shape.map((size) => size ?? 2));
    const data = shapes.map((shape) => dataOf(shape, name === 'embeddings'));
    const outputs = await predictionsOf(model, data);
    const given = data.map(({ values, shape }) => tfc.tensor(values, [...shape]));
    const predicted = theirs.predict(given) as tfc.Tensor | tfc.Tensor[];
    (Array.isArray(predicted) ? predicted : [predicted]).forEach((output, place) => {
      const values = output.dataSync();
      expect(values.length).toBe(outputs[place]?.length);
      values.forEach((value, index) => {
        expect(value).toBeCloseTo(outputs[place]?.[index] as number, 5);
      });
    });
    const chosen = [...files].map(([file, content]) => new File([Uint8Array.from(content)], file));
    const again = await loadModel(chosen);
    expect(await predictionsOf(again, data)).toEqual(outputs);
    disposeModel(again);
    disposeModel(model);
    theirs.dispose();
  });

  it('name a layer that TensorFlow.js does not have', async () => {
    const input = Input([5, 3], { name: 'in' });
    const model = Model({ inputs: input, outputs: GRU(3, { name: 'gates' })(input) });
    await expect(modelBytes(model, { format: 'tfjs' })).rejects.toThrow(ArgumentError);
    await expect(modelBytes(model, { format: 'tfjs' })).rejects.toThrow(
      "modelBytes: 'gates' expects reset_after of false in TensorFlow.js (received true)",
    );
  });
});
