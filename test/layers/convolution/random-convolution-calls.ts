import fc from 'fast-check';

/** How a layer is made, and the shape of one sample for it, as values: one text stands for types and for run time. */
export interface LayerCall {
  readonly layer: string;
  readonly values: readonly unknown[];
  readonly input: readonly (number | null)[];
}

type Rank = 1 | 2 | 3;

/** What random calls are made of. */
export interface CallSizes {
  /** The size of a spatial axis. */
  readonly extent: fc.Arbitrary<number | null>;
  readonly channels: fc.Arbitrary<number | null>;
  readonly filters: fc.Arbitrary<number>;
  /** The largest kernel, and the largest output of an adaptive pooling. */
  readonly largest: number;
}

const axes = (rank: Rank, least: number, most: number): fc.Arbitrary<number | number[]> => {
  const size = fc.integer({ min: least, max: most });
  return fc.oneof(size, fc.array(size, { minLength: rank, maxLength: rank }));
};

/** Mostly 1, so that strides and dilation are seldom both more. */
const seldom = (more: fc.Arbitrary<number | number[]>) =>
  fc.oneof({ arbitrary: fc.constant(1), weight: 2 }, { arbitrary: more, weight: 1 });

function options(rank: Rank, others: Readonly<Record<string, fc.Arbitrary<unknown>>>) {
  const all = {
    strides: seldom(axes(rank, 1, 3)),
    padding: fc.constantFrom('valid', 'same'),
    dataFormat: fc.constantFrom('channelsLast', 'channelsFirst'),
    dilationRate: seldom(axes(rank, 1, 3)),
    ...others,
  };
  return fc.record(all, { requiredKeys: [] });
}

const ranks = [1, 2, 3] as const;

/** By a family of layers: its classes' ranks, and the arguments of one class. */
const families: Readonly<
  Record<string, { ranks: readonly Rank[]; values: (rank: Rank, sizes: CallSizes) => fc.Arbitrary<unknown[]> }>
> = {
  'Conv{rank}DTranspose': {
    ranks,
    values: (rank, { filters, largest }) =>
      fc.tuple(
        filters,
        axes(rank, 1, largest),
        options(rank, { outputPadding: fc.option(axes(rank, 0, 2)), strides: axes(rank, 1, 3) }),
      ),
  },
  'DepthwiseConv{rank}D': {
    ranks: [1, 2],
    values: (rank, { largest }) =>
      fc.tuple(axes(rank, 1, largest), options(rank, { depthMultiplier: fc.integer({ min: 1, max: 3 }) })),
  },
  'SeparableConv{rank}D': {
    ranks: [1, 2],
    values: (rank, { filters, largest }) =>
      fc.tuple(filters, axes(rank, 1, largest), options(rank, { depthMultiplier: fc.integer({ min: 1, max: 3 }) })),
  },
  'AdaptiveAveragePooling{rank}D': { ranks, values: adaptive },
  'AdaptiveMaxPooling{rank}D': { ranks, values: adaptive },
};

function adaptive(rank: Rank, { largest }: CallSizes): fc.Arbitrary<unknown[]> {
  return fc.tuple(
    axes(rank, 1, largest + 4),
    fc.record({ dataFormat: fc.constantFrom('channelsLast', 'channelsFirst') }, { requiredKeys: [] }),
  );
}

/** The families of convolutions and poolings of which there are random calls: `Conv{rank}DTranspose`. */
export const familyNames: readonly string[] = Object.keys(families);

/** Calls of layers of a family; most of them are what Keras takes, and the input is in the format of the options. */
export function randomCalls(family: string, sizes: CallSizes): fc.Arbitrary<LayerCall> {
  const { ranks: allowed, values } = families[family] as (typeof families)[string];
  const input = (rank: Rank) =>
    fc.tuple(fc.array(sizes.extent, { minLength: rank, maxLength: rank }), sizes.channels, fc.nat(30));
  return fc.constantFrom(...allowed).chain((rank) =>
    fc.tuple(values(rank, sizes), input(rank)).map(([given, [spatial, channels, oddity]]) => {
      const { dataFormat } = given.at(-1) as { readonly dataFormat?: string };
      const shape = dataFormat === 'channelsFirst' ? [channels, ...spatial] : [...spatial, channels];
      return {
        layer: family.replace('{rank}', String(rank)),
        values: given,
        // Once in a while the rank is wrong.
        input: oddity === 0 ? shape.slice(1) : shape,
      };
    }),
  );
}
