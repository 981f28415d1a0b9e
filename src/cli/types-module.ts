import type { Flat } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { unnamed } from '../types/shape.js';
import { bracketed, quoted, record } from './code-text.js';

/** The names of a module that loads a model. */
export interface TypesModuleNames {
  /** The path of the file from the module. */
  readonly path: string;
  /** The name of the type: `Digits`. */
  readonly typeName: string;
}

/** A module of TypeScript whose `load` returns the model of a file with the types of its inputs, outputs and layers. */
export function typesModule(model: RuntimeModel, { path, typeName }: TypesModuleNames): string {
  const { inputs, outputs } = model[modelState].graph;
  const layers = model.layers.map(({ name }) => quoted(name));
  const types = [typeOf(inputs), typeOf(outputs), layers.join(' | ')];
  const stated = record([
    ['inputs', codeOf(inputs)],
    ['outputs', codeOf(outputs)],
    ['layers', bracketed('[', layers, ']')],
  ]).slice(1, -1);
  const isTyped = [...inputs.items, ...outputs.items].some(({ dtype }) => dtype !== 'float32');
  const imports = [
    'type LoadedModel',
    'type LoadModelOptions',
    'loadModel',
    'type ModelSource',
    'type NamedTensor',
    ...(isTyped ? ['type OfType'] : []),
  ];
  const file = path.split('/').at(-1) as string;
  return `// Written by \`npx tupleflow types ${file}\`: to be written anew when the layers of the file change.
import ${bracketed('{', imports, '}', true)} from 'tupleflow';

/** The model in ${file}. */
export type ${typeName} = ${bracketed('LoadedModel<', types, '>').replace(/,\n>$/, '\n>')};

/**
 * Loads the model. Its inputs, outputs and layers are those of the types, or it is an error.
 *
 * @param source Where the file is. The default is besides this module.
 */
export function load(
  source: ModelSource = new URL(${quoted(path)}, import.meta.url),
  options: Omit<LoadModelOptions, 'inputs' | 'outputs' | 'layers'> = {},
): Promise<${typeName}> {
  return loadModel(source, {
    ...options,
${indented(stated.trim().replace(/,$/, ''))},
  });
}
`;
}

function indented(code: string): string {
  const lines = code.split('\n').map((line) => line.replace(/^ {2}/, ''));
  return lines.map((line) => `    ${line}`).join('\n');
}

function typeOf(tensors: Flat<SymbolicTensor>): string {
  return structured(tensors, ': ', '; ', ({ shape, dtype, name }) => {
    const type = `NamedTensor<${JSON.stringify(unnamed(shape)).replaceAll(',', ', ')}, ${quoted(name)}>`;
    return dtype === 'float32' ? type : `${type} & OfType<${quoted(dtype)}>`;
  });
}

function codeOf(tensors: Flat<SymbolicTensor>): string {
  return structured(tensors, ': ', ', ', ({ shape, dtype, name }) =>
    record([
      ['shape', JSON.stringify(unnamed(shape)).replaceAll(',', ', ')],
      ...(dtype === 'float32' ? [] : [['dtype', quoted(dtype)] as const]),
      ['name', quoted(name)],
    ]),
  );
}

function structured(
  { structure, items }: Flat<SymbolicTensor>,
  colon: string,
  separator: string,
  code: (tensor: SymbolicTensor) => string,
): string {
  const codes = items.map(code);
  if (structure === 'one') return codes[0] as string;
  if (!('names' in structure)) return bracketed('[', codes, ']');
  const members = structure.names.map((name, index) => `${quoted(name)}${colon}${codes[index]}`);
  return `{ ${members.join(separator)} }`;
}
