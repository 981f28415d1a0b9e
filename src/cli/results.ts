/** What a command has found: as JSON, and as text; an empty one where there is nothing to say. */
export interface Result<Json> {
  readonly json: Json;
  readonly text: string;
}

/** The JSON of commands that write: the path of the file, or the content where none is asked for. */
export type WrittenResult = { readonly written: string } | { readonly content: string };

/** A tensor of a model. */
interface TensorResult {
  readonly name: string;
  /** The sizes of all axes, the batch first; `null` for one that varies. */
  readonly shape: readonly (number | string | null)[];
  readonly dtype: string;
}

/** The JSON of `summary`. */
export interface SummaryResult {
  readonly name: string;
  readonly className: string;
  readonly parameters: number;
  readonly trainableParameters: number;
  readonly inputs: readonly TensorResult[];
  readonly outputs: readonly TensorResult[];
  readonly layers: readonly {
    readonly name: string;
    readonly className: string;
    /** The outputs of each call. */
    readonly outputs: readonly (readonly Omit<TensorResult, 'name'>[])[];
    readonly parameters: number;
  }[];
}

/** The JSON of `predict`. */
export type PredictResult =
  | { readonly written: string }
  | { readonly outputs: readonly (TensorResult & { /** Nested lists. */ readonly values: unknown })[] };

/** The JSON of `doctor`. */
export interface DoctorResult {
  readonly tupleflow: string;
  readonly node: string;
  readonly platform: string;
  /** The backend on which models run where a program chooses none. */
  readonly backend: string;
  readonly simd: boolean;
  readonly backends: readonly BackendResult[];
}

/** Whether a backend starts, and why, or what hinders it. */
export interface BackendResult {
  readonly name: 'wasm' | 'node' | 'cpu';
  readonly starts: boolean;
  readonly reason: string;
}
