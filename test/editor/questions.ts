/** What an editor is asked at the place that `|` marks, and what its answer is to be. */
export interface Question {
  /** Statements, with the mark. */
  readonly text: string;
  /** The names that are offered: all of them. */
  readonly offers?: readonly string[];
  /** Names that are among those that are offered. */
  readonly offersAmong?: readonly string[];
  /** What the hover is to match. */
  readonly shows?: RegExp;
  /** The names of the parameters of the signature that is shown. */
  readonly parameters?: readonly string[];
  /** Whether the parameter that the cursor is in has a sentence. */
  readonly isSaid?: boolean;
}

/** What all questions are asked after. */
export const head = `
import { callbacks, concatenate, Conv2D, Dense, Flatten, Input, losses, LSTM, metrics, Model, ops, Residual, Sequential, TimeDistributed, zeros } from 'tupleflow';
import type { Shape, SymbolicTensor } from 'tupleflow';
const pixels = Input([784], { name: 'pixels' });
const extra = Input([5], { name: 'extra' });
const steps = Input([10, 8]);
const hidden = concatenate([Dense(4)(pixels), extra]);
const one = Model({ inputs: pixels, outputs: Dense(10, { name: 'digits' })(pixels) });
const two = Model({ inputs: [pixels, extra], outputs: [Dense(10, { name: 'digits' })(hidden), Dense(1, { name: 'age' })(hidden)] });
const compiled = one.compile({ loss: 'mse', metrics: ['mae'] });
const both = two.compile({ loss: 'mse' });
const rows = zeros([4, 784]), ages = zeros([4, 1]), classes = zeros([4, 10]), extras = zeros([4, 5]);
`.trimStart();

const outputs = ['age', 'digits'];
const logs = ['loss', 'mae'];

/** Names that are offered where one of them is to be written. */
const completions: Readonly<Record<string, Question>> = {
  'inputs of fit': { text: 'both.fit({ | }, [classes, ages]);', offers: ['extra', 'pixels'] },
  'inputs of predict': { text: 'two.predict({ | });', offers: ['extra', 'pixels'] },
  'targets of fit': { text: 'both.fit([rows, extras], { | });', offers: outputs },
  'losses by output': { text: 'two.compile({ loss: { | } });', offers: outputs },
  'metrics by output': { text: "two.compile({ loss: 'mse', metrics: { | } });", offers: outputs },
  'weights of losses': { text: "two.compile({ loss: 'mse', lossWeights: { | } });", offers: outputs },
  'a loss by name': { text: "one.compile({ loss: '|' });", offersAmong: ['mse', 'categoricalCrossentropy'] },
  'a metric by name': { text: "one.compile({ loss: 'mse', metrics: ['|'] });", offersAmong: ['mae', 'accuracy'] },
  'an optimizer by name': { text: "one.compile({ optimizer: '|' });", offersAmong: ['adam', 'sgd'] },
  'what a callback watches': {
    text: "compiled.fit(rows, classes, { callbacks: [callbacks.EarlyStopping({ monitor: '|' })] });",
    offers: ['loss', 'mae', 'val_loss', 'val_mae'],
  },
  'a layer of a model': { text: "two.getLayer('|');", offers: ['age', 'digits', 'extra', 'pixels'] },
  'options of compile': {
    text: 'one.compile({ | });',
    offers: ['loss', 'lossWeights', 'metrics', 'optimizer', 'runEagerly', 'weightedMetrics'],
  },
  'options of Dense': { text: 'Dense(64, { | });', offersAmong: ['activation', 'useBias', 'kernelInitializer'] },
  'an activation': { text: "Dense(64, { activation: '|' });", offersAmong: ['relu', 'softmax'] },
  'options of a recurrent call': { text: 'LSTM(8)(steps, { | });', offers: ['initialState', 'mask', 'training'] },
  logs: { text: 'const { | } = await compiled.evaluate(rows, classes);', offers: logs },
  history: {
    text: 'const { history: { | } } = await compiled.fit(rows, classes);',
    offers: ['loss', 'mae', 'val_loss', 'val_mae'],
  },
  'names of inputs of a model in a call': {
    text: 'const named = Model({ inputs: { a: pixels, b: extra }, outputs: hidden }); named({ | });',
    offers: ['a', 'b'],
  },
};

const tensor = (shape: string) => new RegExp(`(SymbolicTensor<\\[${shape}\\]|NamedTensor<\\[${shape}\\], "\\w+")>$`);

/** What is shown of what is made. */
const hovers: Readonly<Record<string, Question>> = {
  'a tensor': { text: 'const |made = Dense(3)(steps);', shows: tensor('null, 10, 3') },
  'a named output': { text: "const |made = Dense(10, { name: 'digits' })(pixels);", shows: tensor('null, 10') },
  'a named input': { text: "const |made = Input([4], { name: 'words' });", shows: tensor('null, 4') },
  'the output of a pipe': { text: 'const |made = steps.pipe(Flatten(), Dense(3));', shows: tensor('null, 3') },
  'a merge': { text: 'const |made = concatenate([pixels, extra]);', shows: tensor('null, 789') },
  'a dense layer': { text: 'const |made = Dense(64);', shows: /→ \(.*64\)/ },
  'a convolution': { text: 'const |made = Conv2D(64, 3);', shows: /\(batch, height, width, channels\) → \(.*64\)/ },
  'a recurrent layer': { text: 'const |made = LSTM(64);', shows: /\(batch, time, features\) → \(.*64\)/ },
  'a block': { text: 'const |made = Sequential([Flatten(), Dense(3)]);', shows: /→ \(.*3\)/ },
  'a residual block': { text: 'const |made = Residual(Dense(8));', shows: /→/ },
  'a wrapper': { text: 'const |made = TimeDistributed(Dense(8));', shows: /→ \(.*8\)/ },
  'a model': { text: 'const |made = Model({ inputs: pixels, outputs: hidden });', shows: /\[null, 784\].*\[null, 9\]/ },
  'a tensor with values': { text: 'const |made = zeros([2, 3]);', shows: /Tensor<\[2, 3\]/ },
  'a prediction': { text: 'const |made = await one.predict(rows);', shows: /Tensor<\[(4|number), 10\]/ },
  'a loss': { text: 'const |made = losses.Huber();', shows: /Loss</ },
  'a metric': { text: 'const |made = metrics.AUC();', shows: /Metric<"auc">/ },
  'a generic function': {
    text: 'function |made<S extends Shape>(x: SymbolicTensor<S>) { return ops.sigmoid(x); }',
    shows: /SymbolicTensor<S>$/,
  },
  'an option': { text: "Dense(3, { |activation: 'relu' });", shows: /\n\n.*\w/ },
  'an option of fit': { text: 'compiled.fit(rows, classes, { |batchSize: 2 });', shows: /\n\n.*\w/ },
  'a layer that is imported': { text: 'export const made = |Dense(3);', shows: /\n\n.*\w/ },
};

/** What is shown of the arguments of a call. */
const signatures: Readonly<Record<string, Question>> = {
  'of a class': { text: 'Dense(|3);', parameters: ['units', 'options'], isSaid: true },
  'of a convolution': { text: 'Conv2D(8, |3);', parameters: ['filters', 'kernelSize', 'options'], isSaid: true },
  'of a layer': { text: 'Dense(3)(|steps);', parameters: ['input', 'options'] },
  'of a recurrent layer': { text: 'LSTM(3)(|steps);', parameters: ['input', 'options'] },
  'of a merge': { text: 'concatenate(|[pixels, extra]);', parameters: ['inputs', 'options'] },
  'of an operation': { text: 'ops.add(|pixels, pixels);', parameters: ['x1', 'x2'] },
  'of a reduction': { text: 'ops.mean(steps, |1);', parameters: ['x', 'axis', 'options'], isSaid: true },
  'of a model': { text: 'Model(|{ inputs: pixels, outputs: hidden });', parameters: ['options'] },
  'of compile': { text: "one.compile(|{ loss: 'mse' });", parameters: ['options'] },
  'of fit': { text: 'compiled.fit(|rows, classes);', parameters: ['x', 'y', 'options'], isSaid: true },
  'of predict': { text: 'one.predict(|rows);', parameters: ['x', 'options'], isSaid: true },
  'of Sequential': { text: 'Sequential(|[pixels, Dense(3)]);', parameters: ['items', 'options'] },
  'of an input': { text: 'Input(|[3]);', parameters: ['shape', 'options'], isSaid: true },
};

const titled = (kind: string, questions: Readonly<Record<string, Question>>) =>
  Object.entries(questions).map(([name, question]) => [`${kind} ${name}`, question] as const);

/** All questions by what they are. */
export const questions: readonly (readonly [name: string, question: Question])[] = [
  ...titled('completions:', completions),
  ...titled('hover:', hovers),
  ...titled('signature', signatures),
];

/** A program of so many statements, each of which uses the one before. */
export function chained(statements: number): string {
  const layer = (index: number) =>
    `const layer${index + 1} = Dense(${1000 + index}, { activation: 'relu' })(layer${index});`;
  const lines = Array.from({ length: statements }, (_, index) => layer(index));
  return ["import { Dense, Input } from 'tupleflow';", 'const layer0 = Input([784]);', ...lines, ''].join('\n');
}

/** The same of a function that returns its argument, in which no type is computed. */
export function chainedIdentity(statements: number): string {
  const lines = Array.from({ length: statements }, (_, index) => `const layer${index + 1} = same(layer${index});`);
  return ['declare function same<Item>(item: Item): Item;', 'const layer0 = 0;', ...lines, ''].join('\n');
}
