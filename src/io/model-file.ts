import type { AnyLayer } from '../graph/layer.js';
import type { NamedArray, NumberArray } from './formats/named-array.js';
import type { Json } from './keras-config.js';
import type { Pairs } from './stored-weights.js';

/** A model in a file, whatever its format: Keras' configurations, and the arrays of its weights. */
export interface ModelFile {
  /** The name of the file in errors. */
  readonly owner: string;
  /** The configuration of the model, as Keras 3 writes it; `null` in a file of weights. */
  readonly config: Json;
  /** How the model was compiled; `null` where it was not. */
  readonly compileConfig: Json;
  /** Whether `training` in the calls of the graph is what a user gave. */
  readonly keepsPhase: boolean;
  /**
   * The arrays of the weights of a model.
   *
   * @param skipsMismatch whether weights without an array of their shape are left out.
   * @throws DataError otherwise, if one has none.
   */
  pairs(model: AnyLayer, skipsMismatch: boolean): Pairs;
  /** The variables of the optimizer in Keras' order; none where there are none. */
  optimizer(): readonly NumberArray[];
  /** The variables of an optimizer of Keras 2 by their names, where an old file has them. */
  oldOptimizer?(): readonly NamedArray[];
  /** What `adapt` has learned, which some layers store in files of their own: the text of each by its path. */
  readonly assets: ReadonlyMap<string, string>;
}
