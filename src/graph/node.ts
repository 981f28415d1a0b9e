import type { AnyLayer } from './layer.js';
import type { NamedArguments } from './named-arguments.js';
import type { Inference } from './program.js';
import type { StructureKind } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** One call of a layer: what went in and what came out. Frozen. */
export interface GraphNode {
  readonly layer: AnyLayer;
  /** The place of this call among the calls of its layer. */
  readonly index: number;
  /** The inputs, and after them the tensors that the call gave by name (initial states, masks). */
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** Whether the inputs were given alone, as a list or by name. */
  readonly inputStructure: StructureKind;
  readonly outputStructure: StructureKind;
  /** The arguments that the call gave by name. */
  readonly named: NamedArguments<SymbolicTensor>;
  /** Whether the call fixed the phase: `training: true` keeps dropout on in `predict`. */
  readonly training: boolean | null;
  /** The line of the user's program that made it. */
  readonly site: string;
  /** All that is known of the call before it runs: shapes, weights, the calls of inner layers. */
  readonly inference: Inference;
}
