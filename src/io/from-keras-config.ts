import { entryOf, oneOf, receivedName } from '../arguments/names.js';
import { checkIsObject, checkKnownOptions, checkOptions } from '../arguments/options.js';
import { makeFrom } from '../arguments/positional.js';
import { ArgumentError, DataError, received, withArticle } from '../errors.js';
import { generalOptions, isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { blockMaker, classesOf } from './classes.js';
import { modernConfig } from './keras-2.js';
import {
  camelCase,
  checkedConfig,
  checkedJson,
  isNameOf,
  isRecord,
  isWord,
  type Json,
  type JsonRecord,
  type KerasConfig,
  misshapen,
} from './keras-config.js';
import {
  allKinds,
  isNamedByClass,
  type KerasKind,
  type KerasObject,
  type KerasObjects,
  kindIn,
  kindOf,
  kindUnder,
  modules,
  optionsOf,
  typeOf,
} from './kinds.js';
import { oldFunctions } from './old-functions.js';
import { readModel } from './read-model.js';

/** A user's own class or function by the name that it is registered under in Keras, or that of its class. */
export interface OwnClasses {
  readonly [name: string]: (...given: never[]) => unknown;
}

/** The options of reading a configuration. */
export interface FromKerasConfigOptions<Kind extends KerasKind> {
  /** The kind of object that the configuration describes. The default is `layer`. */
  readonly kind?: Kind;
  /**
   * The classes of your own that the configuration may name: functions that take the options in one object, or as
   * `positional` says. Nothing else is looked up by a name from a configuration. The default is none.
   */
  readonly classes?: OwnClasses;
}

/** How deep configurations may lie in one another: none of Keras' does so a tenth as deep. */
const deepest = 64;

/**
 * Makes what Keras' own JSON configuration describes: a layer, unless `kind` says otherwise.
 *
 * Options that are missing have their defaults. Weights are not part of a configuration.
 *
 * @param config The configuration, parsed from JSON.
 * @throws DataError if it is malformed, or of another kind; ArgumentError if it names a class or an option that does not exist.
 *
 * @example
 * const config = { module: 'keras.layers', class_name: 'Dense', config: { units: 64, activation: 'relu' } };
 * const hidden = Input([784]).pipe(fromKerasConfig(config)); // SymbolicTensor<Shape>
 * const loss = fromKerasConfig({ class_name: 'Huber', config: { delta: 2 } }, { kind: 'loss' });
 */
export function fromKerasConfig<Kind extends KerasKind = 'layer'>(
  config: KerasConfig,
  options: FromKerasConfigOptions<Kind> = {},
): KerasObjects[Kind] {
  checkOptions('fromKerasConfig', options, ['kind', 'classes']);
  const { kind = 'layer' as Kind, classes = {} } = options;
  oneOf('fromKerasConfig: kind', kind, allKinds);
  checkIsObject('fromKerasConfig: classes', classes);
  const modern = modernConfig(checkedJson(config, root), root, false);
  return new Reader(classes).object(modern, root, kind) as KerasObjects[Kind];
}

/** Where the configuration is, in messages: paths in it follow. */
const root = 'fromKerasConfig: config';

/** Options of Keras' for what is not done here: nothing is lost where they are `null`. */
const notDone: readonly string[] = ['quantizationConfig', 'reverseDtype'];

/** Whether a class is registered in a package, which is not this one. */
function isForeign(registered: string | null | undefined): boolean {
  return typeof registered === 'string' && registered.includes('>') && !registered.startsWith('tupleflow>');
}

/** Reads configurations: in one of them others lie, and models. */
export class Reader {
  readonly #classes: OwnClasses;
  readonly #keepsPhase: boolean;
  #depth = 0;

  /** @param keepsPhase whether `training` in the calls of a graph is what a user gave: Keras 3 notes it for every call. */
  constructor(classes: OwnClasses, keepsPhase = false) {
    this.#classes = classes;
    this.#keepsPhase = keepsPhase;
  }

  object(value: Json, path: string, kind?: KerasKind): KerasObject {
    if (++this.#depth > deepest) throw misshapen(path, `at most ${deepest} configurations in one another`, value);
    const config = checkedConfig(value, path);
    const model = isForeign(config.registered_name)
      ? undefined
      : readModel(config, path, {
          layer: (each, at) => this.object(each, at, 'layer') as AnyLayer,
          keepsPhase: this.#keepsPhase,
        });
    if (model !== undefined) {
      this.#depth--;
      return model;
    }
    const make = this.#classOf(config, path, kind);
    const { name, ...others } = this.#options(config.config, `${path}.config`);
    const isDefault = name === undefined || (isNamedByClass(kind) && isNameOf(config.class_name, name));
    const options = isDefault ? others : { name, ...others };
    const made = makeFrom(make, options) as KerasObject;
    this.#depth--;
    const found = kindOf(made);
    if (found === undefined || (kind !== undefined && found !== kind)) {
      throw new DataError(
        `${path} expects ${withArticle(kind ?? 'class')} (received ${received(config.class_name)}, ${found === undefined ? 'of no kind' : withArticle(found)})`,
      );
    }
    if (isLayer(made) && name !== undefined && made.name !== name) {
      throw new ArgumentError(
        `${path}: ${config.class_name} expects a class that passes the name of its layer on (received ${received(made.name)} for ${received(name)})`,
      );
    }
    // What does not stand in what has been made would have been ignored.
    const known = [...generalOptions, ...Object.keys(optionsOf(made))];
    checkKnownOptions(`${path}: ${config.class_name}`, Object.keys(options), known);
    checkType(config.config.dtype ?? null, typeOf(made), `${path}.config.dtype`);
    return made;
  }

  #classOf(
    { module, class_name: name, registered_name: registered, config }: KerasConfig,
    path: string,
    kind?: KerasKind,
  ): (...given: never[]) => unknown {
    for (const own of [registered, name]) {
      if (typeof own === 'string' && Object.hasOwn(this.#classes, own)) return this.#classes[own] as () => unknown;
    }
    const wanted = isForeign(registered) ? [] : allKinds.filter((one) => one === (kind ?? kindIn(module, one)));
    for (const kind of wanted) {
      const found = entryOf(classesOf[kind], name);
      if (/^[A-Z]/.test(name) && typeof found === 'function') return found as () => unknown;
    }
    const block = isForeign(registered) ? undefined : blockMaker(name, config.layers);
    if (block !== undefined) return block;
    const known = wanted.flatMap((one) => Object.keys(classesOf[one]).filter((key) => /^[A-Z]/.test(key)));
    throw new ArgumentError(
      `${path} expects a class of ${wanted.map((one) => modules[one]).join(', ') || 'the library'}, or one of ` +
        `your own given in classes (received ${receivedName(registered ?? name, known)})`,
    );
  }

  #options(config: JsonRecord, path: string): Record<string, unknown> {
    const { dtype: _, ...rest } = config;
    const entries = Object.entries(rest).map(([key, value]) => {
      const option = camelCase(key);
      return [option, this.#value(value, option, `${path}.${key}`)] as const;
    });
    return Object.fromEntries(
      entries.filter(
        ([option, value]) => (value !== null || !notDone.includes(option)) && option !== 'buildInputShape',
      ),
    );
  }

  #value(value: Json, option: string, path: string): unknown {
    if (Array.isArray(value)) return value.map((item, index) => this.#value(item, option, `${path}[${index}]`));
    if (isRecord(value)) return this.#record(value, option, path);
    const isName = /([aA]ctivation|Initializer|Regularizer|Constraint)$/.test(option) || isWord(option);
    return typeof value === 'string' && isName ? camelCase(value) : value;
  }

  /** Keras writes objects, and what JSON has no form for, with the name of a class. */
  #record(value: JsonRecord, option: string, path: string): unknown {
    const { class_name: name, config } = value;
    if (name === undefined) return this.#options(value, path);
    if (name === '__tuple__') return this.#value(value.items ?? [], option, `${path}.items`);
    if (name === '__numpy__' || name === '__tensor__')
      return isRecord(config) ? config.value : misshapenValue(path, config);
    if (name !== 'function') return this.object(value, path, kindUnder(option));
    for (const own of [value.registered_name, config]) {
      if (typeof own !== 'string') continue;
      const known = [this.#classes, oldFunctions].find((functions) => Object.hasOwn(functions, own));
      if (known !== undefined) return known[own];
    }
    throw new ArgumentError(`${path} expects a function that is listed in classes (received ${received(config)})`);
  }
}

function misshapenValue(path: string, value: unknown): never {
  throw misshapen(`${path}.config`, 'an object with the value', value);
}

/** A policy that says another type than the one that the layer computes with cannot be followed. */
function checkType(dtype: Json, computed: unknown, path: string): void {
  const policy = isRecord(dtype) && isRecord(dtype.config ?? null) ? (dtype.config as JsonRecord).name : dtype;
  if (policy === null || policy === computed || (policy === 'int64' && computed === 'int32')) return;
  throw new ArgumentError(
    `${path} expects '${computed}', the type that it computes with (received ${received(policy)})`,
  );
}
