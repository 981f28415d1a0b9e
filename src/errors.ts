/** What every error of this library is; each kind below says what was wrong, and its message what to do. */
export abstract class TupleflowError extends Error {}

/** Tensors whose shapes or types do not fit the layer, model or operation that they are given to. */
export class ShapeError extends TupleflowError {
  override readonly name = 'ShapeError';
}

/** Layers, nodes and models that cannot be wired or asked in this way. */
export class GraphError extends TupleflowError {
  override readonly name = 'GraphError';
}

/** An option or argument whose value is not one of those that are allowed. */
export class ArgumentError extends TupleflowError {
  override readonly name = 'ArgumentError';
}

/** Data, targets, weights or files that do not fit the model, loss or layer that they are given to. */
export class DataError extends TupleflowError {
  override readonly name = 'DataError';
}

/** A call that comes at the wrong time: `fit` before `compile`, or anything after `dispose`. */
export class StateError extends TupleflowError {
  override readonly name = 'StateError';
}
