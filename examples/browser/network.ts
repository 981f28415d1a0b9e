import { Conv2D, Dense, Dropout, Flatten, Input, MaxPooling2D, Model } from 'tupleflow';

/** A small convolutional network that reads digits of 8 by 8 pixels. */
export function createNetwork() {
  const image = Input([8, 8, 1]);
  const digit = image.pipe(
    Conv2D(16, 3, { padding: 'same', activation: 'relu' }),
    Conv2D(32, 3, { padding: 'same', activation: 'relu' }),
    MaxPooling2D(2),
    Flatten(),
    Dropout(0.4),
    Dense(10, { activation: 'softmax' }),
  );
  return Model({ inputs: image, outputs: digit }).compile({
    optimizer: 'adam',
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
}
