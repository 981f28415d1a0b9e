/**
 * Vision Transformer, B/16: the patches of an image as words of a sentence.
 *
 * "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale" by A. Dosovitskiy and others, 2021. The number of
 * parameters is that of the authors' weights: 86,567,656 (86 millions in table 1).
 */
import {
  Concatenate,
  Conv2D,
  Cropping1D,
  Dense,
  Dropout,
  Flatten,
  Identity,
  Input,
  LayerNormalization,
  MultiHeadAttention,
  Parallel,
  Reshape,
  Residual,
  repeat,
  Sequential,
} from 'tupleflow';
import { ClassToken, PositionEmbedding } from './embeddings.js';

function normalization() {
  return LayerNormalization({ epsilon: 1e-6 });
}

/** Each patch looks at all patches, and is then worked on for itself. */
function block<const Width extends number>(width: Width, heads: number) {
  const attention = Parallel([Identity(), Identity()], MultiHeadAttention(heads, width / heads));
  const perceptron = Sequential([Dense(4 * width, { activation: 'gelu' }), Dense(width), Dropout(0.1)]);
  return Sequential([
    Residual(Sequential([normalization(), attention, Dropout(0.1)])),
    Residual(Sequential([normalization(), perceptron])),
  ]);
}

/** The network for images that have so many patches. */
export function visionTransformer<
  const PatchSize extends number,
  const Patches extends number,
  const Width extends number,
  const Classes extends number,
>(options: {
  readonly patchSize: PatchSize;
  readonly patches: Patches;
  readonly width: Width;
  readonly heads: number;
  readonly depth: number;
  readonly classes: Classes;
}) {
  const { patchSize, patches, width, heads, depth, classes } = options;
  return Sequential([
    Conv2D(width, patchSize, { strides: patchSize }),
    Reshape([patches, width]),
    Parallel([ClassToken(), Identity()], Concatenate({ axis: 1 })),
    PositionEmbedding(patches + 1),
    repeat(depth, () => block(width, heads)),
    normalization(),
    Cropping1D([0, patches]),
    Flatten(),
    Dense(classes),
  ]);
}

export function visionTransformerB16() {
  return Sequential([
    Input([224, 224, 3]),
    visionTransformer({ patchSize: 16, patches: 196, width: 768, heads: 12, depth: 12, classes: 1000 }),
  ]);
}
