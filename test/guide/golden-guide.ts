import { readFileSync } from 'node:fs';
import type { Sizes } from './models.js';
import type { Checksum, DataKind } from './numbers.js';

/** A layer of a model as Keras describes it. */
export interface GoldenLayer {
  readonly name: string;
  readonly cls: string;
  readonly params: number;
  readonly trainable_params: number;
  readonly nodes: readonly {
    readonly inputs: readonly (readonly (number | null)[])[];
    readonly outputs: readonly (readonly (number | null)[])[];
    readonly inbound: readonly string[];
  }[];
  readonly inner?: GoldenStructure;
}

/** A model as Keras describes it. */
export interface GoldenStructure {
  readonly name: string;
  readonly cls: string;
  readonly params: number;
  readonly inputs: readonly { readonly shape: readonly (number | null)[]; readonly dtype: string }[];
  readonly outputs: readonly { readonly shape: readonly (number | null)[] }[];
  readonly output_names: readonly string[] | null;
  readonly layers: readonly GoldenLayer[];
  readonly weights: readonly {
    readonly path: string;
    readonly name: string;
    readonly shape: readonly number[];
    readonly trainable: boolean;
  }[];
}

/** A tensor: all of its values, or the first ones and a checksum. */
export interface GoldenTensor {
  readonly shape: readonly number[];
  readonly values?: readonly number[];
  readonly head?: readonly number[];
  readonly checksum?: Checksum;
}

/** What a model is compiled with, in Keras' words. */
export interface GoldenCompile {
  readonly loss?: unknown;
  readonly loss_weights?: unknown;
  readonly metrics?: unknown;
}

/** One of the guide's models, with numbers. */
export interface GoldenModel {
  readonly id: string;
  readonly builder: string;
  readonly args: Sizes;
  readonly batch: number;
  readonly inputs: readonly DataKind[];
  readonly targets: readonly DataKind[];
  readonly compile: GoldenCompile;
  readonly model: GoldenStructure;
  readonly forward?: readonly GoldenTensor[];
  readonly train?: { readonly [optimizer: string]: GoldenTraining };
}

/** Three steps of an optimizer. */
export interface GoldenTraining {
  readonly optimizer: string;
  readonly config: { readonly learning_rate?: number; readonly momentum?: number };
  readonly steps: readonly { readonly [metric: string]: number }[];
  readonly final: readonly Checksum[];
}

/** A whole training. */
export interface GoldenFit {
  readonly id: string;
  readonly builder: string;
  readonly args: Sizes;
  readonly samples: number;
  readonly batch_size: number;
  readonly epochs: number;
  readonly validation_split: number;
  readonly optimizer: string;
  readonly compile: GoldenCompile;
  readonly inputs: readonly DataKind[];
  readonly targets: readonly DataKind[];
  readonly history: { readonly [metric: string]: readonly number[] };
  readonly evaluate: { readonly [metric: string]: number };
  readonly predict: readonly GoldenTensor[];
}

/** The guide's numbers, made with Keras. */
export const golden = JSON.parse(readFileSync(new URL('../golden/golden_guide.json', import.meta.url), 'utf8')) as {
  readonly models: readonly GoldenModel[];
  readonly fits: readonly GoldenFit[];
};

/** Keras' words in ours: `binary_crossentropy` is `binaryCrossentropy`; names of outputs stay. */
export function camelCase(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, camelCase(inner)]));
}
