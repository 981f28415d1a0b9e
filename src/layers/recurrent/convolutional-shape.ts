import type { Known } from '../../types/arithmetic/operands.js';
import {
  type ChannelsLast,
  channelsLast,
  type DataFormat,
  type InFormat,
  inFormat,
  layouts,
  type SpatialRank,
} from '../../types/data-format.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, type IsOpen, isOpen, isShape, type Shape, type SizeText } from '../../types/shape.js';
import { type CheckedWindow, type SlideAll, slideAll, type Window } from '../../types/window.js';
import { withKnownChannels } from '../convolution/convolution-shape.js';
import type { SequenceOptions } from './recurrent-options.js';
import type { RecurrentOutput, RecurrentRule, SequenceOf, WantedStates } from './recurrent-shape.js';

/** The rule of a recurrent layer that convolves sequences of images: its output at a step is an image, as are its two states. */
export interface ConvolutionalShape<
  Layer extends string,
  Rank extends SpatialRank,
  Filters extends number,
  Moved extends Window,
  Options extends SequenceOptions = SequenceOptions<false, false, false, false>,
> extends RecurrentRule {
  readonly signature: (typeof layouts)[Rank][Moved['dataFormat']] extends `(batch, ${infer Axes}`
    ? `(batch, time, ${Axes} → ${SequenceOf<Options, `..., ${SizeText<Filters>}`>}`
    : never;
  readonly parameters: [Layer, Rank, Filters, Moved, Options];
  readonly layer: Layer;
  readonly options: Options;
  /** The output of a step. */
  readonly step: ConvolvedStep<Layer, Rank, this['input'], Filters, Moved>;
  readonly states: TwoStates<this['step']>;
  readonly wanted: WantedStates<Layer, this['states']>;
  readonly structured: Options['returnState'];
  readonly output: RecurrentOutput<this, this['step']>;
}

type TwoStates<Step> = [Step] extends [Shape] ? [Step, Step] : [Shape, Shape];

type ConvolvedStep<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Filters extends number,
  Moved extends Window,
> = [Input] extends [
  readonly [infer Batch extends Dimension, Dimension, infer First extends Dimension, ...infer Rest extends Shape],
]
  ? [Rest['length']] extends [Rank]
    ? [ChannelsLast<[Batch, First, ...Rest], Moved['dataFormat']>] extends [
        readonly [Dimension, ...infer Sizes extends Shape, infer Channels extends Dimension],
      ]
      ? IsOpen<Channels> extends true
        ? NoSequence<Layer, Rank, Input, Moved['dataFormat']>
        : [SlideAll<Layer, Rank, Input, Sizes, Moved>] extends [infer Slid]
          ? [Slid] extends [Shape]
            ? InFormat<[Batch, ...Slid, Known<Filters>], Moved['dataFormat']>
            : Slid
          : never
      : never
    : NoSequence<Layer, Rank, Input, Moved['dataFormat']>
  : NoSequence<Layer, Rank, Input, Moved['dataFormat']>;

type NoSequence<Layer extends string, Rank extends SpatialRank, Input, Format extends DataFormat> = Unexpected<
  Layer,
  SequenceLayout<(typeof layouts)[Rank][Format]>,
  Input
>;

/** The axes of images with time between them and the batch. */
type SequenceLayout<Layout extends string> = Layout extends `(batch, ${infer Axes}`
  ? `(batch, time, ${Axes}${typeof withKnownChannels}`
  : never;

/** The output of a step, and the states after it. */
export function convolutionalSteps(
  layer: string,
  rank: SpatialRank,
  input: Shape,
  filters: number,
  window: CheckedWindow,
): readonly Shape[] {
  const { dataFormat } = window;
  const noSequence = () => unexpected(layer, sequenceLayout(layouts[rank][dataFormat]), input);
  if (!isShape(input) || input.length !== rank + 3) return noSequence();
  const [batch, , ...image] = input as readonly [Dimension, Dimension, ...Shape];
  const given = channelsLast([batch, ...image], dataFormat);
  if (isOpen(given.at(-1))) return noSequence();
  const slid = slideAll(layer, rank, input, given.slice(1, -1), window);
  const output = inFormat([batch, ...slid, filters], dataFormat);
  return [output, output, output];
}

function sequenceLayout(layout: string): string {
  return `${layout.replace('(batch, ', '(batch, time, ')}${withKnownChannels}`;
}
