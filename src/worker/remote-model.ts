import { readyForModels } from '../backends/backend.js';
import type { AnyLayer } from '../graph/layer.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import { commonState, nextSeed, restoreCommonState } from '../random/random.js';
import { located } from '../training/model-members.js';
import { requireNoTraining } from '../training/model-run.js';
import type { RuntimeModel } from '../training/model-state.js';
import { requireNotDisposed } from '../training/ownership.js';
import type { Link } from './link.js';
import { plain } from './link.js';
import { type Call, type CallResult, type Method, methods } from './messages.js';
import {
  assignOptimizer,
  assignWeights,
  hasValues,
  memoryOf,
  orderedWeights,
  type WeightsData,
  weightsData,
} from './model-data.js';
import { fromParcel, type Sending, toParcel } from './payload.js';
import { type BatchSources, forwardAbort, type RemoteRun } from './remote-run.js';
import { argumentsOf, hooksOf } from './run-arguments.js';

/** A model in a worker: the methods that run it, with the types that they have at the model itself, and more. */
export type RemoteModel<Given> = Pick<Given, Method & keyof Given> & RemoteMembers;

/** The members of a model in a worker besides those of the model. */
export interface RemoteMembers {
  /** The name of the model. */
  readonly name: string;

  /**
   * Brings the weights and the state of the optimizer to the model of this thread, so that it is saved, or trained on here, as it is
   * in the worker. (Weights alone come by themselves after `fit` and `trainOnBatch`.)
   *
   * @throws StateError if the worker has ended.
   *
   * @example
   * await remote.pull();
   * await model.save('digits.keras');
   */
  pull(): Promise<void>;

  /**
   * Gives the weights of the model of this thread to the one in the worker.
   *
   * @throws StateError if the worker has ended.
   */
  push(): Promise<void>;

  /** Frees the model in the worker, which goes on. The model of this thread stays. */
  dispose(): Promise<void>;
}

/** What models in a worker share. */
export interface Host {
  readonly link: Link;
  readonly runs: Map<number, RemoteRun>;
  readonly sources: BatchSources;
  readonly nextCall: () => number;
  readonly sending: Sending;
}

/** The members of a model that a worker has under a number. */
export function remoteModel(host: Host, id: number, model: RuntimeModel): RemoteMembers {
  const { link } = host;
  const pull = async (withOptimizer: boolean) => {
    const data = await link.ask<{ readonly weights: WeightsData; readonly optimizer: OptimizerSnapshot | null }>(
      'pull',
      plain({ model: id, withOptimizer }),
    );
    requireNotDisposed(model, `${model.name}.pull`);
    requireNoTraining(model, `${model.name}.pull`);
    assignWeights(model, data.weights);
    if (data.optimizer !== null) await assignOptimizer(model, data.optimizer);
  };
  const runs = Object.keys(methods).map((method) => [
    method,
    async (...given: readonly unknown[]) => {
      const trace = new Error();
      try {
        return await run(host, id, model, method as Method, given, () => pull(false));
      } catch (error) {
        throw located(error, `${model.name}.${method}`, trace);
      }
    },
  ]);
  return {
    ...Object.fromEntries(runs),
    name: model.name,
    pull: () => pull(true),
    async push() {
      const weights = await weightsData(model);
      await link.ask('push', { value: { model: id, weights }, transfer: memoryOf(weights) });
    },
    async dispose() {
      await link.ask('dispose', plain(id));
    },
  };
}

async function run(
  host: Host,
  id: number,
  model: RuntimeModel,
  method: Method,
  given: readonly unknown[],
  pullWeights: () => Promise<void>,
): Promise<unknown> {
  requireNotDisposed(model, `${model.name}.${method}`);
  // As by a run of this thread, a seed is drawn at the call.
  const random = commonState();
  nextSeed();
  const afterwards = commonState().join();
  const { link, runs, sources } = host;
  const { args, options } = argumentsOf(method, given);
  const { callbacks, signal } = options;
  const kept: number[] = [];
  const sending: Sending = {
    ...host.sending,
    keepBatches(batches) {
      const source = sources.keep(batches);
      kept.push(source);
      return source;
    },
  };
  const call = host.nextCall();
  runs.set(call, { model, callbacks: callbacks ?? [] });
  let stopForwarding = () => {};
  const changesWeights = method === 'fit' || method === 'trainOnBatch' || !orderedWeights(model).every(hasValues);
  try {
    const { value, transfer } = await toParcel(args, method, sending);
    const question: Call = {
      model: id,
      call,
      method,
      given: value,
      random,
      hooks: callbacks?.map(hooksOf) ?? null,
      isAbortable: signal !== undefined,
      aborted: signal?.aborted === true ? link.failures.keep(signal.reason) : null,
    };
    const answer = link.ask<CallResult>('call', { value: question, transfer });
    stopForwarding = forwardAbort(link, call, signal);
    const { result, random: after } = await answer;
    // Validations draw seeds as well. Where this thread has drawn others meanwhile, it goes on with those.
    if (commonState().join() === afterwards) restoreCommonState(after);
    if (method.startsWith('predict')) await readyForModels();
    if (changesWeights) await pullWeights();
    return fromParcel(result).value;
  } catch (error) {
    // What has been trained before is here as well. The worker may have ended: then the first error is the one to know.
    if (changesWeights) await pullWeights().catch(() => {});
    throw error;
  } finally {
    stopForwarding();
    runs.delete(call);
    for (const source of kept) sources.forget(source);
  }
}

/** A model as a worker takes it. */
export interface AnyModel extends AnyLayer {
  readonly outputNames: readonly string[];
}
