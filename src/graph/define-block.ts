import type { ShapeFunction } from '../types/shape-function.js';
import type { Behaviour, CallInputs, Run, Value } from './behaviour.js';
import { createLayer, type LayerOptions } from './create-layer.js';
import type { Parts } from './form.js';
import type { AnyLayer, Layer } from './layer.js';
import type { Outlet } from './node.js';

/** What makes a layer of layers: what it is made of, and how shapes and values go through it. */
export interface BlockDefinition {
  /** The name of its class: `TimeDistributed`. */
  readonly name: string;
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly layers: readonly AnyLayer[];
  /**
   * Builds the layers for the block's inputs, one after the other, with the `build` of `call-layer.ts`, and says what comes
   * out.
   *
   * @param scope the path of the block, which that of its weights starts with.
   */
  readonly build: (call: CallInputs<Outlet>, scope: string) => Parts<Outlet>;
  /** Runs the layers, with `runLayer`. */
  readonly run: (call: CallInputs<Value>, run: Run) => Parts<Value>;
}

/** Makes a layer of layers, which has no weights but theirs. */
export function defineBlock<Rule extends ShapeFunction, Name extends string = string>(
  definition: BlockDefinition,
  options: LayerOptions<Name> = {},
): Layer<Rule, Name> {
  return createLayer(blockBehaviour(definition), options) as unknown as Layer<Rule, Name>;
}

/** What the graph asks of a layer of layers. */
export function blockBehaviour({ name, configuration = {}, layers, build, run }: BlockDefinition): Behaviour {
  return {
    className: name,
    configuration,
    layers,
    outlets: (call: CallInputs<Outlet>) => build(call, ''),
    build(call: CallInputs<Outlet>, path: string) {
      build(call, path);
      return [];
    },
    run: (call: CallInputs<Value>, _weights, context: Run) => run(call, context),
  };
}
