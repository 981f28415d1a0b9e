import fc from 'fast-check';
import { sampleOfRank, tensor, units } from './tensors.js';
import { call, literal, on, options, type Text } from './texts.js';

/** The number of axes that a window moves over. */
export type Rank = 1 | 2 | 3;

/** Where channels stand. */
export const format: fc.Arbitrary<string> = fc.constantFrom('channelsFirst', 'channelsLast');

/** One number for all spatial axes, or one for each. */
export function perAxis(rank: Rank, largest: number, least = 1): fc.Arbitrary<number | number[]> {
  const one = fc.integer({ min: least, max: largest });
  return fc.oneof(one, fc.array(one, { minLength: rank, maxLength: rank }));
}

/** How much is put before and behind each axis, in one of the forms that are taken. */
function edges(rank: Rank): fc.Arbitrary<unknown> {
  const one = fc.integer({ min: 0, max: 3 });
  const both = fc.tuple(one, one);
  if (rank === 1) return fc.oneof(one, both);
  return fc.oneof(one, fc.array(fc.oneof(one, both), { minLength: rank, maxLength: rank }));
}

const images = (rank: Rank): Text => tensor(sampleOfRank(rank + 1));

/** Strides or dilation, not both. */
export function moved(rank: Rank, others: Readonly<Record<string, fc.Arbitrary<unknown>>>): Text {
  return fc.oneof(
    options({ strides: perAxis(rank, 3), ...others }),
    options({ dilationRate: perAxis(rank, 3), ...others }),
  );
}

export function convolution(name: string, rank: Rank, paddings: readonly string[] = ['valid', 'same']): Text {
  const others = { padding: fc.constantFrom(...paddings), dataFormat: format };
  const plain = call(name, units, literal(perAxis(rank, 5)), moved(rank, others));
  const grouped = call(
    name,
    fc.constantFrom('6', '12'),
    literal(perAxis(rank, 2)),
    options({ groups: fc.constantFrom(1, 2, 3), ...others }),
  );
  return on(fc.oneof({ arbitrary: plain, weight: 4 }, { arbitrary: grouped, weight: 1 }), images(rank));
}

export function transposedConvolution(name: string, rank: Rank): Text {
  const others = { padding: fc.constantFrom('valid', 'same'), dataFormat: format };
  const longer = options({ strides: perAxis(rank, 4), outputPadding: perAxis(rank, 2, 0), ...others });
  return on(call(name, units, literal(perAxis(rank, 5)), fc.oneof(moved(rank, others), longer)), images(rank));
}

/** Of each channel on its own, with strides and dilation at once; then mixed, where it has filters. */
export function channelConvolution(name: string, rank: Rank, ...filters: Text[]): Text {
  const how = options({
    strides: perAxis(rank, 3),
    dilationRate: perAxis(rank, 3),
    depthMultiplier: fc.constantFrom(1, 2, 10),
    padding: fc.constantFrom('valid', 'same'),
    dataFormat: format,
  });
  return on(call(name, ...filters, literal(perAxis(rank, 4)), how), images(rank));
}

export function adaptivePooling(name: string, rank: Rank): Text {
  return on(call(name, literal(perAxis(rank, 9)), options({ dataFormat: format })), images(rank));
}

export function pooling(name: string, rank: Rank): Text {
  const how = options({ strides: perAxis(rank, 4), padding: fc.constantFrom('valid', 'same'), dataFormat: format });
  return on(call(name, literal(perAxis(rank, 5)), how), images(rank));
}

export function globalPooling(name: string, rank: Rank): Text {
  return on(call(name, options({ keepdims: fc.boolean(), dataFormat: format })), images(rank));
}

/** What pads or crops; one axis has one format, but for padding. */
export function edging(name: string, rank: Rank, hasFormat: boolean): Text {
  return on(
    call(name, literal(edges(rank)), hasFormat ? options({ dataFormat: format }) : fc.constant('{}')),
    images(rank),
  );
}

export function upSampling(name: string, rank: Rank): Text {
  return on(
    call(
      name,
      literal(rank === 1 ? fc.integer({ min: 1, max: 5 }) : perAxis(rank, 4)),
      rank === 1 ? fc.constant('{}') : options({ dataFormat: format }),
    ),
    images(rank),
  );
}

export function spatialDropout(name: string, rank: Rank): Text {
  return on(
    call(name, fc.constant('0.5'), rank === 1 ? fc.constant('{}') : options({ dataFormat: format })),
    images(rank),
  );
}

/** What makes images of one size. */
export function resizing(name: string): Text {
  const size = literal(fc.constantFrom(1, 4, 9, 64));
  return on(call(name, size, size, options({ dataFormat: format })), fc.oneof(images(2), images(1)));
}

/** What changes images but not their shape; `positional` is what comes before the options. */
export function augmenting(name: string, ...positional: readonly string[]): Text {
  const given = positional.map((text) => fc.constant(text));
  return on(call(name, ...given, options({ dataFormat: format })), fc.oneof(images(2), images(1)));
}
