import { checkIsObject, checkOptions } from '../arguments/options.js';
import type { BackendName, WasmBinaries } from '../backends/backend.js';
import { isNode } from '../backends/node-modules.js';
import { ArgumentError, received, StateError } from '../errors.js';
import { checkIsLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { compileConfig } from '../io/compile-config.js';
import { hasNamedOutputs } from '../io/model-snapshot.js';
import { toKerasConfig } from '../io/to-keras-config.js';
import { isTypedArray, type TypedArray } from '../tensor/tensor-values.js';
import { isModel, modelState, type RuntimeModel } from '../training/model-state.js';
import { requireNotDisposed } from '../training/ownership.js';
import { Link, plain } from './link.js';
import type { HookCall, Start } from './messages.js';
import { type ModelData, memoryOf, weightsData } from './model-data.js';
import { ownWorker } from './own-worker.js';
import { type AnyWorker, portTo } from './port.js';
import { type AnyModel, type Host, type RemoteModel, remoteModel } from './remote-model.js';
import { BatchSources, callHook, type RemoteRun } from './remote-run.js';

/** The options of {@link startWorker}. */
export interface StartWorkerOptions {
  /**
   * A worker of your own, of a browser or of Node's `worker_threads`, whose program calls `serveModels`. The default is one of the
   * library's own program.
   */
  readonly worker?: AnyWorker;
  /**
   * A module that the worker imports, and whose exported functions are the classes and functions of your own that models may have.
   * It has to be a file that the worker can load as it is, as in Node; where there is a bundler, a worker of your own imports them.
   * The default is none.
   */
  readonly classes?: URL | string;
  /** Where models run in the worker. The default is WebAssembly, and `cpu`, with a warning, where that does not start. */
  readonly backend?: BackendName;
  /** Where the binaries of backend `wasm` are. By default the worker finds them, as a page does. */
  readonly binaries?: WasmBinaries;
}

/** A worker that runs models. */
export interface ModelWorker {
  /** Resolves when the worker can run models, with the name of the backend that it runs them on. */
  ready(): Promise<BackendName | undefined>;

  /**
   * Sends a model to the worker: its layers, weights, how it is compiled, and the state of its optimizer. What is called on the
   * result runs there, with the types of the model. After `fit`, the weights are those of the model here as well.
   *
   * Models are compiled before. Several models can be in one worker, and run at once.
   *
   * @param model The model, which stays.
   * @throws ArgumentError if it has a loss or metric that is a function, or a function without a name.
   *
   * @example
   * const remote = await worker.load(model);
   * const { history } = await remote.fit(images, digits, { epochs: 5 });
   * await model.save('digits.keras');
   */
  load<const Given extends AnyModel>(model: Given): Promise<RemoteModel<Given>>;

  /**
   * Lets the memory of a typed array go to the worker, where the array is given to a method of a model: it is not copied, and the
   * array is empty afterwards. All other arrays and tensors are copied once, and stay as they are.
   *
   * @param array The array, which is returned.
   *
   * @example
   * await remote.fit(worker.transfer(images), worker.transfer(digits));
   * images.length; // 0
   */
  transfer<Given extends TypedArray>(array: Given): Given;

  /** Ends the worker with its models. Calls that have not ended are rejected. */
  dispose(): void;
  [Symbol.dispose](): void;
}

/**
 * Starts a worker, a thread that trains models and predicts while this one goes on.
 *
 * @param options A worker of your own, classes of your own, and the backend.
 * @throws ArgumentError if an option does not exist.
 *
 * @example
 * const worker = startWorker();
 * const remote = await worker.load(model);
 * await remote.fit(images, digits, { epochs: 5, callbacks: [{ onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) }] });
 * worker.dispose();
 */
export function startWorker(options: StartWorkerOptions = {}): ModelWorker {
  checkIsObject('startWorker', options);
  checkOptions('startWorker', options, ['worker', 'classes', 'backend', 'binaries']);
  const worker = options.worker ?? ownWorker();
  if (typeof worker !== 'object' || worker === null || typeof worker.postMessage !== 'function') {
    throw new ArgumentError(`startWorker: worker expects a Worker (received ${received(worker)})`);
  }
  const givenAway = new WeakSet<TypedArray>();
  const isGivenAway = (array: TypedArray) => givenAway.has(array);
  const runs = new Map<number, RemoteRun>();
  const sources = new BatchSources(isGivenAway);
  const link: Link = new Link(
    portTo(worker),
    {
      ...sources.answers,
      hook(question: HookCall) {
        const run = runs.get(question.call);
        if (run === undefined) throw new StateError('a callback expects its run to go on (received the end of it)');
        return callHook(run, question, () => void link.ask('stop', plain(question.call)).catch(() => {}));
      },
    },
    true,
    (reason) => {
      worker.terminate();
      return new StateError(`a model in a worker expects the worker to go on (received its end: ${reason})`);
    },
  );
  const started = link.ask<BackendName | undefined>('start', plain(startOf(options)));
  // Whoever waits for it is told.
  started.catch(() => {});
  let calls = 0;
  const host: Host = { link, runs, sources, sending: { isGivenAway }, nextCall: () => calls++ };
  const dispose = () => {
    link.close(new StateError('a model in a worker expects a worker that is not disposed (received one that is)'));
    worker.terminate();
  };
  return {
    ready: () => started,
    async load<const Given extends AnyModel>(model: Given): Promise<RemoteModel<Given>> {
      const checked = checkedModel(model);
      const data = await modelData(checked);
      await started;
      const id = await link.ask<number>('load', { value: data, transfer: memoryOf(data.weights) });
      // Its methods are those of the model by name, and check in the worker what the model would check.
      return remoteModel(host, id, checked) as RemoteModel<Given>;
    },
    transfer(array) {
      if (!isTypedArray(array)) {
        throw new ArgumentError(`transfer expects a typed array (received ${received(array)})`);
      }
      givenAway.add(array);
      return array;
    },
    dispose,
    [Symbol.dispose]: dispose,
  };
}

function startOf({ classes, backend, binaries }: StartWorkerOptions): Start {
  const isTerminal = isNode() && process.stdout.isTTY === true;
  return {
    classes: classes === undefined ? null : String(classes),
    backend: backend ?? null,
    binaries: binaries instanceof URL ? String(binaries) : (binaries ?? null),
    columns: isTerminal ? process.stdout.columns : null,
  };
}

function checkedModel(model: AnyLayer): RuntimeModel {
  checkIsLayer('load', model);
  if (!isModel(model)) throw new ArgumentError(`load expects a model (received a ${model.className})`);
  requireNotDisposed(model, 'load');
  const { compiled } = model[modelState];
  for (const { name, loss, metrics, weightedMetrics } of compiled?.compiled.outputs ?? []) {
    if (loss?.className === 'LossFunction') throw ofFunction('a loss', 'losses.defineLoss', name);
    const isFunction = [...metrics, ...weightedMetrics].some((metric) => typeof metric === 'function');
    if (isFunction) throw ofFunction('metrics', 'metrics.defineMetric', name);
  }
  return model;
}

function ofFunction(what: string, define: string, output: string): ArgumentError {
  return new ArgumentError(
    `load expects ${what} of the library, or of ${define} in a module that the worker imports, for output ` +
      `'${output}' (received a function, which cannot be sent to a worker)`,
  );
}

/** A model as a message, of the moment of the call. */
async function modelData(model: RuntimeModel): Promise<ModelData> {
  const { compiled } = model[modelState];
  const config = toKerasConfig(model);
  const written = compiled === undefined ? null : compileConfig(compiled.compiled, hasNamedOutputs(model));
  const [weights, optimizer] = await Promise.all([weightsData(model), compiled?.optimizer.export() ?? null]);
  return { config, compileConfig: written, weights, optimizer };
}
