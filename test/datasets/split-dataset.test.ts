import { describe, expect, expectTypeOf, it } from 'vitest';
import { type DatasetSplit, type LabelledImages, splitDataset } from '../../src/datasets/index.js';
import { ArgumentError, DataError } from '../../src/errors.js';

/** Images of 1 x 2 pixels that tell their label: `label` and `label + 100`. */
function dataset(count: number): LabelledImages<Uint8Array, 1, 2> {
  const labels = Uint8Array.from({ length: count }, (_, index) => index);
  return {
    images: { data: Uint8Array.from([...labels].flatMap((label) => [label, label + 100])), shape: [count, 1, 2] },
    labels: { data: labels, shape: [count] },
  };
}

describe('splitDataset', () => {
  it('deals every image with its label to one side', () => {
    const { train, test } = splitDataset(dataset(50), { testFraction: 0.2, seed: 1 });
    expect(train.images.shape).toEqual([40, 1, 2]);
    expect(train.labels.shape).toEqual([40]);
    expect(test.images.shape).toEqual([10, 1, 2]);
    for (const { images, labels } of [train, test]) {
      expect([...images.data]).toEqual([...labels.data].flatMap((label) => [label, label + 100]));
    }
    const dealt = [...train.labels.data, ...test.labels.data];
    expect(dealt).not.toEqual([...dataset(50).labels.data]);
    expect(dealt.sort((left, right) => left - right)).toEqual([...dataset(50).labels.data]);
  });

  it('follows its seed, and leaves what it is given as it is', () => {
    const given = dataset(30);
    const split = splitDataset(given, { testFraction: 0.5, seed: 7 });
    expectTypeOf(split).toEqualTypeOf<DatasetSplit<Uint8Array, 1, 2>>();
    expect(given).toEqual(dataset(30));
    expect(splitDataset(given, { testFraction: 0.5, seed: 7 })).toEqual(split);
    expect(splitDataset(given, { testFraction: 0.5, seed: 8 })).not.toEqual(split);
  });

  it('keeps float32 pixels', () => {
    const images = { data: Float32Array.of(0.5, 0.5), shape: [2, 1, 1] } as const;
    const { test } = splitDataset(
      { images, labels: { data: Uint8Array.of(3, 3), shape: [2] } },
      { testFraction: 0.5, seed: 0 },
    );
    expect(test.images.data).toEqual(Float32Array.of(0.5));
  });

  it.each([0, 1, -0.1, 1.5, 0.01, 0.99, Number.NaN])('rejects the fraction %d of 10 images', (testFraction) => {
    const split = () => splitDataset(dataset(10), { testFraction, seed: 1 });
    expect(split).toThrow(ArgumentError);
    expect(split).toThrow(/^splitDataset: testFraction expects a number that leaves some of 10 images on both sides/);
  });

  it('rejects a seed that is none, and a dataset with other labels than images', () => {
    expect(() => splitDataset(dataset(10), { testFraction: 0.5, seed: -1 })).toThrow(/^splitDataset: seed expects/);
    const { images } = dataset(10);
    expect(() => splitDataset({ images, labels: dataset(9).labels }, { testFraction: 0.5, seed: 1 })).toThrow(
      DataError,
    );
  });
});
