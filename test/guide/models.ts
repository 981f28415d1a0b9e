/** The guide's models with sizes, so that small variants exist: the same as those that the golden file was made from. */
import {
  add,
  Concatenate,
  Conv2D,
  concatenate,
  Dense,
  Embedding,
  Flatten,
  Input,
  LSTM,
  MaxPooling2D,
  Model,
  Sequential,
  type SymbolicTensor,
  TimeDistributed,
} from 'tupleflow';

/** Sizes, by the names that the golden file uses. */
export interface Sizes {
  readonly d?: number;
  readonly h?: number;
  readonly n?: number;
  readonly t?: number;
  readonly T?: number;
  readonly C?: number;
  readonly vocab?: number;
  readonly emb?: number;
  readonly units?: number;
  readonly hid?: number;
  readonly h1?: number;
  readonly h2?: number;
  readonly f?: number | readonly number[];
  readonly answers?: number;
  readonly cf?: boolean;
  readonly frames?: number;
}

/** Of the shape functions only ranks are known here: all sizes are numbers. */
type Image = SymbolicTensor<[null, number, number, number]>;

const format = (cf: boolean) => (cf ? 'channelsFirst' : 'channelsLast');
const image = (channels: number, size: number, cf: boolean): [number, number, number] =>
  cf ? [channels, size, size] : [size, size, channels];

export function mlp({ d = 784, h = 64, n = 10 }: Sizes = {}) {
  const inputs = Input([d]);
  const outputs = inputs.pipe(
    Dense(h, { activation: 'relu' }),
    Dense(h, { activation: 'relu' }),
    Dense(n, { activation: 'softmax' }),
  );
  return Model({ inputs, outputs });
}

export function td_mlp({ t = 20, d = 784, h = 64, n = 10 }: Sizes = {}) {
  const model = mlp({ d, h, n });
  const inputs = Input([t, d]);
  return Model({ inputs, outputs: TimeDistributed(model)(inputs) });
}

export function headline({ T = 100, vocab = 10000, emb = 512, units = 32, hid = 64 }: Sizes = {}) {
  const main = Input([T], { dtype: 'int32', name: 'main_input' });
  const encoded = LSTM(units)(Embedding(vocab, emb)(main));
  const auxiliaryOutput = Dense(1, { activation: 'sigmoid', name: 'aux_output' })(encoded);
  const auxiliary = Input([5], { name: 'aux_input' });
  const joined = concatenate([encoded, auxiliary]);
  const deep = joined.pipe(
    Dense(hid, { activation: 'relu' }),
    Dense(hid, { activation: 'relu' }),
    Dense(hid, { activation: 'relu' }),
  );
  const mainOutput = Dense(1, { activation: 'sigmoid', name: 'main_output' })(deep);
  return Model({ inputs: [main, auxiliary], outputs: [mainOutput, auxiliaryOutput] });
}

export function tweets({ T = 140, C = 256, units = 64 }: Sizes = {}) {
  const first = Input([T, C]);
  const second = Input([T, C]);
  const lstm = LSTM(units);
  const merged = concatenate([lstm(first), lstm(second)], { axis: -1 });
  return Model({ inputs: [first, second], outputs: Dense(1, { activation: 'sigmoid' })(merged) });
}

export function two_conv({ h1 = 32, h2 = 64, cf = true }: Sizes = {}) {
  const conv = Conv2D(16, [3, 3], { padding: 'same', dataFormat: format(cf) });
  const first = Input(image(3, h1, cf));
  const second = Input(image(3, h2, cf));
  return Model({ inputs: [first, second], outputs: [conv(first), conv(second)] });
}

export function inception({ h = 256, f = 64, cf = true }: Sizes = {}) {
  const dataFormat = format(cf);
  const filters = f as number;
  const conv = (size: number) => Conv2D(filters, [size, size], { padding: 'same', activation: 'relu', dataFormat });
  const inputs: Image = Input(image(3, h, cf));
  const first = inputs.pipe(conv(1), conv(3));
  const second = inputs.pipe(conv(1), conv(5));
  const third = inputs.pipe(MaxPooling2D([3, 3], { strides: [1, 1], padding: 'same', dataFormat }), conv(1));
  return Model({ inputs, outputs: concatenate([first, second, third], { axis: cf ? 1 : -1 }) });
}

export function residual({ h = 256, cf = true }: Sizes = {}) {
  const inputs: Image = Input(image(3, h, cf));
  const branch = Conv2D(3, [3, 3], { padding: 'same', dataFormat: format(cf) })(inputs);
  return Model({ inputs, outputs: add([inputs, branch]) });
}

export function digits({ h = 27, f = 64, cf = true }: Sizes = {}) {
  const dataFormat = format(cf);
  const filters = f as number;
  const digit: Image = Input(image(1, h, cf));
  const encoded = digit.pipe(
    Conv2D(filters, [3, 3], { dataFormat }),
    Conv2D(filters, [3, 3], { dataFormat }),
    MaxPooling2D([2, 2], { dataFormat }),
    Flatten({ dataFormat }),
  );
  const vision = Model({ inputs: digit, outputs: encoded });
  const first: Image = Input(image(1, h, cf));
  const second: Image = Input(image(1, h, cf));
  const merged = concatenate([vision(first), vision(second)]);
  return Model({ inputs: [first, second], outputs: Dense(1, { activation: 'sigmoid' })(merged) });
}

export function vgg({ h = 224, f = [64, 128, 256], cf = true }: Sizes = {}) {
  return visionModel(h, f as readonly number[], cf);
}

function visionModel(h: number, filters: readonly number[], cf: boolean) {
  const dataFormat = format(cf);
  const [small = 64, middle = 128, large = 256] = filters;
  const conv = (count: number, padding: 'valid' | 'same' = 'valid') =>
    Conv2D(count, [3, 3], { activation: 'relu', padding, dataFormat });
  const pool = () => MaxPooling2D([2, 2], { dataFormat });
  const input: Image = Input(image(3, h, cf));
  return Sequential([input])
    .add(conv(small, 'same'))
    .add(conv(small))
    .add(pool())
    .add(conv(middle, 'same'))
    .add(conv(middle))
    .add(pool())
    .add(conv(large, 'same'))
    .add(conv(large))
    .add(conv(large))
    .add(pool())
    .add(Flatten({ dataFormat }));
}

export function vqa({
  h = 224,
  f = [64, 128, 256],
  T = 100,
  vocab = 10000,
  emb = 256,
  units = 256,
  answers = 1000,
  cf = true,
  frames,
}: Sizes = {}) {
  const vision = visionModel(h, f as readonly number[], cf);
  const picture: Image = Input(image(3, h, cf));
  const encodedPicture = vision(picture);
  const question = Input([T], { dtype: 'int32' });
  const encodedQuestion = LSTM(units)(Embedding(vocab, emb)(question));
  const merged = concatenate([encodedQuestion, encodedPicture]);
  const answer = Dense(answers, { activation: 'softmax' })(merged);
  // Another model over the same layers would hold them.
  if (frames === undefined) return Model({ inputs: [picture, question], outputs: answer });

  const video: SymbolicTensor<[null, number, number, number, number]> = Input([frames, ...image(3, h, cf)]);
  const encodedVideo = LSTM(units)(TimeDistributed(vision)(video));
  const questionEncoder = Model({ inputs: question, outputs: encodedQuestion });
  const videoQuestion = Input([T], { dtype: 'int32' });
  const videoMerged = Concatenate()([encodedVideo, questionEncoder(videoQuestion)]);
  const videoAnswer = Dense(answers, { activation: 'softmax' })(videoMerged);
  return Model({ inputs: [video, videoQuestion], outputs: videoAnswer });
}
