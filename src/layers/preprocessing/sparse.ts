import { received } from '../../arguments/received.js';
import { ArgumentError } from '../../errors.js';

/** The option of layers that in Keras can give sparse tensors. */
export interface NotSparse {
  /** Whether tensors are sparse, which no backend of TensorFlow.js has: `false`. */
  readonly sparse?: false;
}

/** `sparse`, which is false. */
export function checkSparse(layer: string, sparse: false): false {
  if (sparse === false) return sparse;
  throw new ArgumentError(
    `${layer}: sparse expects false, because sparse tensors are not supported (received ${received(sparse)})`,
  );
}
