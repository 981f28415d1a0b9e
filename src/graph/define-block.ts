import type { ShapeFunction } from '../types/shape-function.js';
import type { Behaviour, CallInputs, Run, Value } from './behaviour.js';
import type { CallDefinition } from './call-definition.js';
import { createLayer, type LayerOptions } from './create-layer.js';
import type { Parts } from './form.js';
import type { AnyLayer, Layer } from './layer.js';
import { internals } from './layer-internals.js';
import type { Outlet } from './node.js';
import type { Weight } from './weight.js';

/** What makes a layer of layers: what it is made of, and how shapes and values go through it. */
export interface BlockDefinition {
  /** The name of its class: `TimeDistributed`. */
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly layers: readonly AnyLayer[];
  /** What its calls take beside the inputs; nothing unless given. */
  readonly call?: CallDefinition;
  /**
   * Builds the layers for the block's inputs, one after the other, with the `build` of `call-layer.ts`, and says what comes
   * out.
   *
   * @param scope the path of the block, which that of its weights starts with.
   */
  readonly build: (call: CallInputs<Outlet>, scope: string) => Parts<Outlet>;
  /** The block's own weights, once its layers are built; none unless given. */
  readonly weights?: (scope: string) => readonly Weight[];
  /** Runs the layers, with `runLayer`. */
  readonly run: (call: CallInputs<Value>, run: Run, weights: readonly Weight[]) => Parts<Value>;
  /** The same with copies of its layers, and options that differ by `changes`; only for a block that is copied. */
  readonly remade?: (changes: Readonly<Record<string, unknown>>) => BlockDefinition;
  /** Forgets what the block itself keeps from batch to batch. */
  readonly resetState?: () => void;
}

/** Makes a layer of layers. */
export function defineBlock<Rule extends ShapeFunction, Name extends string = string>(
  definition: BlockDefinition,
  options: LayerOptions<Name> = {},
): Layer<Rule, Name> {
  return createLayer(blockBehaviour(definition), options) as unknown as Layer<Rule, Name>;
}

/** What the graph asks of a layer of layers. */
function blockBehaviour({
  name,
  configuration = {},
  layers,
  call: taken = {},
  build,
  weights,
  run,
  remade,
  resetState,
}: BlockDefinition): Behaviour {
  return {
    className: name,
    configuration,
    layers,
    takesStrings: true,
    call: taken,
    outlets: (call: CallInputs<Outlet>, path: string) => allOrNothing(layers, () => build(call, path)),
    build: (_call, path: string) => weights?.(path) ?? [],
    run: (call: CallInputs<Value>, own, context: Run) => run(call, context, own),
    ...(remade === undefined
      ? {}
      : { remade: (changes: Readonly<Record<string, unknown>>) => blockBehaviour(remade(changes)) }),
    ...(resetState === undefined ? {} : { resetState }),
  };
}

/** Builds layers; where one does not fit, those before it are as they were, so that another call can build them otherwise. */
function allOrNothing(layers: readonly AnyLayer[], build: () => Parts<Outlet>): Parts<Outlet> {
  const unbuilt = withInner(layers).filter((layer) => layer[internals].weights === undefined);
  try {
    return build();
  } catch (error) {
    for (const layer of unbuilt) layer[internals].weights = undefined;
    throw error;
  }
}

/** Layers, and those that they are made of. */
function withInner(layers: readonly AnyLayer[]): readonly AnyLayer[] {
  return layers.flatMap((layer) => [layer, ...withInner(layer.layers)]);
}
