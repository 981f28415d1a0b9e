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

/** The default is orthogonal, which calls operations as methods, that are not there. */
const recurrentInitializer = 'glorotUniform';

const theirs: Readonly<Record<string, () => tfl.LayersModel>> = {
  dense: () =>
    tfl.sequential({
      layers: [
        tfl.layers.dense({ units: 5, activation: 'relu', inputShape: [6], kernelRegularizer: 'l1l2' }),
        tfl.layers.dropout({ rate: 0.5 }),
        tfl.layers.dense({ units: 2, activation: 'softmax', kernelInitializer: 'heNormal' }),
      ],
    }),
  convolutions: () =>
    tfl.sequential({
      layers: [
        tfl.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [8, 8, 2] }),
        tfl.layers.batchNormalization(),
        tfl.layers.leakyReLU({ alpha: 0.3 }),
        tfl.layers.maxPooling2d({ poolSize: 2 }),
        tfl.layers.depthwiseConv2d({ kernelSize: 2, depthMultiplier: 2 }),
        tfl.layers.conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2 }),
        tfl.layers.globalAveragePooling2d({}),
      ],
    }),
  separable: () =>
    tfl.sequential({
      layers: [
        tfl.layers.separableConv2d({ filters: 4, kernelSize: 3, inputShape: [8, 8, 2], activation: 'tanh' }),
        tfl.layers.upSampling2d({}),
        tfl.layers.zeroPadding2d({ padding: 1 }),
        tfl.layers.flatten(),
        tfl.layers.dense({ units: 2, useBias: false }),
      ],
    }),
  steps: () =>
    tfl.sequential({
      layers: [
        tfl.layers.conv1d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [7, 3] }),
        tfl.layers.simpleRNN({ units: 3, returnSequences: true, recurrentInitializer }),
        tfl.layers.gru({ units: 3, recurrentActivation: 'hardSigmoid', returnSequences: true, recurrentInitializer }),
        tfl.layers.lstm({ units: 3, unitForgetBias: true, recurrentInitializer }),
      ],
    }),
  bidirectional: () =>
    tfl.sequential({
      layers: [
        tfl.layers.bidirectional({
          layer: tfl.layers.lstm({ units: 3, returnSequences: true, recurrentInitializer }) as tfl.RNN,
          mergeMode: 'concat',
          inputShape: [5, 3],
        }),
        tfl.layers.timeDistributed({ layer: tfl.layers.dense({ units: 2 }) }),
        tfl.layers.globalMaxPooling1d({}),
      ],
    }),
  embedding: () =>
    tfl.sequential({
      layers: [
        tfl.layers.embedding({ inputDim: 9, outputDim: 4, inputLength: 7, maskZero: true }),
        tfl.layers.lstm({ units: 3, recurrentActivation: 'sigmoid', recurrentInitializer }),
        tfl.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    }),
  functional: () => {
    const [left, right] = [tfl.input({ shape: [6] }), tfl.input({ shape: [6] })];
    const shared = tfl.layers.dense({ units: 4, activation: 'elu' });
    const [first, second] = [left, right].map((x) => shared.apply(x) as tfl.SymbolicTensor) as [
      tfl.SymbolicTensor,
      tfl.SymbolicTensor,
    ];
    const sum = tfl.layers.add().apply([first, second]) as tfl.SymbolicTensor;
    const both = tfl.layers.concatenate().apply([sum, tfl.layers.multiply().apply([first, second])] as never);
    const out = tfl.layers.dense({ units: 2 }).apply(both as tfl.SymbolicTensor) as tfl.SymbolicTensor;
    return tfl.model({ inputs: [left, right], outputs: [out, sum] });
  },
  nested: () => {
    const inner = tfl.sequential({ layers: [tfl.layers.dense({ units: 4, inputShape: [6] })] });
    const input = tfl.input({ shape: [6] });
    const x = tfl.layers.reLU().apply(inner.apply(input)) as tfl.SymbolicTensor;
    return tfl.model({ inputs: input, outputs: tfl.layers.layerNormalization().apply(x) as tfl.SymbolicTensor });
  },
  shapes: () =>
    tfl.sequential({
      layers: [
        tfl.layers.reshape({ targetShape: [3, 2], inputShape: [6] }),
        tfl.layers.permute({ dims: [2, 1] }),
        tfl.layers.prelu(),
        tfl.layers.averagePooling1d({ poolSize: 2 }),
        tfl.layers.flatten(),
        tfl.layers.repeatVector({ n: 2 }),
        tfl.layers.activation({ activation: 'hardSigmoid' }),
      ],
    }),
  constrained: () =>
    tfl.sequential({
      layers: [
        tfl.layers.dense({
          units: 3,
          inputShape: [6],
          kernelConstraint: tfl.constraints.maxNorm({ maxValue: 2 }),
          biasRegularizer: tfl.regularizers.l2({ l2: 0.1 }),
          kernelInitializer: tfl.initializers.varianceScaling({ scale: 1, mode: 'fanOut', distribution: 'normal' }),
          name: 'dense_Dense1',
        }),
        tfl.layers.softmax({ axis: -1 }),
        tfl.layers.gaussianNoise({ stddev: 1 }),
      ],
    }),
  cells: () =>
    tfl.sequential({
      layers: [
        tfl.layers.rnn({
          cell: [
            tfl.layers.lstmCell({ units: 3, recurrentInitializer }),
            tfl.layers.gruCell({ units: 2, recurrentInitializer }),
          ] as never,
          inputShape: [4, 3],
        }),
        tfl.layers.thresholdedReLU({ theta: 0.01 }),
      ],
    }),
};

describe('models that TensorFlow.js saves', () => {
  it.each(Object.keys(theirs))('%s: predict the same', async (name) => {
    const model = (theirs[name] as () => tfl.LayersModel)();
    const saved: tfc.io.ModelArtifacts[] = [];
    await model.save(
      tfc.io.withSaveHandler(async (artifacts) => {
        saved.push(artifacts);
        return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
      }),
    );
    const [{ modelTopology, weightSpecs, weightData, format }] = saved as [tfc.io.ModelArtifacts];
    const manifest = [{ paths: ['weights.bin'], weights: weightSpecs }];
    const json = JSON.stringify({ modelTopology, format, weightsManifest: manifest });
    const files = [new File([json], 'model.json'), new File([weightData as ArrayBuffer], 'weights.bin')];
    const shapes = model.inputs.map(({ shape }) => shape.map((size) => size ?? 2));
    const data = shapes.map((shape) => dataOf(shape, name === 'embedding'));
    const predicted = model.predict(data.map(({ values, shape }) => tfc.tensor(values, [...shape]))) as tfc.Tensor[];
    const loaded = await loadModel(files);
    const outputs = await predictionsOf(loaded, data);
    const list = Array.isArray(predicted) ? predicted : [predicted as tfc.Tensor];
    expect(outputs.length).toBe(list.length);
    list.forEach((output, place) => {
      output.dataSync().forEach((value, index) => {
        expect(outputs[place]?.[index]).toBeCloseTo(value, 5);
      });
    });
    disposeModel(loaded);
    model.dispose();
  });
});
