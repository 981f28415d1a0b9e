/**
 * Wide & Deep: a linear model remembers what goes together, a network generalizes, and both are trained together.
 *
 * "Wide & Deep Learning for Recommender Systems" by H. Cheng and others, 2016, with its layers. Parameters: one for each crossing, 32
 * for each word, n m + m for a layer of n to m features.
 */
import { Activation, add, concatenate, Dense, Embedding, Flatten, Input, Model } from 'tupleflow';

/** How likely someone is to install an app, for 30 categories, 16 numbers and 10 crossings of categories, as integers. */
export function wideAndDeep(options: { readonly words: number; readonly crossings: number }) {
  const { words, crossings } = options;
  const crossed = Input([10], { name: 'crossed', dtype: 'int32' });
  const categories = Input([30], { name: 'categories', dtype: 'int32' });
  const numbers = Input([16], { name: 'numbers' });

  const wide = crossed.pipe(Embedding(crossings, 1, { embeddingsInitializer: 'zeros' }), Flatten(), Dense(1));
  const deep = concatenate([categories.pipe(Embedding(words, 32), Flatten()), numbers]).pipe(
    Dense(1024, { activation: 'relu' }),
    Dense(512, { activation: 'relu' }),
    Dense(256, { activation: 'relu' }),
    Dense(1),
  );
  const installs = Activation('sigmoid', { name: 'installs' })(add([wide, deep]));
  return Model({ inputs: { crossed, categories, numbers }, outputs: installs });
}

export function fullWideAndDeep() {
  return wideAndDeep({ words: 1_000_000, crossings: 10_000_000 });
}
