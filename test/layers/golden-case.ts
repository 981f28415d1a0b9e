import { readFileSync } from 'node:fs';
import type { JsonRecord } from '../../src/io/keras-config.js';

/** A configuration as Keras writes it. */
export type KerasConfiguration = JsonRecord;

/** Flat and in row-major order; what JSON cannot say is a string. */
export type Numbers = readonly (number | string | boolean)[];

/** A class, its configuration, and the layer that it wraps, if any. */
export type Specification = readonly [
  className: string,
  configuration: KerasConfiguration,
  inner?: Specification | undefined,
];

export interface GoldenWeight {
  readonly name: string;
  readonly path: string;
  readonly shape: readonly number[];
  readonly trainable: boolean;
  readonly values?: Numbers;
  /** The values after a call in training, where it changed them. */
  readonly after?: Numbers;
}

export type NestedMask = readonly (number | NestedMask)[];

/** What Keras computed with a layer. */
export interface GoldenCase {
  readonly id: string;
  readonly layer: string;
  readonly config: KerasConfiguration;
  readonly inner?: Specification;
  readonly chain?: readonly Specification[];
  readonly note?: string;
  readonly call?: KerasConfiguration;
  readonly call_inputs?: readonly string[];
  readonly training?: boolean;
  readonly floatx?: string;
  readonly input_shapes: readonly (readonly number[])[];
  readonly input_dtypes: readonly ('float32' | 'int32')[];
  readonly masks?: readonly (NestedMask | null)[];
  readonly output_shapes: readonly (readonly number[])[];
  readonly weights: readonly GoldenWeight[];
  readonly inputs?: readonly Numbers[];
  readonly outputs?: readonly Numbers[];
  readonly output_mask?: NestedMask;
  readonly grad_inputs?: readonly (Numbers | null)[];
  readonly grad_weights?: readonly (Numbers | null)[];
}

const members: Record<keyof GoldenCase, true> = {
  id: true,
  layer: true,
  config: true,
  inner: true,
  chain: true,
  note: true,
  call: true,
  call_inputs: true,
  training: true,
  floatx: true,
  input_shapes: true,
  input_dtypes: true,
  masks: true,
  output_shapes: true,
  weights: true,
  inputs: true,
  outputs: true,
  output_mask: true,
  grad_inputs: true,
  grad_weights: true,
};

/** The file that `GOLDEN_LAYERS` names, else the project's own. */
const own = ['layers', 'layers_more', 'layers_recurrent', 'layers_edges'].map(
  (name) => new URL(`../golden/golden_${name}.json`, import.meta.url),
);
const given = process.env.GOLDEN_LAYERS;
const cases = (given === undefined ? own : [given]).flatMap(
  (file) => (JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly GoldenCase[] }).cases,
);

/** The classes that there are cases of. */
export const goldenClasses: readonly string[] = [...new Set(cases.map(({ layer }) => layer))];

/** All cases of a class; throws where one says what this type does not know. */
export function goldenCases(className: string): readonly GoldenCase[] {
  const found = cases.filter(({ layer }) => layer === className);
  for (const one of found) {
    const unknown = Object.keys(one).find((member) => !(member in members));
    if (unknown !== undefined)
      throw new Error(`golden case ${one.id} has '${unknown}', which the harness does not know`);
  }
  return found;
}
