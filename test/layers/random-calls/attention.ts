import fc from 'fast-check';
import type { Dimension } from '../../../src/types/shape.js';
import { call, literal, options, type Text } from './texts.js';

const fixed: fc.Arbitrary<Dimension> = fc.integer({ min: 1, max: 4 });
const size = fc.oneof({ arbitrary: fixed, weight: 8 }, { arbitrary: fc.constant(null), weight: 1 });
const features = fc.oneof({ arbitrary: fc.integer({ min: 1, max: 3 }), weight: 10 }, { arbitrary: size, weight: 1 });

type Sample = readonly Dimension[];

/** One or the other, this more often by far. */
function mostly<Value>(usual: fc.Arbitrary<Value>, weight: number, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ arbitrary: usual, weight }, { arbitrary: rare, weight: 1 });
}

/** Query, value and key, which fit each other as a rule; `beside` are axes before the steps. */
function sequences(
  beside: fc.Arbitrary<Sample>,
  ofValue: fc.Arbitrary<Dimension | undefined>,
  steps: fc.Arbitrary<Dimension> = size,
): fc.Arbitrary<readonly [Sample, Sample, Sample]> {
  const change = fc.record({ which: fc.nat(2), axis: fc.nat(2), size: fc.integer({ min: 1, max: 4 }) });
  return fc
    .record({
      beside,
      steps,
      others: steps,
      features,
      ofValue,
      change: mostly<{ which: number; axis: number; size: number } | null>(fc.constant(null), 5, change),
      shortened: mostly<number | null>(fc.constant(null), 20, fc.nat(2)),
    })
    .map(({ beside, steps, others, features, ofValue, change, shortened }) => {
      const samples = [
        [...beside, steps, features],
        [...beside, others, ofValue === undefined ? features : ofValue],
        [...beside, others, features],
      ].map((sample, index) => {
        // What varies stays so, lest sizes that fit in the graph turn out not to.
        const whole = sample.map((old, axis) =>
          index === change?.which && axis === change.axis && typeof old === 'number' ? change.size : old,
        );
        return index === shortened ? whole.slice(1) : whole;
      });
      return samples as unknown as readonly [Sample, Sample, Sample];
    });
}

const noAxes: fc.Arbitrary<Sample> = fc.constant([]);
const someAxes = mostly<Sample>(noAxes, 3, fc.array(size, { minLength: 1, maxLength: 2 }));

const input = (sample: Sample) => `Input(${JSON.stringify(sample)})`;

/** What a call says: flags, and tensors by name, each of them or not. */
function said(tensors: Readonly<Record<string, string>>): Text {
  const flags = { useCausalMask: fc.boolean(), returnAttentionScores: fc.boolean() };
  const given = fc.record(
    { ...flags, ...Object.fromEntries(Object.entries(tensors).map(([name, text]) => [name, fc.constant(text)])) },
    { requiredKeys: [] },
  );
  return given.map(
    (entries) =>
      `{ ${Object.entries(entries)
        .map(([name, value]) => `${name}: ${value}`)
        .join(', ')} }`,
  );
}

/** A layer called on a list of query and value, and now and then a key. */
export function listAttention(layer: Text): Text {
  return sequences(someAxes, features).chain(([query, value, key]) => {
    const lists = fc.oneof(
      { arbitrary: fc.constantFrom([query, key], [query, value, key]), weight: 12 },
      { arbitrary: fc.constantFrom([query], [query, query, query, query]), weight: 1 },
    );
    const masks = mostly(fc.constant(query.slice(0, -1)), 6, fc.constant(query));
    return fc
      .tuple(layer, lists, masks)
      .chain(([made, list, mask]) =>
        said({ mask: `[${input(mask)}, null]` }).map(
          (options) => `${made}([${list.map(input).join(', ')}], ${options})`,
        ),
      );
  });
}

/** A layer called on query and value, and a key by name. */
function headAttention(layer: Text, inputs: fc.Arbitrary<readonly [Sample, Sample, Sample]>): Text {
  return inputs.chain(([query, value, key]) => {
    const named = {
      key: input(key),
      queryMask: input(query.slice(0, -1)),
      valueMask: input(value.slice(0, -1)),
      attentionMask: input([...query.slice(0, -1), value.at(-2) ?? 1]),
    };
    return fc
      .tuple(layer, said(named))
      .map(([made, options]) => `${made}(${input(query)}, ${input(value)}, ${options})`);
  });
}

const sizes = fc.constantFrom('1, 4', '2, 3', '3, 1');

export const multiHeadAttention: Text = fc.oneof(
  headAttention(
    call(
      'MultiHeadAttention',
      sizes,
      options({ outputShape: fc.constantFrom(5, [2, 3], null), valueDim: fc.constant(2) }),
    ),
    sequences(someAxes, features),
  ),
  headAttention(
    call('MultiHeadAttention', sizes, options({ attentionAxes: fc.constantFrom(1, [2], [-2], [1, 2], [2, 1], [3]) })),
    sequences(fc.tuple(fixed), features, fixed),
  ),
);

export const groupQueryAttention: Text = headAttention(
  call(
    'GroupQueryAttention',
    literal(fc.constantFrom(1, 4)),
    mostly(fc.constantFrom('4, 2', '4, 4', '6, 3'), 12, fc.constant('4, 3')),
    options({ useBias: fc.boolean(), useGate: fc.boolean() }),
  ),
  sequences(mostly(noAxes, 12, fc.tuple(size)), mostly<number | undefined>(fc.constant(undefined), 12, fc.constant(5))),
);
