import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import * as tupleflow from 'tupleflow';
import { beforeAll, expect, it } from 'vitest';
import { compiledShapes } from '../types/compiled-shapes.js';

beforeAll(() => tupleflow.setBackend('cpu'));

const runs = Number(process.env.RUNS ?? 200);
const seed = Number(process.env.SEED ?? 7);

/** Models, as text for the compiler and for run time alike. */
const models = [
  `const vector = Input([4]), image = Input([2, 2, 1]), single = Input([1]), ids = Input([3], { dtype: 'int32' }),`,
  `words = Input([2], { dtype: 'string' }), open = Input([null]), fixed = Input([3], { batchSize: 2 }),`,
  `ofVector = Model({ inputs: vector, outputs: Dense(3)(vector) }),`,
  `ofImage = Model({ inputs: image, outputs: image }), ofSingle = Model({ inputs: single, outputs: single }),`,
  `ofIds = Model({ inputs: ids, outputs: ids }), ofWords = Model({ inputs: words, outputs: words }),`,
  `ofOpen = Model({ inputs: open, outputs: open }), ofFixed = Model({ inputs: fixed, outputs: fixed }),`,
  `ofPair = Model({ inputs: [vector, single], outputs: [Dense(2, { name: 'a' })(vector), Dense(1, { name: 'b' })(single)] }),`,
  `dense = Model({ inputs: vector, outputs: Dense(3)(vector) }).compile({ loss: 'mse' }),`,
  `sparse = Model({ inputs: vector, outputs: Dense(3)(vector) }).compile({ loss: 'sparseCategoricalCrossentropy' }),`,
  `partly = Model({ inputs: vector, outputs: { a: Dense(2)(vector), b: Dense(1)(vector) } }).compile({ loss: { a: 'mse' } });`,
].join(' ');
const names = ['ofVector', 'ofImage', 'ofSingle', 'ofIds', 'ofWords', 'ofOpen', 'ofFixed', 'ofPair'] as const;
const scope = ['Dense', 'Input', 'Model', 'tensor', 'zeros'];

const size = fc.constantFrom(1, 2, 3, 4);
const fitting = fc.constantFrom([2, 4], [4, 4], [2, 2, 2, 1], [2], [2, 3], [2, 2], [2, 1], [2, 4, 1], [2, 2, 2]);
const shape = fc.oneof(
  { arbitrary: fitting, weight: 4 },
  { arbitrary: fc.array(size, { minLength: 1, maxLength: 4 }), weight: 1 },
);

/** Nested arrays of a shape, with one kind of element. */
function nested(sizes: readonly number[], element: string): string {
  const [length = 0, ...rest] = sizes;
  const item = rest.length === 0 ? element : nested(rest, element);
  return `[${Array(length).fill(item).join(', ')}]`;
}

const element = fc.oneof(
  { arbitrary: fc.constantFrom('1', '1', '2', 'true', "'a'"), weight: 5 },
  { arbitrary: fc.constantFrom('null', '1n', '{}', 'undefined'), weight: 1 },
);
const typed = fc.constantFrom(
  ...['Float32', 'Float64', 'Int8', 'Int16', 'Int32', 'Uint8', 'Uint8Clamped', 'Uint16', 'Uint32'],
);
const whole = fc.oneof(
  fc.tuple(shape, element).map(([sizes, item]) => nested(sizes, item)),
  fc.tuple(typed, fc.constantFrom(2, 4, 6, 8, 12)).map(([name, length]) => `new ${name}Array(${length})`),
  fc.tuple(typed, size).map(([name, length]) => `[new ${name}Array(${length}), new ${name}Array(${length})]`),
  fc.tuple(shape, fc.constantFrom('float32', 'int32')).map(([sizes, type]) => `zeros([${sizes}], '${type}')`),
  fc.tuple(shape).map(([sizes]) => `tensor(${nested(sizes, "'a'")}, [${sizes}])`),
  fc.constantFrom('5', "'abc'", 'true', '{}', '[]', '1n', 'new DataView(new ArrayBuffer(8))', 'new BigInt64Array(4)'),
);
const data = fc.oneof({ arbitrary: whole, weight: 4 }, { arbitrary: whole.map((text) => `[${text}]`), weight: 1 });
const targets = fc.oneof(
  { arbitrary: data, weight: 3 },
  { arbitrary: fc.tuple(whole, whole).map(([a, b]) => `{ a: ${a}, b: ${b} }`), weight: 1 },
  { arbitrary: whole.map((text) => `{ a: ${text} }`), weight: 1 },
  { arbitrary: whole.map((text) => `{ b: ${text} }`), weight: 1 },
);
const calls = fc.oneof(
  { arbitrary: fc.tuple(fc.constantFrom(...names), data).map(([name, text]) => `${name}.predict(${text})`), weight: 3 },
  { arbitrary: fc.tuple(data, data).map(([left, right]) => `ofPair.predict([${left}, ${right}])`), weight: 1 },
  {
    arbitrary: fc
      .tuple(fc.constantFrom('dense', 'sparse', 'partly'), targets)
      .map(([name, text]) => `${name}.fit(zeros([2, 4]), ${text}, { epochs: 0, verbose: 0 })`),
    weight: 2,
  },
);

/** What only values tell: how many samples there are, sizes and lengths of nested arrays, integers, what an index means. */
const onlyValues = [
  /at least one sample/,
  /as many targets as inputs/,
  /expects a multiple of \d+ (numbers|samples)/,
  /expects integers from -2\^31 to 2\^31 - 1 \(received/,
  /nested arrays of equal lengths/,
  /received (NaN|-?\d+(\.\d+)?) at place/,
  // A sentence on the sizes of nested arrays or of numbers without a shape, of which the compiler knows the rank at most.
];

/** Whether the sizes that run time names are of data whose sizes the compiler cannot know. */
function isOfUnknownSizes(call: string, message: string): boolean {
  return / of shape .* \(received \(/.test(message) && !/zeros\(|tensor\(/.test(call.replace('zeros([2, 4]), ', ''));
}

async function outcome(call: string, run: (call: string) => Promise<unknown>): Promise<string | null> {
  try {
    const result = await run(call);
    tf.dispose(result as tf.TensorContainer);
    return null;
  } catch (error) {
    return (error as Error).message.split('\n')[0] ?? '';
  }
}

it(`random data of every kind is what compiler and run time agree on, seed ${seed}`, { timeout: 300_000 }, async () => {
  const texts = [...new Set(fc.sample(calls, { numRuns: runs, seed }))];
  const head = `import { ${scope.join(', ')} } from '../../src/index.js'; ${models}`;
  const compiled = compiledShapes(head, texts);
  const { Dense, Input, Model, tensor, zeros } = tupleflow;
  const run = new Function(...scope, `${models} return (call) => eval(call)`)(Dense, Input, Model, tensor, zeros) as (
    call: string,
  ) => Promise<unknown>;
  const disagreements: string[] = [];
  let accepted = 0;
  for (const [index, call] of texts.entries()) {
    const found = compiled[index] as string;
    const sentence = found.startsWith('rejected:') ? (/"([^"]* expects [^"]*)"/.exec(found)?.[1] ?? found) : null;
    const message = await outcome(call, run);
    if (message === null) accepted++;
    // Where several things are wrong, each side may name another one.
    const isSeveral =
      /ofPair|partly|\{ [ab]: |fit\(.*, \[|predict\(\[+(zeros|tensor|new)/.test(call) ||
      (/data of shape/.test(sentence ?? '') && /expects (numbers|strings) /.test(message ?? ''));
    const isSame = sentence !== null && message !== null && (isSeveral || comparable(message) === comparable(sentence));
    const isOnlyAtRunTime =
      sentence === null &&
      message !== null &&
      (onlyValues.some((pattern) => pattern.test(message)) || isOfUnknownSizes(call, message));
    if ((sentence === null && message === null) || isSame || isOnlyAtRunTime) continue;
    disagreements.push(`${call}\n  compiler: ${sentence ?? 'accepted'}\n  run time: ${message ?? 'accepted'}`);
  }
  expect(disagreements.slice(0, 12).join('\n'), `${disagreements.length} of ${texts.length}`).toBe('');
  expect(accepted).toBeGreaterThan(texts.length / 15);
});

/** A sentence without what only one side knows: places of elements, sizes that the compiler does not know. */
function comparable(sentence: string): string {
  return sentence
    .replace(/ at (\[\d+\])+/g, '')
    .replace(/received (\((?:\d+|number|null)(?:, (?:\d+|number|null))*\))/g, (_, shape: string) => {
      return `received rank ${shape.split(',').length}`;
    })
    .replace(
      /received (something else|bigint|boolean|number|string|object|null|undefined|DataView|BigInt64Array|a list of \d+)\)/,
      'received $)',
    );
}
