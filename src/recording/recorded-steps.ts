import type * as tf from '@tensorflow/tfjs-core';
import { recorder } from './load-recorder.js';
import type { Recording } from './recording.js';
import type { Replay } from './replay.js';

/** The tensors that a step computes, in one list; `layout` says by places in it which is which. */
export interface Outcome<Layout> {
  readonly layout: Layout;
  readonly tensors: readonly tf.Tensor[];
}

/** What a step of a model does. */
export type Task = 'train' | 'test' | 'predict';

/** A step as a function of data. */
export interface StepFunction<Layout> {
  /** What the step does. */
  readonly task: Task;
  /** The shapes of what the step is given: inputs and targets. */
  readonly shapes: readonly (readonly number[])[];
  /** The shapes, and everything else by which steps differ that are recorded apart. */
  readonly key: string;
  /** Objects that the step reads on the host: where one of them is another, it is recorded anew. */
  readonly guards: readonly unknown[];
  /** Whether the recording is compared with the step itself, as it is from time to time in any case. */
  readonly isChecked: boolean;
  /** The tensors that are others the next time, each once. */
  feeds(): readonly tf.Tensor[];
  /** The next seed of a source; `null` is the stream of the run. */
  seed(source: object | null): number;
  compute(): Outcome<Layout>;
}

/** A step of one key. */
interface Entry<Layout> {
  readonly task: Task;
  readonly shapes: readonly (readonly number[])[];
  readonly guards: readonly unknown[];
  uses: number;
  recording: Recording | undefined;
  layout: Layout | undefined;
  replay: Replay | undefined;
  /** How many times it has run as a list of kernels since it was compared with itself. */
  replays: number;
  /** Whether it has to be compared before it runs as a list of kernels again. */
  isStale: boolean;
}

/** How many steps of different shapes are remembered. */
const capacity = 16;

/**
 * Steps of a model that are recorded at their second use, compared with themselves at the third, and run as lists of kernels from
 * then on. From time to time, at uses whose number is a power of two, they are compared again: a step that depends on values on the
 * host which change runs as it is, always.
 */
export class RecordedSteps<Layout> {
  readonly #entries = new Map<string, Entry<Layout>>();
  readonly #onRefused: (reason: string) => void;
  /** Why steps run as they are; empty as long as none does. */
  #reason = '';

  /** @param onRefused is told why steps are not recorded, once. */
  constructor(onRefused: (reason: string) => void) {
    this.#onRefused = onRefused;
  }

  /** Why steps are not recorded; empty where they are. */
  get reason(): string {
    return this.#reason;
  }

  /** The recordings of the steps that run as lists of kernels. */
  get recordings(): readonly Recording[] {
    return [...this.#entries.values()].flatMap(({ recording, replay }) => (recording && replay ? [recording] : []));
  }

  /** The steps that run as lists of kernels. */
  get running(): readonly {
    readonly task: Task;
    readonly shapes: readonly (readonly number[])[];
    readonly replay: Replay;
  }[] {
    return [...this.#entries.values()].flatMap(({ task, shapes, replay }) =>
      replay ? [{ task, shapes, replay }] : [],
    );
  }

  run(step: StepFunction<Layout>): Outcome<Layout> {
    if (this.#reason !== '') return step.compute();
    const entry = this.#entryOf(step);
    entry.uses++;
    // At first, weights are initialized and slots made.
    if (entry.uses === 1) return step.compute();
    if (step.isChecked && entry.replay !== undefined && entry.replays === 0) {
      // Where each step is one that is compared, as in epochs of one batch, comparing would only take time.
      entry.isStale = true;
      return step.compute();
    }
    const isDue =
      entry.replay === undefined || entry.isStale || step.isChecked || Number.isInteger(Math.log2(entry.uses));
    if (!isDue) {
      try {
        entry.replays++;
        return {
          layout: entry.layout as Layout,
          tensors: (entry.replay as Replay).run({ feeds: step.feeds(), seed: step.seed }),
        };
      } catch {
        // The step itself has the better message, or none.
        this.#forget(step.key);
        return step.compute();
      }
    }
    return this.#record(entry, step);
  }

  /** Frees what recordings hold. */
  dispose(): void {
    for (const key of [...this.#entries.keys()]) this.#forget(key);
  }

  #record(entry: Entry<Layout>, step: StepFunction<Layout>): Outcome<Layout> {
    const loaded = recorder();
    if (loaded === undefined) return step.compute();
    const { compileRecording, difference, record } = loaded;
    const { result, recording, reason } = record(step.feeds(), () => step.compute());
    const before = entry.recording;
    const refusal = reason || (before && recording ? difference(before, recording) : '');
    if (recording === null || refusal !== '') {
      this.dispose();
      this.#reason = refusal;
      this.#onRefused(refusal);
      return result;
    }
    entry.layout = result.layout;
    entry.replays = 0;
    entry.isStale = false;
    if (before === undefined) entry.recording = recording;
    else entry.replay ??= compileRecording(before);
    return result;
  }

  #entryOf({ task, shapes, key, guards }: StepFunction<Layout>): Entry<Layout> {
    const known = this.#entries.get(key);
    const isValid =
      known?.guards.length === guards.length && guards.every((guard, index) => guard === known.guards[index]);
    if (known !== undefined && isValid) return known;
    this.#forget(key);
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= capacity && oldest !== undefined) this.#forget(oldest);
    const entry: Entry<Layout> = {
      task,
      shapes,
      guards,
      uses: 0,
      recording: undefined,
      layout: undefined,
      replay: undefined,
      replays: 0,
      isStale: false,
    };
    this.#entries.set(key, entry);
    return entry;
  }

  #forget(key: string): void {
    this.#entries.get(key)?.replay?.dispose();
    this.#entries.delete(key);
  }
}

/** Shapes and element types of tensors, in a few letters. */
export function shapesKey(tensors: readonly (tf.Tensor | undefined)[]): string {
  return tensors.map((tensor) => (tensor ? `${tensor.dtype}[${tensor.shape}]` : '-')).join(' ');
}
