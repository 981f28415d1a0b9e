import { checkOptions } from '../arguments/options.js';
import { ArgumentError, received } from '../errors.js';
import { internals, withInnerLayers } from '../graph/layer-state.js';
import { canRecord } from '../recording/load-recorder.js';
import type { RecordedValue } from '../recording/recording.js';
import type { Replay } from '../recording/replay.js';
import { show } from '../types/shape.js';
import { modelState, type RuntimeModel } from './model-state.js';

/** How {@link explain} shows a model. */
export interface ExplainOptions {
  /** The function that writes the text. The default is `console.log`. */
  readonly print?: (text: string) => void;
}

/** A kernel of a recorded step. */
export interface ExplainedKernel {
  /** The name that TensorFlow.js has for it; `Fused` for several on elements that are one pass over memory. */
  readonly name: string;
  /** The shapes of the tensors that it reads. */
  readonly inputs: readonly (readonly number[])[];
  /** The shapes of the tensors that it computes. */
  readonly outputs: readonly (readonly number[])[];
  /** The mean time that it takes, in milliseconds; `null` where kernels do not run one by one, as on the native backend. */
  readonly milliseconds: number | null;
}

/** A step that is run as a list of kernels. */
export interface ExplainedStep {
  /** What the step does. */
  readonly task: 'train' | 'test' | 'predict';
  /** The shapes of its inputs, then of its targets. */
  readonly shapes: readonly (readonly number[])[];
  /** The kernels in the order in which they are run. */
  readonly kernels: readonly ExplainedKernel[];
  /** The mean time of a step, in milliseconds; `null` as long as none has been timed. */
  readonly milliseconds: number | null;
}

/** How steps of a model are run. */
export interface Explanation {
  /** The steps that run as lists of kernels. */
  readonly steps: readonly ExplainedStep[];
  /** Why steps run one operation at a time; empty where they are recorded. */
  readonly reason: string;
}

/** Shows how steps of a model are run, and returns the same as data. */
export function explain(model: RuntimeModel, options: ExplainOptions = {}): Explanation {
  const owner = `${model.name}.explain`;
  checkOptions(owner, options, ['print']);
  const print = options.print ?? console.log;
  if (typeof print !== 'function') {
    throw new ArgumentError(`${owner}: print expects a function (received ${received(print)})`);
  }
  const { steps } = model[modelState];
  const explanation: Explanation = {
    steps: steps.running.map(({ task, shapes, replay }) => ({ task, shapes, ...explainedReplay(replay) })),
    reason: reasonOf(model),
  };
  for (const line of linesOf(model.name, explanation)) print(line);
  return explanation;
}

function reasonOf(model: RuntimeModel): string {
  const { steps, compiled } = model[modelState];
  if (compiled?.compiled.runsEagerly === true) return 'compile has been given runEagerly: true';
  const eager = [...withInnerLayers(model)].find((layer) => layer[internals].program.runsEagerly === true);
  if (eager !== undefined) return `the layer ${eager.name} says runsEagerly`;
  return canRecord() ? steps.reason : 'steps are not recorded on this backend';
}

function explainedReplay({ recording, times }: Replay): Pick<ExplainedStep, 'kernels' | 'milliseconds'> {
  const shapeOf = (place: number) => (recording.values[place] as RecordedValue).shape;
  const mean = (total: number | undefined) => (total === undefined || times.runs === 0 ? null : total / times.runs);
  return {
    kernels: recording.kernels.map(({ name, inputs, outputs }, index) => ({
      name,
      inputs: inputs.map(([, place]) => shapeOf(place)),
      outputs: outputs.map(shapeOf),
      milliseconds: mean(times.kernels[index]),
    })),
    milliseconds: mean(times.total),
  };
}

function linesOf(name: string, { steps, reason }: Explanation): readonly string[] {
  if (reason !== '') return [`${name}: steps run one operation at a time: ${reason}`];
  if (steps.length === 0)
    return [`${name}: no step has been recorded; one is when batches of its shapes come for the third time`];
  const shapes = (all: readonly (readonly number[])[]) => all.map(show).join(', ');
  const time = (milliseconds: number | null) => (milliseconds === null ? '' : `${milliseconds.toFixed(3)} ms`);
  return steps.flatMap((step) => [
    [`${name}, ${step.task} on ${shapes(step.shapes)}: ${step.kernels.length} kernels`, time(step.milliseconds)]
      .filter(Boolean)
      .join(', '),
    ...step.kernels.map(
      (kernel) =>
        `${time(kernel.milliseconds).padStart(12)}  ${kernel.name.padEnd(24)} ${shapes(kernel.inputs)} -> ${shapes(kernel.outputs)}`,
    ),
  ]);
}
