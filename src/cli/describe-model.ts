import { basename, dirname, extname, relative } from 'node:path';
import { loadModel } from '../io/load-model.js';
import type { RuntimeModel } from '../training/model-state.js';
import { summary } from '../training/summary.js';
import { modelCode } from './model-code.js';
import { typesModule } from './types-module.js';

/** The model in a file, as it is within the library. */
export async function modelIn(path: string): Promise<RuntimeModel> {
  const model: unknown = await loadModel(path, { compile: false });
  return model as RuntimeModel;
}

/** The layers of a model, as a table or as JSON. */
export async function summaryText(path: string, isJson: boolean): Promise<string> {
  const model = await modelIn(path);
  if (isJson) return JSON.stringify(described(model), null, 2);
  const lines: string[] = [];
  summary(model, { print: (text) => lines.push(text) });
  return lines.join('\n');
}

function described(model: RuntimeModel): object {
  const layers = model.layers.map((layer) => ({
    name: layer.name,
    className: layer.className,
    outputs: layer.nodes.map(({ outputs }) => outputs.map(({ shape, dtype }) => ({ shape, dtype }))),
    parameters: layer.countParams(),
  }));
  return { name: model.name, className: model.className, parameters: model.countParams(), layers };
}

/** The module that loads a model with its types. */
export async function typesText(path: string, output: string | undefined): Promise<string> {
  const from = output === undefined ? '.' : dirname(output);
  const found = relative(from, path).replaceAll('\\', '/');
  const stem = basename(path) === 'model.json' ? basename(dirname(path)) : basename(path, extname(path));
  const words = stem.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  const names = {
    path: found.startsWith('.') ? found : `./${found}`,
    typeName: /^[A-Z]/.test(name) ? name : `Model${name}`,
  };
  return typesModule(await modelIn(path), names);
}

/** The code that builds a model. */
export async function codeText(path: string): Promise<string> {
  return modelCode(await modelIn(path));
}
