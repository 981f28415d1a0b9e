import { join } from 'node:path';
import ts from 'typescript-6';
import * as library from '../../../src/index.js';
import { checkedOptions } from '../checked-options.js';
import { root } from '../compilers.js';

/** Calls of every factory, each with a number that may be wrong, as an argument or an option. */

/** The literals that each number is tried with. */
const literals = ['0', '-1', '1.5', '2'];

/** What factories need besides numbers and options. */
const needed: Readonly<Record<string, string>> = {
  Activation: "'relu'",
  Bidirectional: 'LSTM(2)',
  Discretization: '{ numBins: 4 }',
  EinsumDense: "'ab,bc->ac', 64",
  Parallel: '[Dense(2), Dense(2)], Add()',
  Permute: '[2, 1]',
  RNN: 'LSTMCell(2)',
  RandomFlip: "'horizontal'",
  Reshape: '[2, -1]',
  Residual: 'Dense(2)',
  SpectralNormalization: 'Dense(2)',
  StackedRNNCells: '[LSTMCell(2)]',
  TimeDistributed: 'Dense(2)',
  repeat: '2, () => Dense(2)',
  'callbacks.CSVLogger': "'log.csv'",
  'callbacks.EarlyStopping': "{ monitor: 'loss' }",
  'callbacks.LearningRateScheduler': '() => 0.1',
  'callbacks.ModelCheckpoint': "{ monitor: 'loss' }",
  'callbacks.ReduceLROnPlateau': "{ monitor: 'loss' }",
  'callbacks.TensorBoard': "'logs'",
  'metrics.IoU': '2, [1]',
  'metrics.OneHotIoU': '2, [1]',
  'metrics.PrecisionAtRecall': '0.5',
  'metrics.RecallAtPrecision': '0.5',
  'metrics.SensitivityAtSpecificity': '0.5',
  'metrics.SpecificityAtSensitivity': '0.5',
  'optimizers.schedules.CosineDecay': '{ initialLearningRate: 0.1, decaySteps: 10 }',
  'optimizers.schedules.CosineDecayRestarts': '{ initialLearningRate: 0.1, firstDecaySteps: 10 }',
  'optimizers.schedules.ExponentialDecay': '{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }',
  'optimizers.schedules.InverseTimeDecay': '{ initialLearningRate: 0.1, decaySteps: 10, decayRate: 0.5 }',
  'optimizers.schedules.PolynomialDecay': '{ initialLearningRate: 0.1, decaySteps: 10 }',
};

/** What is exported, by name: what can be called in a probe. */
export const names: readonly string[] = Object.keys(library).filter((name) => !name.endsWith('Error'));
const values = names.map((name) => (library as Readonly<Record<string, unknown>>)[name]);

/** The first line of what a call says at run time; `undefined` where it runs. */
export function saidBy(call: string): string | undefined {
  try {
    new Function(...names, `return ${call}`)(...values);
    return undefined;
  } catch (error) {
    return String((error as Error).message).split('\n')[0];
  }
}

const config = ts.readConfigFile(join(root, 'tsconfig.check.json'), ts.sys.readFile).config;
const { options: settings } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root);
const entry = join(root, 'src/index.ts');
const program = ts.createProgram([entry], settings);
const checker = program.getTypeChecker();
const source = program.getSourceFile(entry) as ts.SourceFile;
const made = new Set<unknown>();

/** All calls. */
export const probes: readonly string[] = callsOf(checker.getSymbolAtLocation(source) as ts.Symbol, '');

function callsOf(module: ts.Symbol, prefix: string): readonly string[] {
  return checker.getExportsOfModule(module).flatMap((exported) => {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = prefix + exported.name;
    if (symbol.flags & ts.SymbolFlags.ValueModule) return callsOf(symbol, `${path}.`);
    if (!(symbol.flags & ts.SymbolFlags.Value) || !/(^|\.)([A-Z]\w*(?<!Error)|repeat)$/.test(path)) return [];
    const value = path.split('.').reduce<unknown>((part, name) => (part as Record<string, unknown>)[name], library);
    // One class may have several names.
    if (made.has(value)) return [];
    made.add(value);
    return callsWith(path, checker.getTypeOfSymbolAtLocation(symbol, source));
  });
}

function callsWith(path: string, type: ts.Type): readonly string[] {
  const [signature] = [...type.getCallSignatures()].sort((a, b) => b.parameters.length - a.parameters.length);
  const given = argumentsOf(path);
  if (signature === undefined || given === undefined) return [];
  const [, before, stated = ''] = /^(.*?)(?:, )?(?:\{ (.*) \})?$/.exec(given) as RegExpExecArray;
  const list = (before as string) === '' ? [] : (before as string).split(/, (?![^[]*\])(?![^(]*\))/);
  const positional = list.flatMap((argument, index) =>
    /^[\d.]+$/.test(argument) ? literals.map((literal) => `${path}(${list.with(index, literal).join(', ')})`) : [],
  );
  const options = [...new Map(signature.parameters.flatMap(optionsOf).map((option) => [option.name, option])).values()]
    .filter((option) => takesNumber(checker.getTypeOfSymbolAtLocation(option, source)))
    .flatMap(({ name }) => {
      const others = stated.split(', ').filter((text) => text !== '' && !text.startsWith(`${name}:`));
      return literals.map((literal) => [...list, `{ ${[...others, `${name}: ${literal}`].join(', ')} }`].join(', '));
    });
  return [...positional, ...options.map((text) => `${path}(${text})`)];
}

/** The fewest arguments with which a factory also takes options. */
function argumentsOf(path: string): string | undefined {
  const twos = ['', '2', '2, 2', '2, 2, 2'];
  return needed[path] ?? twos.find((text) => saidBy(`${path}(${text}${text && ', '}{})`) === undefined);
}

function optionsOf(parameter: ts.Symbol): readonly ts.Symbol[] {
  return optionsIn(checker.getTypeOfSymbolAtLocation(parameter, source));
}

function optionsIn(given: ts.Type): readonly ts.Symbol[] {
  const type = checker.getNonNullableType(given);
  const parts = type.isIntersection() ? type.types : [type];
  const checked = parts.map(checkedOptions).find((options) => options !== undefined);
  if (checked) return checker.getPropertiesOfType(checked);
  if (type.isUnion()) return type.types.flatMap(optionsIn);
  if (checker.isTupleType(type)) return checker.getTypeArguments(type as ts.TypeReference).flatMap(optionsIn);
  const areOptions = parts.some((one) => /Options$/.test(one.aliasSymbol?.name ?? one.getSymbol()?.name ?? ''));
  return areOptions ? checker.getPropertiesOfType(type) : [];
}

function takesNumber(given: ts.Type): boolean {
  const type = checker.getNonNullableType(given);
  if (type.flags & ts.TypeFlags.NumberLike) return true;
  if (type.isUnion()) return type.types.some(takesNumber);
  // A sentence may stand in the place of what a parameter infers.
  if (type.flags & ts.TypeFlags.Conditional) return (type.aliasTypeArguments ?? []).some(takesNumber);
  const constraint = type.flags & ts.TypeFlags.TypeParameter ? checker.getBaseConstraintOfType(type) : undefined;
  return constraint !== undefined && takesNumber(constraint);
}
