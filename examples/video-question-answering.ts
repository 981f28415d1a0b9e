/**
 * Video question answering: now that there is a model that answers questions about pictures, it is quickly turned into one
 * that answers questions about videos. What it has learned about pictures and questions it keeps.
 */
import { concatenate, Dense, Input, LSTM, Model, setRandomSeed, TimeDistributed } from 'tupleflow';
import { answers, askAboutVideos, frameCount, pictureSize, questionLength } from './coloured-squares.js';
import { mostLikely } from './most-likely.js';
import type { Size } from './size.js';
import * as visual from './visual-question-answering.js';

/** The part of questions about unseen videos that the model answers rightly. */
export interface Outcome {
  readonly accuracy: number;
}

/** The model of the guide, with what comes out on the way, made of parts of its model for pictures. */
export function guideModel() {
  const { visionModel, questionInput, encodedQuestion } = visual.guideModel();

  // The vision model, weights and all, encodes each of 100 frames: a sequence of vectors. An LSTM makes one of them.
  const videoInput = Input([100, 3, 224, 224]);
  const encodedFrames = TimeDistributed(visionModel)(videoInput); // SymbolicTensor<[null, 100, 160000]>
  const encodedVideo = LSTM(256)(encodedFrames); // SymbolicTensor<[null, 256]>

  // A model of the part that encodes questions: the same layers, and the same weights.
  const questionEncoder = Model({ inputs: questionInput, outputs: encodedQuestion });
  const videoQuestionInput = Input([100], { dtype: 'int32' });
  const encodedVideoQuestion = questionEncoder(videoQuestionInput);

  const merged = concatenate([encodedVideo, encodedVideoQuestion]); // SymbolicTensor<[null, 512]>
  const output = Dense(1000, { activation: 'softmax' })(merged);
  const model = Model({ inputs: [videoInput, videoQuestionInput], outputs: output });
  return { encodedFrames, encodedVideo, merged, model };
}

/** The same for small videos, with a hidden layer before the answer. */
function smallModel({ visionModel, questionInput, encodedQuestion }: ReturnType<typeof visual.smallModel>) {
  const videoInput = Input([frameCount, 3, pictureSize, pictureSize]);
  const encodedVideo = videoInput.pipe(TimeDistributed(visionModel), LSTM(32));

  const questionEncoder = Model({ inputs: questionInput, outputs: encodedQuestion });
  const videoQuestionInput = Input([questionLength], { dtype: 'int32' });
  const encodedVideoQuestion = questionEncoder(videoQuestionInput);

  const output = concatenate([encodedVideo, encodedVideoQuestion]).pipe(
    Dense(64, { activation: 'relu' }),
    Dense(answers.length, { activation: 'softmax' }),
  );
  return Model({ inputs: [videoInput, videoQuestionInput], outputs: output });
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  guideModel().model.summary();

  setRandomSeed(1);
  console.log('\nFirst, a small model learns to answer questions about pictures:');
  const parts = await visual.trainSmallModel(size);

  console.log(
    '\nThen its parts learn to answer questions about videos of a square that goes to the left or to the right:',
  );
  const model = smallModel(parts);
  model.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const train = askAboutVideos(size === 'full' ? 2000 : 64, 3);
  await model.fit([train.pixels, train.questions], train.answers, { epochs: size === 'full' ? 5 : 1 });

  const test = askAboutVideos(500, 4);
  const { accuracy = 0 } = await model.evaluate([test.pixels, test.questions], test.answers);
  console.log(
    `\nOf 500 questions about videos that it has not seen, it answers ${(100 * accuracy).toFixed(1)}% rightly.\n`,
  );

  using probabilities = await model.predict([test.pixels, test.questions]);
  for (const [index, best] of (await mostLikely(probabilities)).slice(0, 6).entries()) {
    console.log(`${test.texts[index]}? ${answers[best]} (${answers[test.answers[index] as number]})`);
  }
  model.dispose();
  parts.model.dispose();
  return { accuracy };
}
