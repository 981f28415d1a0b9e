/**
 * Siamese network: are two characters the same one?
 *
 * "Siamese Neural Networks for One-shot Image Recognition" by G. Koch and others, 2015, whose network has 38,951,745 parameters: a
 * convolution with filters of k x k pixels of n to m channels has k k n m + m.
 */
import { Conv2D, Dense, Flatten, Input, MaxPooling2D, Model, maximum, Sequential, subtract } from 'tupleflow';

function encoder<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Units extends number,
>(filters: readonly [First, Second, Third], units: Units) {
  return Sequential([
    Conv2D(filters[0], 10, { activation: 'relu' }),
    MaxPooling2D(2),
    Conv2D(filters[1], 7, { activation: 'relu' }),
    MaxPooling2D(2),
    Conv2D(filters[1], 4, { activation: 'relu' }),
    MaxPooling2D(2),
    Conv2D(filters[2], 4, { activation: 'relu' }),
    Flatten(),
    Dense(units, { activation: 'sigmoid' }),
  ]);
}

/** How likely two images are to show the same character: one encoder looks at both. */
export function siamese<
  const First extends number,
  const Second extends number,
  const Third extends number,
  const Units extends number,
>(options: { readonly filters: readonly [First, Second, Third]; readonly units: Units }) {
  const { filters, units } = options;
  const left = Input([105, 105, 1], { name: 'left' });
  const right = Input([105, 105, 1], { name: 'right' });
  const encode = encoder(filters, units);
  const [first, second] = [encode(left), encode(right)];
  // The absolute difference: a difference or its opposite.
  const distance = maximum([subtract([first, second]), subtract([second, first])]);
  const same = Dense(1, { activation: 'sigmoid', name: 'same' })(distance);
  return Model({ inputs: { left, right }, outputs: same });
}

export function fullSiamese() {
  return siamese({ filters: [64, 128, 256], units: 4096 });
}
