import { original } from '../graph/create-tensor.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import { inputsOf } from '../graph/named-arguments.js';
import { type Flat, mapFlat } from '../graph/structure.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import { isModel, modelState, type RuntimeModel } from '../training/model-state.js';
import { callOptions, consumersIn, inputCode } from './call-code.js';
import { type CodeContext, generalOf, moduleText, type OwnModule, plainName } from './class-code.js';
import { bracketed, call, keyOf, Names, quoted, record, structured } from './code-text.js';
import { compileCode } from './compile-code.js';
import { modelFunctions, modelOptions, type Naming } from './model-functions.js';
import { countUses } from './model-uses.js';
import { objectCode, valueCode } from './object-code.js';
import { operationCode } from './operation-code.js';

/**
 * A module of TypeScript that builds a model anew, with weights of its own, compiles it in the same way, and exports it as `model`.
 *
 * @param own The module that exports the classes and functions of the user's own. The default is none.
 * @throws ArgumentError if it holds a class that neither the library nor that module has.
 */
export function modelCode(model: RuntimeModel, own: OwnModule | null = null): string {
  const writer = new ModelWriter({ imports: new Set(), uses: countUses(model), functions: new Map(), own });
  return writer.module(model);
}

/** What the writers of a module share. */
interface Shared {
  readonly imports: Set<string>;
  /** How often each layer stands in the code. */
  readonly uses: ReadonlyMap<AnyLayer, number>;
  /** The calls of functions that return models of which there are several. */
  readonly functions: Map<AnyLayer, string>;
  readonly own: OwnModule | null;
}

/** A tensor whose code is a chain that is still growing. */
type Chain = { readonly input: string; readonly layers: readonly string[] };

class ModelWriter implements CodeContext {
  readonly #shared: Shared;
  readonly #statements: string[] = [];
  readonly #names: Names;
  /** The constants of layers that stand in the code more than once. */
  readonly #constants = new Map<AnyLayer, string>();
  readonly #tensors = new Map<SymbolicTensor, string>();
  readonly #chains = new Map<SymbolicTensor, Chain>();

  constructor(shared: Shared, names: Names = new Names()) {
    this.#shared = shared;
    this.#names = names;
  }

  get own(): OwnModule | null {
    return this.#shared.own;
  }

  use(name: string): string {
    this.#shared.imports.add(name);
    return name;
  }

  /** The module of a model: imports, functions, statements. */
  module(model: RuntimeModel): string {
    const functions = modelFunctions(model, this.#names, this.#shared, (each, names, naming) =>
      new ModelWriter(this.#shared, names).#body(each, naming),
    );
    const code = this.#model(model);
    const compiled = compileCode(model, this);
    const { imports, own } = this.#shared;
    const statements = [...functions, ...this.#statements, `export const model = ${code};`, ...compiled];
    return moduleText(imports, own, statements);
  }

  layer(layer: AnyLayer): string {
    const known = this.#constants.get(layer);
    if (known !== undefined) return known;
    const code = this.#layerCode(layer);
    const { uses, functions } = this.#shared;
    const isStatement = isModel(layer) && layer.className !== 'Sequential' && !functions.has(layer);
    if ((uses.get(layer) ?? 0) < 2 && !isStatement) return code;
    const name = this.#names.of(plainName(layer));
    this.#constants.set(layer, name);
    this.#statements.push(`const ${name} = ${code};`);
    return name;
  }

  #layerCode(layer: AnyLayer): string {
    const { className } = layer;
    const { kind, package: own } = layer[internals].program;
    if (isModel(layer)) return this.#shared.functions.get(layer) ?? this.#model(layer);
    if (kind !== 'block') return objectCode(layer, this);
    if (className === 'Repeat' && own === 'tupleflow') return this.#repeat(layer);
    if (className !== 'Sequential' || own !== undefined) return objectCode(layer, this);
    const general = Object.entries(generalOf(layer)).map(([name, value]) => [name, valueCode(value, this)] as const);
    return this.#sequence(
      layer.layers.map((each) => this.layer(each)),
      general,
    );
  }

  /** The statements of a function that returns a model. */
  #body(model: RuntimeModel, naming: Naming): string {
    const code = this.#model(model, naming);
    return [...this.#statements, `return ${code};`].join('\n');
  }

  /** The code of a model: that of its layers comes before it. */
  #model(model: RuntimeModel, naming: Naming = 'own'): string {
    const { graph } = model[modelState];
    const { name, ...general } = modelOptions(model);
    const named = naming === 'own' && name !== undefined ? [['name', quoted(name)] as const] : [];
    const options = [
      ...(naming === 'parameter' ? [['name', 'name'] as const] : named),
      ...Object.entries(general).map(([option, value]) => [option, valueCode(value, this)] as const),
    ];
    if (model.className === 'Sequential') {
      const [input] = graph.inputs.items as readonly [SymbolicTensor];
      return this.#sequence([inputCode(input, this), ...model.layers.map((layer) => this.layer(layer))], options);
    }
    for (const tensor of graph.inputs.items) this.#declare(tensor, inputCode(tensor, this));
    const consumers = consumersIn(model);
    for (const node of graph.topology.nodes) this.#node(node, consumers);
    const list = (flat: Flat<SymbolicTensor>) => structured(mapFlat(flat, (tensor) => this.#tensor(tensor)));
    return call(this.use('Model'), [
      record([['inputs', list(graph.inputs)], ['outputs', list(graph.outputs)], ...options]),
    ]);
  }

  #sequence(items: readonly string[], options: readonly (readonly [name: string, code: string])[]): string {
    const list = bracketed('[', items, ']');
    return call(this.use('Sequential'), [list, ...(options.length === 0 ? [] : [record(options)])]);
  }

  /** Copies of a block: made alike, or each in its way. */
  #repeat(layer: AnyLayer): string {
    const { times } = layer[internals].program.configuration as { readonly times: number };
    const copies = layer.layers.map((each) => this.layer(each));
    const general = Object.entries(generalOf(layer)).map(([name, value]) => [name, valueCode(value, this)] as const);
    const options = general.length === 0 ? [] : [record(general)];
    const [copy = ''] = copies;
    if (copies.every((each) => each === copy)) {
      return call(this.use('repeat'), [String(times), `() => ${copy}`, ...options]);
    }
    const name = this.#names.of('copies');
    this.#statements.push(`const ${name} = ${bracketed('[', copies, ']')} as const;`);
    const index = copies.map((_, place) => place).join(' | ');
    return call(this.use('repeat'), [String(times), `(index) => ${name}[index as ${index}]`, ...options]);
  }

  /** One call of a layer: it goes on with a chain, or begins one, or is a statement. */
  #node(node: GraphNode, consumers: ReadonlyMap<SymbolicTensor, number>): void {
    const [input] = node.inputs as readonly [SymbolicTensor];
    const [output] = node.outputs as readonly [SymbolicTensor];
    const options = callOptions(node, this, (tensor) => this.#tensor(tensor));
    const isOperation = node.layer[internals].program.kind === 'operation';
    const isPiped =
      !isOperation && node.inputs.length === 1 && node.inputStructure === 'one' && node.outputStructure === 'one';
    if (isPiped && options.length === 0) {
      const before = consumers.get(original(input)) === 1 ? this.#chains.get(original(input)) : undefined;
      const layer = this.layer(node.layer);
      if (before !== undefined) this.#chains.delete(original(input));
      const { input: start, layers } = before ?? { input: this.#tensor(input), layers: [] };
      this.#chains.set(output, { input: start, layers: [...layers, layer] });
      return;
    }
    const code = isOperation ? operationCode(node, this, (tensor) => this.#tensor(tensor)) : this.#call(node, options);
    if (node.outputStructure === 'one') {
      this.#declare(output, code);
      return;
    }
    const names = node.outputs.map((tensor, index) =>
      this.#names.of(`${plainName(tensor.producer.layer)}_${keyOf(node.outputStructure, index)}`),
    );
    for (const [index, tensor] of node.outputs.entries()) this.#tensors.set(tensor, names[index] as string);
    const pattern = structured({ structure: node.outputStructure, items: names });
    this.#statements.push(`const ${pattern} = ${code};`);
  }

  #call(node: GraphNode, options: readonly (readonly [string, string])[]): string {
    const inputs = inputsOf(node).map((tensor) => this.#tensor(tensor));
    const { positional } = node.layer[internals].program.callArguments;
    const given = positional === undefined ? [structured({ structure: node.inputStructure, items: inputs })] : inputs;
    return call(this.layer(node.layer), [...given, ...(options.length === 0 ? [] : [record(options)])]);
  }

  #declare(tensor: SymbolicTensor, code: string): void {
    const name = this.#names.of(plainName(tensor.producer.layer));
    this.#tensors.set(tensor, name);
    this.#statements.push(`const ${name} = ${code};`);
  }

  /** The constant that holds a tensor: a chain ends where one is needed. */
  #tensor(given: SymbolicTensor): string {
    const tensor = original(given);
    const chain = this.#chains.get(tensor);
    if (chain !== undefined) {
      this.#chains.delete(tensor);
      this.#declare(tensor, call(`${chain.input}.pipe`, chain.layers));
    }
    return this.#tensors.get(tensor) as string;
  }
}
