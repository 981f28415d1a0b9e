/**
 * Visual question answering: a model that selects the one-word answer to a question about a picture.
 *
 * It encodes the question into a vector, and the picture into a vector, and puts both together. The guide's model, for
 * pictures of 224 x 224 pixels and 1000 answers, is built here; a small one is trained, on generated pictures.
 */
import { concatenate, Dense, Embedding, Flatten, Input, LSTM, Model, optimizers, setRandomSeed } from 'tupleflow';
import { Conv2D, MaxPooling2D, Sequential } from 'tupleflow/channels-first';
import { answers, askAboutPictures, pictureSize, questionLength, vocabularySize } from './coloured-squares.js';
import { mostLikely } from './most-likely.js';
import type { Size } from './size.js';

/** The part of questions about unseen pictures that the model answers rightly. */
export interface Outcome {
  readonly accuracy: number;
}

/** The model of the guide, with its parts. No weight takes memory before it is used: building it costs nothing. */
export function guideModel() {
  // First, a vision model, which encodes a picture into a vector.
  const visionModel = Sequential([Input([3, 224, 224])])
    .add(Conv2D(64, [3, 3], { activation: 'relu', padding: 'same' }))
    .add(Conv2D(64, [3, 3], { activation: 'relu' }))
    .add(MaxPooling2D([2, 2]))
    .add(Conv2D(128, [3, 3], { activation: 'relu', padding: 'same' }))
    .add(Conv2D(128, [3, 3], { activation: 'relu' }))
    .add(MaxPooling2D([2, 2]))
    .add(Conv2D(256, [3, 3], { activation: 'relu', padding: 'same' }))
    .add(Conv2D(256, [3, 3], { activation: 'relu' }))
    .add(Conv2D(256, [3, 3], { activation: 'relu' }))
    .add(MaxPooling2D([2, 2]))
    .add(Flatten());

  // This is a tensor with what the vision model makes of a picture.
  const imageInput = Input([3, 224, 224]);
  const encodedImage = visionModel(imageInput); // SymbolicTensor<[null, 160000]>

  // Next, a language model, which encodes a question of at most 100 words, integers from 1 to 9999, into a vector.
  const questionInput = Input([100], { dtype: 'int32' });
  const encodedQuestion = questionInput.pipe(Embedding(10000, 256, { inputLength: 100 }), LSTM(256));

  // Both vectors in one, and a logistic regression over 1000 words on top.
  const merged = concatenate([encodedQuestion, encodedImage]); // SymbolicTensor<[null, 160256]>
  const output = Dense(1000, { activation: 'softmax' })(merged);
  const model = Model({ inputs: [imageInput, questionInput], outputs: output });
  return { visionModel, questionInput, encodedQuestion, encodedImage, merged, model };
}

/** The same for small pictures, with a hidden layer before the answer: what is asked decides what is looked at. */
export function smallModel() {
  const visionModel = Sequential([Input([3, pictureSize, pictureSize])])
    .add(Conv2D(16, [3, 3], { activation: 'relu', padding: 'same' }))
    .add(MaxPooling2D([2, 2]))
    .add(Flatten())
    .add(Dense(32, { activation: 'relu' }));

  const imageInput = Input([3, pictureSize, pictureSize]);
  const encodedImage = visionModel(imageInput);

  const questionInput = Input([questionLength], { dtype: 'int32' });
  const encodedQuestion = questionInput.pipe(Embedding(vocabularySize, 8), LSTM(16));

  const output = concatenate([encodedQuestion, encodedImage]).pipe(
    Dense(64, { activation: 'relu' }),
    Dense(answers.length, { activation: 'softmax' }),
  );
  const model = Model({ inputs: [imageInput, questionInput], outputs: output });
  return { visionModel, questionInput, encodedQuestion, model };
}

/** Trains a small model on pictures with two coloured squares. */
export async function trainSmallModel(size: Size) {
  const parts = smallModel();
  parts.model.compile({
    optimizer: optimizers.Adam({ learningRate: 0.003 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { pixels, questions, answers: targets } = askAboutPictures(size === 'full' ? 4000 : 64, 1);
  await parts.model.fit([pixels, questions], targets, { epochs: size === 'full' ? 8 : 1 });
  return parts;
}

export async function run(size: Size = 'full'): Promise<Outcome> {
  guideModel().model.summary();

  setRandomSeed(1);
  console.log('\nA small model, trained on generated pictures of two coloured squares:');
  const { model } = await trainSmallModel(size);
  const test = askAboutPictures(500, 2);
  const { accuracy = 0 } = await model.evaluate([test.pixels, test.questions], test.answers);
  console.log(
    `\nOf 500 questions about pictures that it has not seen, it answers ${(100 * accuracy).toFixed(1)}% rightly.\n`,
  );

  using probabilities = await model.predict([test.pixels, test.questions]);
  for (const [index, best] of (await mostLikely(probabilities)).slice(0, 6).entries()) {
    console.log(`${test.texts[index]}? ${answers[best]} (${answers[test.answers[index] as number]})`);
  }
  model.dispose();
  return { accuracy };
}
