import type { DType } from '../types/dtype.js';
import type { Shape } from '../types/shape.js';
import type { Extras } from './extras.js';
import type { Form } from './form.js';
import type { AnyLayer } from './layer.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** One call of a layer: what went in and what came out. Frozen. */
export interface GraphNode {
  readonly layer: AnyLayer;
  /** The place of this call among the calls of its layer. */
  readonly index: number;
  /** What the layer was called on, and after that the tensors that the call named (initial states, masks). */
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** How the inputs that the layer was called on were given: alone, as a list, by name. */
  readonly inputForm: Form;
  readonly outputForm: Form;
  /** What the call said by name beside the inputs. */
  readonly extras: Extras<SymbolicTensor>;
  /** Whether the call fixed the phase: `training: true` keeps dropout on in `predict`. */
  readonly training: boolean | null;
  /** The line of the user's program that made it. */
  readonly site: string;
}

/** What comes out of a call, before it is a tensor of the graph. */
export interface Outlet {
  readonly shape: Shape;
  readonly dtype: DType;
}
