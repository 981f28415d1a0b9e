import { layerScale } from '../../examples/zoo/conv-next.js';
import { denseBlockOf } from '../../examples/zoo/dense-net.js';
import { classToken, positionEmbedding } from '../../examples/zoo/embeddings.js';
import { noise } from '../../examples/zoo/variational-autoencoder.js';

/** The classes of layers that the zoo defines, as a user's module exports them for files. */
export const zooClasses = {
  LayerScale: layerScale,
  DenseBlock: denseBlockOf,
  ClassToken: classToken,
  PositionEmbedding: positionEmbedding,
  Noise: noise,
};
