import { Dense, Input, Model } from 'tupleflow';

/** Four features, three classes. */
export function classifier() {
  const inputs = Input([4], { name: 'features' });
  const outputs = inputs.pipe(Dense(5, { activation: 'tanh' }), Dense(3, { activation: 'softmax', name: 'classes' }));
  return Model({ inputs, outputs });
}

/** Two inputs, two outputs. */
export function twoByTwo() {
  const left = Input([3], { name: 'left' });
  const right = Input([2], { name: 'right' });
  const sum = Dense(1, { name: 'sum' })(left);
  const flag = Dense(1, { name: 'flag', activation: 'sigmoid' })(right);
  return Model({ inputs: [left, right], outputs: [sum, flag] });
}

/** Samples of {@link classifier}, that can be learned: the class is where the largest of three features is. */
export function samples(count: number): { readonly x: number[][]; readonly y: number[][]; readonly labels: number[] } {
  let state = 1;
  const random = () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
  const x = Array.from({ length: count }, () => [random(), random(), random(), random()]);
  const labels = x.map((row) => row.slice(0, 3).indexOf(Math.max(...row.slice(0, 3))));
  return { x, y: labels.map((label) => [0, 1, 2].map((index) => (index === label ? 1 : 0))), labels };
}
