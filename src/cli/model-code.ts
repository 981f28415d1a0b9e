import { ArgumentError, received } from '../errors.js';
import { original } from '../graph/create-tensor.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import { inputsOf } from '../graph/named-arguments.js';
import { type Flat, mapFlat } from '../graph/structure.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import { isModel, modelState, type RuntimeModel } from '../training/model-state.js';
import type { Shape } from '../types/shape.js';
import { bracketed, call, keyOf, Names, quoted, record, structured } from './code-text.js';
import { type CodeContext, generalOf, objectCode, valueCode } from './object-code.js';
import { operationCode } from './operation-code.js';

/**
 * A module of TypeScript that builds a model anew, with weights of its own, and exports it as `model`.
 *
 * @throws ArgumentError if it holds a class that the library does not have.
 */
export function modelCode(model: RuntimeModel): string {
  const writer = new ModelWriter(model);
  const code = writer.model(model);
  const imports = [...writer.imports].sort((left, right) => (left.toLowerCase() < right.toLowerCase() ? -1 : 1));
  const statements = [...writer.statements, `export const model = ${code};`];
  return `import ${bracketed('{', imports, '}', true)} from 'tupleflow';\n\n${statements.join('\n')}\n`;
}

/** A tensor whose code is a chain that is still growing. */
type Chain = { readonly input: string; readonly layers: readonly string[] };

class ModelWriter implements CodeContext {
  readonly imports = new Set<string>();
  readonly statements: string[] = [];
  readonly #names = new Names();
  /** How often each layer stands in the code. */
  readonly #uses = new Map<AnyLayer, number>();
  /** The constants of layers that stand in it more than once. */
  readonly #constants = new Map<AnyLayer, string>();
  readonly #tensors = new Map<SymbolicTensor, string>();
  readonly #chains = new Map<SymbolicTensor, Chain>();

  constructor(model: RuntimeModel) {
    this.#count(model, new Set());
  }

  use(name: string): string {
    this.imports.add(name);
    return name;
  }

  layer(layer: AnyLayer): string {
    const known = this.#constants.get(layer);
    if (known !== undefined) return known;
    const { className } = layer;
    const isSequence = layer[internals].program.kind === 'block' && className === 'Sequential';
    const code = isModel(layer)
      ? this.model(layer)
      : isSequence
        ? this.#sequence(
            layer,
            layer.layers.map((each) => this.layer(each)),
          )
        : objectCode(layer, this);
    if ((this.#uses.get(layer) ?? 0) < 2 && !(isModel(layer) && className !== 'Sequential')) return code;
    const name = this.#names.of(layer.name);
    this.#constants.set(layer, name);
    this.statements.push(`const ${name} = ${code};`);
    return name;
  }

  /** The code of a model: that of its layers comes before it. */
  model(model: RuntimeModel): string {
    const { graph } = model[modelState];
    if (model.className === 'Sequential') {
      const [input] = graph.inputs.items as readonly [SymbolicTensor];
      return this.#sequence(model, [this.#input(input), ...model.layers.map((layer) => this.layer(layer))]);
    }
    for (const tensor of graph.inputs.items) this.#declare(tensor, this.#input(tensor));
    const consumers = consumersIn(model);
    for (const node of graph.topology.nodes) this.#node(node, consumers);
    const list = (flat: Flat<SymbolicTensor>) => structured(mapFlat(flat, (tensor) => this.#tensor(tensor)));
    const general = Object.entries(generalOf(model)).filter(
      ([name]) => name !== 'name' || !/^(functional|model)(_\d+)?$/.test(model.name),
    );
    const options = general.map(([name, value]) => [name, valueCode(value, this)] as const);
    return call(this.use('Model'), [
      record([['inputs', list(graph.inputs)], ['outputs', list(graph.outputs)], ...options]),
    ]);
  }

  #sequence(layer: AnyLayer, items: readonly string[]): string {
    const general = Object.entries(generalOf(layer)).map(([name, value]) => [name, valueCode(value, this)] as const);
    const list = bracketed('[', items, ']');
    return call(this.use('Sequential'), [list, ...(general.length === 0 ? [] : [record(general)])]);
  }

  #input(tensor: SymbolicTensor): string {
    const { layer } = original(tensor).producer;
    if (layer.className !== 'InputLayer') {
      throw new ArgumentError(`code expects models whose inputs are those of Input (received ${received(layer.name)})`);
    }
    const { batchShape } = layer[internals].program.configuration as { readonly batchShape: Shape };
    const [batchSize = null, ...sizes] = batchShape;
    const isNamed = !/^(input(_layer)?(_\d+)?|sequential(_\d+)?_input)$/.test(layer.name);
    const options = [
      ...(isNamed ? [['name', quoted(layer.name)] as const] : []),
      ...(tensor.dtype === 'float32' ? [] : [['dtype', quoted(tensor.dtype)] as const]),
      ...(batchSize === null ? [] : [['batchSize', valueCode(batchSize, this)] as const]),
    ];
    return call(this.use('Input'), [valueCode(sizes, this), ...(options.length === 0 ? [] : [record(options)])]);
  }

  /** One call of a layer: it goes on with a chain, or begins one, or is a statement. */
  #node(node: GraphNode, consumers: ReadonlyMap<SymbolicTensor, number>): void {
    const [input] = node.inputs as readonly [SymbolicTensor];
    const [output] = node.outputs as readonly [SymbolicTensor];
    const options = this.#callOptions(node);
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
      this.#names.of(`${tensor.name}_${keyOf(node.outputStructure, index)}`),
    );
    for (const [index, tensor] of node.outputs.entries()) this.#tensors.set(tensor, names[index] as string);
    const pattern = structured({ structure: node.outputStructure, items: names });
    this.statements.push(`const ${pattern} = ${code};`);
  }

  #call(node: GraphNode, options: readonly (readonly [string, string])[]): string {
    const inputs = inputsOf(node).map((tensor) => this.#tensor(tensor));
    const { positional } = node.layer[internals].program.callArguments;
    const given = positional === undefined ? [structured({ structure: node.inputStructure, items: inputs })] : inputs;
    return call(this.layer(node.layer), [...given, ...(options.length === 0 ? [] : [record(options)])]);
  }

  /** The named arguments of a call that are not their defaults. */
  #callOptions({ layer, named, training }: GraphNode): readonly (readonly [name: string, code: string])[] {
    const { tensors: forms = {}, options: defaults = {} } = layer[internals].program.callArguments;
    const tensors = Object.entries(named.tensors).filter(([, list]) => list.length > 0);
    const options = Object.entries(named.options).filter(
      ([name, value]) => valueCode(value, this) !== valueCode(defaults[name], this),
    );
    return [
      ...tensors.map(([name, list]) => {
        const items = list.map((tensor) => (tensor === null ? 'null' : this.#tensor(tensor)));
        return [name, forms[name] === 'one' ? (items[0] as string) : bracketed('[', items, ']')] as const;
      }),
      ...options.map(([name, value]) => [name, valueCode(value, this)] as const),
      ...(training === null ? [] : [['training', String(training)] as const]),
    ];
  }

  #declare(tensor: SymbolicTensor, code: string): void {
    const name = this.#names.of(tensor.name);
    this.#tensors.set(tensor, name);
    this.statements.push(`const ${name} = ${code};`);
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

  /** Counts the places of a layer: the calls in graphs, and the layers that consist of it. */
  #count(layer: AnyLayer, seen: Set<AnyLayer>): void {
    if (seen.has(layer)) return;
    seen.add(layer);
    const graph = isModel(layer) ? layer[modelState].graph : undefined;
    const places = graph?.topology.nodes.map((node) => node.layer) ?? layer.layers;
    for (const inner of places) {
      this.#uses.set(inner, (this.#uses.get(inner) ?? 0) + 1);
      this.#count(inner, seen);
    }
  }
}

/** How often each tensor of a model is used: as an argument, or as an output. */
function consumersIn(model: RuntimeModel): ReadonlyMap<SymbolicTensor, number> {
  const { topology, outputs } = model[modelState].graph;
  const counts = new Map<SymbolicTensor, number>();
  const used = [...topology.nodes.flatMap(({ inputs }) => inputs), ...outputs.items];
  for (const tensor of used.map(original)) counts.set(tensor, (counts.get(tensor) ?? 0) + 1);
  return counts;
}
