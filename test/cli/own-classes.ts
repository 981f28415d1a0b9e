import * as tf from '@tensorflow/tfjs-core';
import { defineLayer } from 'tupleflow';

/** A class as a user's module exports it for files. */
export const Scale = defineLayer({
  name: 'Scale',
  package: 'my_package',
  configure: ({ factor }: { readonly factor: number }) => ({ factor }),
  shape: (input) => input,
  forward: (input, _, { factor }) => tf.mul(input, factor),
});
