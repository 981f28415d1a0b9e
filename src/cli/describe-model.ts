import { basename, dirname, extname, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ArgumentError } from '../errors.js';
import { trainableWeightsOf } from '../graph/layer-state.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { OwnClasses } from '../io/config-reader.js';
import { loadModel } from '../io/load-model.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { summary } from '../training/summary.js';
import { modelCode } from './model-code.js';
import type { Result, SummaryResult } from './results.js';
import { typesModule } from './types-module.js';

/**
 * The model in a file, as it is within the library.
 *
 * @param classes The path of a module of the user's own classes.
 */
export async function modelIn(path: string, classes?: string): Promise<RuntimeModel> {
  const model: unknown = await loadModel(path, { compile: false, classes: await classesIn(classes) });
  return model as RuntimeModel;
}

/** What a module exports, by name: the user names it, and no file. */
export async function classesIn(path: string | undefined): Promise<OwnClasses> {
  if (path === undefined) return {};
  try {
    return { ...(await import(pathToFileURL(path).href)) } as OwnClasses;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ArgumentError(`--classes expects a module that can be imported (received ${path}: ${reason})`);
  }
}

/** The layers of a model. */
export async function summaryReport(path: string, classes?: string): Promise<Result<SummaryResult>> {
  const model = await modelIn(path, classes);
  const lines: string[] = [];
  summary(model, { print: (text) => lines.push(text) });
  const { inputs, outputs } = model[modelState].graph;
  const tensorOf = ({ name, shape, dtype }: SymbolicTensor) => ({ name, shape, dtype });
  const json: SummaryResult = {
    name: model.name,
    className: model.className,
    parameters: model.countParams(),
    trainableParameters: trainableWeightsOf(model).reduce((sum, { size }) => sum + size, 0),
    inputs: inputs.items.map(tensorOf),
    outputs: outputs.items.map(tensorOf),
    layers: model.layers.map((layer) => ({
      name: layer.name,
      className: layer.className,
      outputs: layer.nodes.map((node) => node.outputs.map(({ shape, dtype }) => ({ shape, dtype }))),
      parameters: layer.countParams(),
    })),
  };
  return { json, text: lines.join('\n') };
}

/** The module that loads a model with its types. */
export async function typesText(path: string, output: string | undefined, classes?: string): Promise<string> {
  const from = output === undefined ? '.' : dirname(output);
  const found = relative(from, path).replaceAll('\\', '/');
  const stem = basename(path) === 'model.json' ? basename(dirname(path)) : basename(path, extname(path));
  const words = stem.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const names = {
    path: found.startsWith('.') ? found : `./${found}`,
    typeName: /^[A-Z]/.test(name) ? name : `Model${name}`,
  };
  return typesModule(await modelIn(path, classes), names);
}

/** The code that builds a model, and compiles it as it is compiled. */
export async function codeText(path: string, { classes: given, compile, output }: CodeOptions): Promise<string> {
  const classes = await classesIn(given);
  const model: unknown = await loadModel(path, { compile, classes });
  if (given === undefined) return modelCode(model as RuntimeModel);
  const own = relative(dirname(output ?? '.'), given)
    .replaceAll('\\', '/')
    .replace(/\.(m?)ts$/, '.$1js');
  return modelCode(model as RuntimeModel, { path: own.startsWith('.') ? own : `./${own}`, classes });
}

interface CodeOptions {
  /** The path of the module of the user's own classes. */
  readonly classes?: string;
  /** Whether the code compiles the model. */
  readonly compile: boolean;
  /** The path of the file of the code. */
  readonly output?: string;
}
