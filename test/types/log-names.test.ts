import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { Dense, Input, losses, Model, metrics, setBackend } from 'tupleflow';
import { expect, it } from 'vitest';
import { compiledShapes } from './compiled-shapes.js';

/** The text of the models, for both worlds. */
const models = `
  const inputs = Input([2]);
  const [sum, flag] = [Dense(1, { name: 'sum' })(inputs), Dense(3, { name: 'flag' })(inputs)];
  const shared = Dense(2, { name: 'shared' });
  const twice = (target, prediction) => tf.sub(target, prediction);
  const one = Model({ inputs, outputs: flag });
  const list = Model({ inputs, outputs: [sum, flag] });
  const record = Model({ inputs, outputs: { total: sum, sign: flag } });
  const only = Model({ inputs, outputs: [flag] });
  const again = Model({ inputs, outputs: [shared(inputs), shared(shared(inputs))] });
`;
const [single, triple, pair] = [[[1]], [[1, 1, 1]], [[1, 1]]];
const targetsOf = {
  one: triple,
  list: [single, triple],
  record: { total: single, sign: triple },
  only: [triple],
  again: [pair, pair],
};
const outputsOf = {
  one: ['flag'],
  list: ['sum', 'flag'],
  record: ['total', 'sign'],
  only: ['flag'],
  again: ['shared', 'shared_1'],
} as const;

type ModelName = keyof typeof outputsOf;

const imports = `
  import * as tf from '@tensorflow/tfjs-core';
  import { Dense, Input, losses, Model, metrics } from '../../src/index.js';
  import type { CompiledWith } from '../../src/training/model.js';
  declare function namesOf<Names extends string>(compiled: CompiledWith<Names, unknown>): { readonly shape: Names };
  ${models.replace('(target, prediction)', '(target: tf.Tensor, prediction: tf.Tensor)')}
`;

const lossText = fc.constantFrom(
  "'mse'",
  "'mae'",
  'losses.Huber()',
  "losses.MeanSquaredError({ name: 'own' })",
  'twice',
);
const known = ["'mae'", "'mse'", "'accuracy'", 'metrics.MeanAbsoluteError()', "losses.Huber({ name: 'mae' })"];
const metricText = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...known) },
  { weight: 1, arbitrary: fc.constantFrom('twice', "metrics.MeanSquaredError({ name: String('any') })") },
);
const severalText = fc.array(metricText, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`);

/** Something for each output, in a list or by name, or nothing for some of them. */
function perOutput(name: ModelName, item: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const outputs = outputsOf[name];
  const listed = fc.tuple(...outputs.map(() => fc.oneof(item, fc.constant('null'))));
  const named = fc.tuple(
    ...outputs.map((output) =>
      fc.option(
        item.map((text) => `${output}: ${text}`),
        { nil: '' },
      ),
    ),
  );
  const record = named.map((items) => `{ ${items.filter((text) => text !== '').join(', ')} }`);
  if (name === 'again') return listed.map(inBrackets);
  return name === 'one' || name === 'record' ? record : fc.oneof(listed.map(inBrackets), record);
}

function inBrackets(items: readonly string[]): string {
  return `[${items.join(', ')}]`;
}

function metricsFor(name: ModelName): fc.Arbitrary<string> {
  const each = perOutput(name, fc.oneof(metricText, severalText));
  return outputsOf[name].length === 1 ? fc.oneof(metricText, severalText, each) : fc.oneof(metricText, each);
}

/** The text of a call of `compile`, on one of the models. */
const call = fc.constantFrom<ModelName>('one', 'list', 'record', 'only', 'again').chain((name) =>
  fc
    .record({
      loss: fc.oneof(lossText, perOutput(name, lossText)),
      metrics: fc.option(metricsFor(name), { nil: undefined }),
      weightedMetrics: fc.option(metricsFor(name), { nil: undefined }),
    })
    .map((options) => {
      const given = Object.entries(options).filter(([, text]) => text !== undefined);
      return [name, `${name}.compile({ ${given.map(([key, text]) => `${key}: ${text}`).join(', ')} })`] as const;
    }),
);

interface Evaluated {
  evaluate(x: unknown, y: unknown): Promise<object>;
}

it('logs the names that the type of the model has, or `string` where a metric has none', {
  timeout: 120_000,
}, async () => {
  await setBackend('cpu');
  const scope = { tf, Dense, Input, losses, Model, metrics };
  const calls = fc.sample(call, 150);
  const compiled = compiledShapes(
    imports,
    calls.map(([, text]) => `namesOf(${text})`),
  );
  const wrong: string[] = [];
  let exact = 0;
  for (const [index, [name, text]] of calls.entries()) {
    const model = new Function(...Object.keys(scope), `${models} return ${text};`)(
      ...Object.values(scope),
    ) as Evaluated;
    const logged = Object.keys(await model.evaluate(pair, targetsOf[name])).map((key) => `"${key}"`);
    const found = compiled[index] as string;
    if (/etrics: .*(twice|String)/.test(text) && found === 'string') continue;
    exact++;
    if (found.split(' | ').sort().join() !== logged.sort().join()) wrong.push(`${text}: ${found}, not ${logged}`);
  }
  expect(wrong).toEqual([]);
  expect(exact).toBeGreaterThan(75);
});
