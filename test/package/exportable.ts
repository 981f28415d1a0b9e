import * as library from 'tupleflow';
import { madeText } from '../fuzz/layer-calls.js';
import { type LayerName, randomCalls } from '../layers/random-calls/every-layer.js';
import { metricVariants } from '../types/sound/other-variants.js';

/** The classes that a namespace of the library has. */
function classesOf(namespace: object): readonly string[] {
  return Object.keys(namespace).filter((name) => /^[A-Z]/.test(name));
}

/** A call of each class of a namespace, by its path. */
function called(path: string, namespace: object): Readonly<Record<string, string>> {
  const given: Readonly<Record<string, string>> = { Constant: '1', MaxNorm: '2', L1: '0.1', L2: '0.1' };
  return Object.fromEntries(
    classesOf(namespace).map((name) => [`${path}.${name}`, `${path}.${name}(${given[name] ?? ''})`]),
  );
}

const decay = 'initialLearningRate: 0.1, decaySteps: 10';
const inputs = 'const inputs = Input([4]);';
const model = 'Model({ inputs, outputs: Dense(2)(inputs) })';

/** Expressions whose values are exported, by what they are; what stands before them ends with a semicolon. */
const values: Readonly<Record<string, string>> = {
  ...Object.fromEntries((Object.keys(randomCalls) as LayerName[]).map((name) => [name, madeText(name)])),
  ...called('losses', library.losses),
  ...Object.fromEntries(
    classesOf(library.metrics).map((name) => [`metrics.${name}`, metricVariants(name)[0] as string]),
  ),
  ...called('optimizers', library.optimizers),
  ...called('initializers', library.initializers),
  ...called('regularizers', library.regularizers),
  ...called('constraints', library.constraints),
  'schedules.CosineDecay': `optimizers.schedules.CosineDecay({ ${decay} })`,
  'schedules.CosineDecayRestarts':
    'optimizers.schedules.CosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 10 })',
  'schedules.ExponentialDecay': `optimizers.schedules.ExponentialDecay({ ${decay}, decayRate: 0.5 })`,
  'schedules.InverseTimeDecay': `optimizers.schedules.InverseTimeDecay({ ${decay}, decayRate: 0.5 })`,
  'schedules.PiecewiseConstantDecay':
    'optimizers.schedules.PiecewiseConstantDecay({ boundaries: [1, 2], values: [3, 2, 1] })',
  'schedules.PolynomialDecay': `optimizers.schedules.PolynomialDecay({ ${decay} })`,
  'callbacks.CSVLogger': "callbacks.CSVLogger('log.csv')",
  'callbacks.EarlyStopping': "callbacks.EarlyStopping({ monitor: 'loss' })",
  'callbacks.LambdaCallback': 'callbacks.LambdaCallback({ onEpochEnd: () => undefined })',
  'callbacks.LearningRateScheduler': 'callbacks.LearningRateScheduler(() => 0.1)',
  'callbacks.ModelCheckpoint': "callbacks.ModelCheckpoint({ monitor: 'loss' })",
  'callbacks.ReduceLROnPlateau': "callbacks.ReduceLROnPlateau({ monitor: 'loss' })",
  'callbacks.SwapEMAWeights': 'callbacks.SwapEMAWeights()',
  'callbacks.TensorBoard': "callbacks.TensorBoard('logs')",
  'callbacks.TerminateOnNaN': 'callbacks.TerminateOnNaN()',
  'an input': "Input([4], { name: 'words', dtype: 'int32' })",
  'a tensor of the graph': 'Dense(3)(Input([4]))',
  'a tensor by an operation': 'ops.softmax(Input([4]))',
  'tensors of a recurrent layer': 'LSTM(3, { returnState: true })(Input([5, 4]))',
  'the output of a pipe': 'Input([8, 8, 1]).pipe(Conv2D(4, 3), Flatten(), Dense(3))',
  'a tensor with values': 'zeros([2, 3])',
  'a model': `${inputs} ${model}`,
  'a compiled model': `${inputs} ${model}.compile({ optimizer: 'adam', loss: 'mse', metrics: ['mae', metrics.AUC()] })`,
  'a model of records': `${inputs} Model({ inputs: { a: inputs, b: Input([3]) }, outputs: { c: Dense(2)(inputs) } })`,
  'a Sequential with an input': 'Sequential([Input([4]), Dense(8), Dense(2)])',
  'a Sequential without one': 'Sequential([Dense(8), Dropout(0.5), Dense(2)])',
  'a deep Sequential': `Sequential([Input([28, 28, 1]), ${'Conv2D(8, 3), BatchNormalization(), ReLU(), '.repeat(6)}Flatten()])`,
  'a block that is repeated': 'repeat(8, () => Residual(Dense(64)))',
  'a function that returns a block that is repeated':
    '<const Units extends number>(depth: number, units: Units) => repeat(depth, () => Residual(Dense(units)))',
  'a function that returns a layer': '(units: number) => Dense(units)',
  'a generic function that returns a layer': '<const Units extends number>(units: Units) => Dense(units)',
  'a generic function that returns a block':
    '<const Units extends number>(units: Units) => Sequential([Flatten(), Dense(units), Dense(2)])',
  'a function over tensors': '(x: SymbolicTensor<[null, 4]>) => Dense(2)(x)',
  'a block over tensors of any shape': '<S extends Shape>(x: SymbolicTensor<S>) => add([x, Dense(64)(x)])',
  'a block of layers over tensors of any shape':
    '<S extends Shape>(x: SymbolicTensor<S>) => BatchNormalization()(Conv2D(8, 3)(x))',
  'a block of any size': '<const F extends number>(x: SymbolicTensor<[null, 8, 8, 3]>, size: F) => Conv2D(size, 3)(x)',
  'a pipe over tensors of any shape': '<S extends Shape>(x: SymbolicTensor<S>) => x.pipe(Dense(8), Dense(2))',
  'output and state over tensors of any shape':
    '<S extends Shape>(x: SymbolicTensor<S>) => GRU(8, { returnState: true })(x)',
  'a function over any tensors': '<const T extends readonly SymbolicTensor[]>(x: T) => concatenate(x)',
  'operations over tensors of any shape': '<S extends Shape>(x: SymbolicTensor<S>) => ops.multiply(ops.sigmoid(x), x)',
  'a model of any size':
    '<const N extends number>(size: N) => { const inputs = Input([size]); return Model({ inputs, outputs: Dense(2)(inputs) }); }',
  'a function that makes a model':
    '() => { const inputs = Input([4]); return Model({ inputs, outputs: Dense(2)(inputs) }); }',
  'a record of layers': '{ first: Dense(2), second: LSTM(3) }',
  'a list of layers': '[Dense(2), LSTM(3)] as const',
  'a block of an own class': `const gated = defineBlock({ name: 'Gated',
    layers: ({ branch }: { branch: AnyLayer }) => ({ branch, gate: Activation('sigmoid'), multiply: Multiply() }),
    forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(branch(input))]) });
    <Branch extends AnyLayer>(branch: Branch) => gated<RuleOf<Branch>>({ branch })`,
  'an own loss':
    "losses.defineLoss({ className: 'Own', name: 'own', defaults: {}, losses: (target, prediction) => tf.mean(tf.square(tf.sub(target, prediction)), -1) })",
  'an own function as a loss': '(target: tf.Tensor, prediction: tf.Tensor) => tf.sub(target, prediction)',
};

const names = Object.keys(library).filter((name) => !name.endsWith('Error'));

/** Modules that export one of everything, each by what it exports. */
export const exportable: ReadonlyMap<string, string> = new Map(
  Object.entries(values).map(([what, text]) => {
    const [, before = '', value = text] = /^(const .*;)\s+(.*)$/s.exec(text) ?? [];
    const used = [...names, 'AnyLayer', 'RuleOf', 'Shape', 'SymbolicTensor'].filter((name) =>
      new RegExp(`(?<![.\\w'])${name}\\b`).test(text),
    );
    const imports = [
      ...(/\btf\./.test(text) ? ["import * as tf from '@tensorflow/tfjs-core';"] : []),
      `import { ${used.map((name) => (names.includes(name) ? name : `type ${name}`)).join(', ')} } from 'tupleflow';`,
    ];
    return [what, [...imports, before, `export const made = ${value};`, ''].join('\n')];
  }),
);

/** What is exported with a type that is written down, so that each module can be declared without the others. */
export interface Annotated {
  readonly what: string;
  readonly text: string;
}

function annotation(what: string, type: string, value: string, ...imported: readonly string[]): Annotated {
  const [names, types] = [imported.filter((name) => name in library), imported.filter((name) => !(name in library))];
  const imports = [...names, ...types.map((name) => `type ${name}`)].join(', ');
  return { what, text: `import { ${imports} } from 'tupleflow';\nexport const made: ${type} = ${value};\n` };
}

/** Exports with short annotations that keep shapes and names. */
export const annotated: readonly Annotated[] = [
  annotation('a layer', 'Layer<DenseShape<10>>', 'Dense(10)', 'Dense', 'DenseShape', 'Layer'),
  annotation(
    'a reversible embedding',
    'LayerTaking<ReversibleEmbeddingShape<100, 8>, ReversibleCall>',
    'ReversibleEmbedding(100, 8)',
    'ReversibleEmbedding',
    'ReversibleEmbeddingShape',
    'ReversibleCall',
    'LayerTaking',
  ),
  annotation('an embedding', 'Layer<EmbeddingShape<8>>', 'Embedding(100, 8)', 'Embedding', 'EmbeddingShape', 'Layer'),
  annotation('a layer that flattens', 'Layer<FlattenShape>', 'Flatten()', 'Flatten', 'FlattenShape', 'Layer'),
  annotation(
    'a convolution',
    "Layer<ConvolutionShape<'Conv2D', 2, 64, 3>>",
    'Conv2D(64, 3)',
    ...['Conv2D', 'ConvolutionShape', 'Layer'],
  ),
  annotation(
    'a recurrent layer',
    "RecurrentLayer<VectorShape<'LSTM', 64, [64, 64]>>",
    'LSTM(64)',
    ...['LSTM', 'RecurrentLayer', 'VectorShape'],
  ),
  annotation(
    'a normalization',
    'Layer<BatchNormalizationShape>',
    'BatchNormalization()',
    'BatchNormalization',
    'BatchNormalizationShape',
    'Layer',
  ),
  annotation(
    'a block',
    'Layer<ChainShape<[FlattenShape, DenseShape<3>]>>',
    'Sequential([Flatten(), Dense(3)])',
    ...['ChainShape', 'Dense', 'DenseShape', 'Flatten', 'FlattenShape', 'Layer', 'Sequential'],
  ),
  annotation('a cell', "Cell<'GRUCell', 8, [8]>", 'GRUCell(8)', 'Cell', 'GRUCell'),
  annotation('any layer', 'AnyLayer', 'Dense(10)', 'AnyLayer', 'Dense'),
  annotation('a tensor of the graph', 'SymbolicTensor<[null, 4]>', 'Input([4])', 'Input', 'SymbolicTensor'),
  annotation('a tensor with values', 'Tensor<[2, 3]>', 'zeros([2, 3])', 'Tensor', 'zeros'),
  annotation(
    'a model',
    'Model<SymbolicTensor<[null, 4]>, SymbolicTensor<[null, 2]>>',
    '(() => { const inputs = Input([4]); return Model({ inputs, outputs: Dense(2)(inputs) }); })()',
    ...['Dense', 'Input', 'Model', 'SymbolicTensor'],
  ),
  annotation(
    'a Sequential',
    'SequentialModel<SymbolicTensor<[null, 4]>, SymbolicTensor<[null, 2]>>',
    'Sequential([Input([4]), Dense(2)])',
    ...['Dense', 'Input', 'Sequential', 'SequentialModel', 'SymbolicTensor'],
  ),
  annotation('a loss', 'losses.Loss', 'losses.Huber()', 'losses'),
  annotation('a metric', "metrics.Metric<'auc'>", 'metrics.AUC()', 'metrics'),
  annotation('an optimizer', 'optimizers.Optimizer', 'optimizers.Adam()', 'optimizers'),
  annotation(
    'a schedule',
    'optimizers.schedules.Schedule',
    'optimizers.schedules.CosineDecay({ initialLearningRate: 0.1, decaySteps: 10 })',
    'optimizers',
  ),
  annotation('an initializer', 'initializers.Initializer', 'initializers.HeNormal()', 'initializers'),
  annotation('a regularizer', 'regularizers.Regularizer', 'regularizers.L2(0.1)', 'regularizers'),
  annotation('a constraint', 'constraints.Constraint', 'constraints.NonNeg()', 'constraints'),
  annotation('a callback', 'Callback', 'callbacks.TerminateOnNaN()', 'callbacks', 'Callback'),
  annotation(
    'a function that returns a layer',
    '<const Units extends number>(units: Units) => Layer<DenseShape<Units>>',
    '(units) => Dense(units)',
    ...['Dense', 'DenseShape', 'Layer'],
  ),
];
