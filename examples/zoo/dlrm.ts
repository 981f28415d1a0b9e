/**
 * DLRM: will someone click on an advertisement?
 *
 * "Deep Learning Recommendation Model for Personalization and Recommendation Systems" by M. Naumov and others, 2019 (540 millions of
 * parameters for the data of Criteo). A row of the tables has 16 parameters, a layer of n to m features n m + m.
 */
import { concatenate, Dense, Dot, Embedding, Flatten, Input, Model, ops, Reshape } from 'tupleflow';

/** The number of values of each of the 26 categories in the data of Criteo's contest of 2014. */
const criteo = [
  1460, 583, 10131227, 2202608, 305, 24, 12517, 633, 3, 93145, 5683, 8351593, 3194, 27, 14992, 5461306, 10, 5652, 2173,
  4, 7046547, 18, 15, 286181, 105, 142572,
];

/** How likely a click is, for 13 numbers and 26 categories. Values are counted through all categories, as there are in `rows`. */
export function dlrm(rows: number) {
  const numbers = Input([13], { name: 'numbers' });
  const categories = Input([26], { name: 'categories', dtype: 'int32' });
  // The tables of all categories in one.
  const embedded = Embedding(rows, 16)(categories);

  const dense = numbers.pipe(
    Dense(512, { activation: 'relu' }),
    Dense(256, { activation: 'relu' }),
    Dense(64, { activation: 'relu' }),
    Dense(16, { activation: 'relu' }),
  );

  // The product of each of 27 vectors with each other, once.
  const vectors = concatenate([Reshape([1, 16])(dense), embedded], { axis: 1 });
  const products = Dot(2)([vectors, vectors]);
  const pairs = Array.from({ length: 27 * 27 }, (_, place) => place).filter(
    (place) => place % 27 < Math.floor(place / 27),
  );
  const interactions = ops.take(Flatten()(products), pairs, 1);

  const click = concatenate([dense, interactions]).pipe(
    Dense(512, { activation: 'relu' }),
    Dense(256, { activation: 'relu' }),
    Dense(1, { activation: 'sigmoid', name: 'click' }),
  );
  return Model({ inputs: { numbers, categories }, outputs: click });
}

export function fullDlrm() {
  return dlrm(criteo.reduce((sum, values) => sum + values, 0));
}
