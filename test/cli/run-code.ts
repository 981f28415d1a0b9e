import { transformSync } from 'esbuild';
import * as library from 'tupleflow';
import { isLayer } from '../../src/graph/create-layer.js';
import { original } from '../../src/graph/create-tensor.js';
import type { AnyLayer } from '../../src/graph/layer.js';
import { internals } from '../../src/graph/layer-state.js';
import { compileConfig } from '../../src/io/compile-config.js';
import { modelState, type RuntimeModel } from '../../src/training/model-state.js';
import { summary } from '../../src/training/summary.js';

/** The model that a module of code exports. */
export function runCode(code: string, classes: object = {}): RuntimeModel {
  const { code: script } = transformSync(code, { loader: 'ts', format: 'cjs' });
  const required = (name: string): unknown => (name === 'tupleflow' ? library : classes);
  const module: { exports: { readonly model?: unknown } } = { exports: {} };
  new Function('require', 'module', script)(required, module);
  return module.exports.model as RuntimeModel;
}

/** A model without the names of its layers: what two models have to have in common to be the same. */
export function described(model: RuntimeModel): unknown {
  const { compiled, graph } = model[modelState];
  const { inputs, outputs, topology } = graph;
  const producers = [...inputs.items.map((tensor) => original(tensor).producer), ...topology.nodes];
  const layers = [...new Set(producers.map(({ layer }) => layer))];
  const place = (tensor: library.SymbolicTensor) => {
    const { producer, outputIndex } = original(tensor);
    return [producers.indexOf(producer), outputIndex];
  };
  return {
    className: model.className,
    inputs: [inputs.structure, inputs.items.map(({ shape, dtype }) => ({ shape, dtype }))],
    outputs: [outputs.structure, outputs.items.map(place)],
    layers: layers.map((layer) => [layer.trainable, plain(layer)]),
    calls: topology.nodes.map((node) => ({
      layer: layers.indexOf(node.layer),
      inputs: node.inputs.map(place),
      options: node.named.options,
      training: node.training,
      outputs: node.outputs.map(({ shape, dtype }) => [shape, dtype]),
    })),
    weights: model.weights.map(({ shape }) => shape),
    summary: summaryOf(model),
    compiled: compiled && compileConfig(compiled.compiled, false),
  };
}

/** The summary of a model without names: classes, shapes and numbers of parameters, each of which once. */
function summaryOf(model: RuntimeModel): string {
  const lines: string[] = [];
  summary(model, { print: (text) => lines.push(text) });
  return lines
    .join('\n')
    .replaceAll(/[a-z]\w*(\[\d+\])*/g, '')
    .replaceAll(/[^\w(),]+/g, ' ');
}

/** The options of a layer, with those of layers inside it. */
function plain(value: unknown): unknown {
  if (isLayer(value)) {
    const layer: AnyLayer = value;
    if (modelState in layer) return described(layer as RuntimeModel);
    return [layer.className, plain(layer[internals].program.configuration)];
  }
  if (typeof value === 'function') return value.name;
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return Array.from(value as Float32Array);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plain(item)]));
}
