import { checkIsObject, checkOptions } from '../arguments/options.js';
import { ready, setBackend } from '../backends/backend.js';
import { importOptional, isNode } from '../backends/node-modules.js';
import { StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { OwnClasses } from '../io/config-reader.js';
import { commonState, restoreCommonState } from '../random/random.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import type { Failure } from './failure.js';
import { Link, type Parcel, plain } from './link.js';
import { type Call, type CallResult, type Method, methods, type Start } from './messages.js';
import { assignWeights, type ModelData, memoryOf, type WeightsData, weightsData } from './model-data.js';
import { fromParcel, toParcel } from './payload.js';
import { portOfWorker } from './port.js';
import { readModelData } from './read-model-data.js';
import { remoteBatches, ServedRun } from './served-run.js';

/** The options of {@link serveModels}. */
export interface ServeModelsOptions {
  /**
   * The classes and functions of your own that models may have, by their names: what `defineLayer`, `defineBlock`, `defineLoss` and
   * the like return. The default is none.
   */
  readonly classes?: OwnClasses;
}

/** A model as the worker calls it. */
type Callable = RuntimeModel & Readonly<Record<Method, (...given: readonly unknown[]) => Promise<unknown>>>;

/**
 * Makes a worker run the models that `startWorker` sends it: the program of a worker's file of your own.
 *
 * @throws StateError outside of a worker.
 *
 * @example
 * // worker.js, for startWorker({ worker: new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }) })
 * serveModels({ classes: { Scale } });
 */
export function serveModels(options: ServeModelsOptions = {}): void {
  checkIsObject('serveModels', options);
  checkOptions('serveModels', options, ['classes']);
  let classes: OwnClasses = options.classes ?? {};
  const models = new Map<number, Callable>();
  const runs = new Map<number, ServedRun>();
  let count = 0;
  const modelOf = (id: number): Callable => {
    const model = models.get(id);
    if (model !== undefined) return model;
    throw new StateError('a model in a worker expects not to be disposed (received a call of one that is)');
  };
  const link = new Link(
    portOfWorker('serveModels'),
    {
      async start({ classes: module, backend, binaries, columns }: Start) {
        // What is written in a worker of Node's goes to the terminal, of which the worker knows nothing.
        if (columns !== null && isNode()) Object.assign(process.stdout, { isTTY: true, columns });
        if (module !== null) classes = { ...classes, ...functionsOf(await importOptional<object>(module)) };
        if (backend !== null || binaries !== null) {
          await setBackend(backend ?? 'wasm', binaries === null ? {} : { binaries });
        }
        return plain(await ready());
      },
      load(data: ModelData) {
        models.set(count, readModelData(data, classes) as Callable);
        return plain(count++);
      },
      call: (call: Call) => run(call),
      abort({ call, failure }: { readonly call: number; readonly failure: Failure }) {
        runs.get(call)?.abort(link.failures.fromMessage(failure));
        return plain(null);
      },
      stop(call: number) {
        runs.get(call)?.stop();
        return plain(null);
      },
      async pull({ model: id, withOptimizer }: { readonly model: number; readonly withOptimizer: boolean }) {
        const model = modelOf(id);
        const [weights, optimizer] = await Promise.all([
          weightsData(model),
          withOptimizer ? model[modelState].compiled?.optimizer.export() : undefined,
        ]);
        return { value: { weights, optimizer: optimizer ?? null }, transfer: memoryOf(weights) };
      },
      push({ model, weights }: { readonly model: number; readonly weights: WeightsData }) {
        assignWeights(modelOf(model), weights);
        return plain(null);
      },
      dispose(id: number) {
        (models.get(id) as AnyLayer | undefined)?.dispose();
        models.delete(id);
        return plain(null);
      },
    },
    false,
    (reason) => new StateError(`a worker expects the program to go on (received ${reason})`),
  );

  async function run(call: Call): Promise<Parcel> {
    const model = modelOf(call.model);
    const served = new ServedRun(link, model, call);
    runs.set(call.call, served);
    if (call.aborted !== null) served.abort(link.failures.fromMessage(call.aborted));
    const received = fromParcel(call.given, (source, isOnce) => remoteBatches(link, source, isOnce));
    try {
      const given = [...(received.value as readonly unknown[])];
      const place = methods[call.method];
      if (place !== null) withOptions(given, place, served.options());
      // A run draws its seed as it is called.
      restoreCommonState(call.random);
      const result = await model[call.method](...given);
      const random = commonState();
      const { value, transfer } = await toParcel(result, call.method);
      if (call.method.startsWith('predict')) disposeAll(result);
      return { value: { result: value, random } satisfies CallResult, transfer };
    } finally {
      runs.delete(call.call);
      for (const tensor of received.tensors) tensor.dispose();
    }
  }

  function functionsOf(module: object): OwnClasses {
    return Object.fromEntries(Object.entries(module).filter(([, member]) => typeof member === 'function'));
  }
}

/** Adds options to those of a call. What is no object of options stays, to be rejected. */
function withOptions(given: unknown[], place: number, options: object): void {
  const own = given[place];
  if (own !== undefined && (typeof own !== 'object' || own === null)) return;
  while (given.length < place) given.push(undefined);
  if (own !== undefined || Object.keys(options).length > 0) given[place] = { ...(own as object), ...options };
}

/** Disposes the tensors of a result. */
function disposeAll(result: unknown): void {
  if (typeof result !== 'object' || result === null) return;
  if ('dispose' in result && typeof result.dispose === 'function') result.dispose();
  else for (const part of Object.values(result)) disposeAll(part);
}
