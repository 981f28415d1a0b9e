/** Calls of a kind, none like another, and the most instantiations that one more may cost. */
export interface CallCost {
  readonly ceiling: number;
  /** The statement with that index. */
  readonly statement: (index: number) => string;
}

const head = `import { concatenate, Conv2D, Dense, Input, LSTM, MaxPooling2D, Model, MultiHeadAttention, Reshape, zeros } from 'tupleflow';
  const row = Input([784]); const steps = Input([100, 64]); const image = Input([224, 224, 3]);`;

/** Calls that are right, with what each cost when budgets were set. */
export const callCosts: Readonly<Record<string, CallCost>> = {
  Dense: { ceiling: 185, statement: (index) => `Dense(${1000 + index})(row)` },
  LSTM: { ceiling: 222, statement: (index) => `LSTM(${1000 + index})(steps)` },
  Conv2D: { ceiling: 260, statement: (index) => `Conv2D(${1000 + index}, [3, 3])(image)` },
  concatenate: { ceiling: 722, statement: (index) => `concatenate([row, Input([${1000 + index}])])` },
  MaxPooling2D: { ceiling: 722, statement: (index) => `MaxPooling2D(2)(Input([${1000 + index}, 224, 8]))` },
  Reshape: { ceiling: 560, statement: (index) => `Reshape([-1, 28])(Input([${1000 + index}, 28]))` },
  'a pipe of five': { ceiling: 985, statement: (index) => `row.pipe(${dense(5, index)})` },
  'a model and a call': {
    ceiling: 590,
    statement: (index) => `Model({ inputs: row, outputs: Dense(${1000 + index})(row) })(Input([784]))`,
  },
  'compile and fit': {
    ceiling: 1000,
    statement: (index) =>
      `Model({ inputs: row, outputs: Dense(${1000 + index})(row) }).compile({ loss: 'mse', metrics: ['mae'] }).fit(zeros([4, 784]), zeros([4, ${1000 + index}]))`,
  },
};

/** Calls that are wrong. */
export const failingCosts: Readonly<Record<string, (index: number) => string>> = {
  'Dense on what varies': (index) => `Dense(${1000 + index})(Input([null]))`,
  'Conv2D on a sequence': (index) => `Conv2D(${1000 + index}, [3, 3])(steps)`,
  'concatenate of ranks': (index) => `concatenate([row, Input([${1000 + index}, 4])])`,
  'attention over a row': (index) => `MultiHeadAttention(2, 8)(steps, Input([${1000 + index}]))`,
  'a model of another size': (index) => `Model({ inputs: row, outputs: Dense(3)(row) })(Input([${1000 + index}]))`,
  'fit on other data': (index) =>
    `Model({ inputs: row, outputs: Dense(3)(row) }).compile({ loss: 'mse' }).fit(zeros([4, ${1000 + index}]), zeros([4, 3]))`,
};

/** What one more call costs, by the difference of two programs. */
export function perCall(statement: (index: number) => string, measure: (program: string) => number): number {
  const program = (count: number) =>
    `${head}\n${Array.from({ length: count }, (_, index) => `export const made${index} = ${statement(index)};`).join('\n')}`;
  return (measure(program(60)) - measure(program(20))) / 40;
}

function dense(count: number, index: number): string {
  return Array.from({ length: count }, (_, layer) => `Dense(${1000 + 10 * index + layer})`).join(', ');
}
