// Mistakes that no compiler sees, because the types are forgotten: run time says what is wrong.
import { Add, Conv2D, Input, MultiHeadAttention } from 'tupleflow';
import { type Mistakes, sequence, untyped, x } from './models.js';

export const reported: Mistakes = {
  'kernel missing': () => untyped(Conv2D)(32),
  'mha list like keras-list': () => untyped(MultiHeadAttention(2, 8))([sequence, sequence]),
  'two args to a merge': () => untyped(Add())(x, x),
  'input spread': () => untyped(Input)(28, 28, 1),
};
