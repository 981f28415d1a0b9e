import * as tf from '@tensorflow/tfjs-core';
import type { AnyLayer } from '../../src/graph/layer.js';
import { optionsOf } from '../../src/io/kinds.js';
import { type Exported, exported } from './exported.js';
import { layerCall, layerName, useLayer } from './layer-calls.js';
import { type Fault, faultOf } from './outcome.js';
import { rightCall } from './right-calls.js';

type Change = (given: readonly unknown[]) => readonly unknown[];

/** A call of an export, with its arguments changed, and with what is then done with the result. */
export interface ExportCall {
  readonly path: string;
  /** Which of the random calls of a layer. */
  readonly index: number;
  /** Whether all options are stated, with their defaults, before arguments are changed. */
  readonly isComplete: boolean;
  /** Whether the arguments of what a class has made are changed, in place of those of the class. */
  readonly isOfCall: boolean;
}

/** Calls an export with right arguments that are changed, and says what is wrong with how that ends. */
export function faultOfCall(call: ExportCall, change: Change = (given) => given): Promise<Fault | undefined> {
  const make = exported.get(call.path) as Exported;
  const name = layerName(call.path, make);
  return faultOf(() => {
    if (name === undefined) {
      const { given, use } = rightCall(call.path) ?? { given: [] };
      const changed = change(call.isComplete ? complete(make, given) : given);
      return {
        given: [given, changed],
        run: async () => {
          const made = await make(...(changed as never[]));
          await use?.(made as never);
          return made;
        },
      };
    }
    const right = layerCall(name, call.index);
    const given = call.isComplete ? complete(make, right.given) : right.given;
    const [changed, on] = call.isOfCall ? [given, change(right.on)] : [change(given), right.on];
    return {
      given: [given, changed, right.on, on],
      run: () => {
        const layer = make(...(changed as never[])) as AnyLayer;
        try {
          useLayer(layer, on);
        } finally {
          if (typeof layer?.dispose === 'function') layer.dispose();
        }
      },
    };
  });
}

/** Arguments with all options of a class, as they are in what it makes. */
function complete(make: Exported, given: readonly unknown[]): readonly unknown[] {
  const last = given.at(-1);
  // It has no options of its own, and would still be at work while the call is measured.
  if (make.constructor.name === 'AsyncFunction') return given;
  const isOptions = typeof last === 'object' && last !== null && Object.getPrototypeOf(last) === Object.prototype;
  try {
    const made = make(...(given as never[])) as never;
    if ((made as unknown) instanceof Promise) {
      // What it is given is freed before it ends: it may fail.
      (made as Promise<unknown>).catch(() => undefined);
      return given;
    }
    tf.dispose(made);
    const options = { ...optionsOf(made) };
    (made as Partial<AnyLayer>).dispose?.();
    const positional = isOptions ? given.slice(0, -1) : given;
    for (const [name, value] of Object.entries(options)) {
      if (positional.some((item) => item === value || JSON.stringify(item) === JSON.stringify(value)))
        delete options[name];
    }
    return [...positional, { ...options, ...(isOptions ? last : {}) }];
  } catch {
    return given;
  }
}
