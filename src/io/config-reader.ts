import { entryOf, receivedName } from '../arguments/names.js';
import { makeFrom } from '../arguments/positional.js';
import { ArgumentError, received } from '../errors.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { checkMade, checkNoCode } from './check-made.js';
import { blockMaker, classesOf } from './classes.js';
import {
  camelCase,
  checkedConfig,
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
  kindIn,
  kindOf,
  kindUnder,
  modules,
} from './kinds.js';
import { NotedLayers, noteKey, noteOf } from './noted-config.js';
import { oldFunctions } from './old-functions.js';
import { readModel } from './read-model.js';

/** A user's own class or function by the name that it is registered under in Keras, or that of its class. */
export interface OwnClasses {
  readonly [name: string]: (...given: never[]) => unknown;
}

/** How deep configurations may lie in one another: none of Keras' does so a tenth as deep. */
const deepest = 64;

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
  /** What has been made, by the numbers that Keras gives to what stands in several places. */
  readonly #shared = new Map<Json, KerasObject>();
  /** The layers without a number, by their names. */
  readonly #layersSoFar = new Map<string, { readonly config: Json; readonly layer: AnyLayer }>();
  /** The layers that names stand for, while a note is read. */
  #layers: NotedLayers | undefined;

  /** @param keepsPhase whether `training` in the calls of a graph is what a user gave: Keras 3 notes it for every call. */
  constructor(classes: OwnClasses, keepsPhase = false) {
    this.#classes = classes;
    this.#keepsPhase = keepsPhase;
  }

  /** What a configuration describes: where Keras has given it a number, the same for each with that number. */
  object(value: Json, path: string, kind?: KerasKind): KerasObject {
    const { shared_object_id: number = null } = isRecord(value) ? value : {};
    const shared = number === null ? undefined : (this.#shared.get(number) ?? this.#alike(value as JsonRecord));
    if (shared !== undefined && (kind === undefined || kindOf(shared) === kind)) return shared;
    if (++this.#depth > deepest) throw misshapen(path, `at most ${deepest} configurations in one another`, value);
    const made = this.#noted(value, path) ?? this.#made(value, path, kind);
    this.#depth--;
    if (number !== null) this.#shared.set(number, made);
    else if (isLayer(made)) this.#layersSoFar.set(made.name, { config: value, layer: made });
    return made;
  }

  /** What stands in several places has its number in all but the first in some files of Keras: there its name tells. */
  #alike({ class_name: name, config = null }: JsonRecord): AnyLayer | undefined {
    const found = isRecord(config) ? this.#layersSoFar.get(String(config.name)) : undefined;
    if (found === undefined || !isRecord(found.config) || found.config.class_name !== name) return undefined;
    const text = (value: Json | undefined) =>
      JSON.stringify(value, (key, item: unknown) => (key === 'shared_object_id' ? undefined : item));
    return text(found.config.config) === text(config) ? found.layer : undefined;
  }

  #made(value: Json, path: string, kind?: KerasKind): KerasObject {
    const config = checkedConfig(value, path);
    const model = isForeign(config.registered_name)
      ? undefined
      : readModel(config, path, {
          layer: (each, at) => this.object(each, at, 'layer') as AnyLayer,
          keepsPhase: this.#keepsPhase,
        });
    if (model !== undefined) return model;
    const make = this.#classOf(config, path, kind);
    if (!Object.hasOwn(this.#classes, config.class_name)) checkNoCode(config, path);
    const { name: given, ...others } = this.#options(config.config, `${path}.config`);
    const name = given ?? undefined;
    const isDefault = name === undefined || (isNamedByClass(kind) && isNameOf(config.class_name, name));
    const options = isDefault ? others : { name, ...others };
    const made = makeFrom(make, options) as KerasObject;
    checkMade(made, config, options, path, kind);
    return made;
  }

  /** The block that a note says a functional model to be, where its class is known. */
  #noted(value: Json, path: string): KerasObject | undefined {
    const note = noteOf(value);
    if (note === null) return undefined;
    const place = `${path}.${noteKey}`;
    const { class_name: name, registered_name: registered = null } = checkedConfig(note, place);
    const isKnown = registered?.startsWith('tupleflow>') || name === 'Sequential';
    const isOwn = [registered, name].some((each) => each !== null && Object.hasOwn(this.#classes, each));
    if (!isKnown && !isOwn) return undefined;
    const outer = this.#layers;
    this.#layers = new NotedLayers(value as JsonRecord, path);
    const block = this.object(note, place, 'layer');
    this.#layers = outer;
    return block;
  }

  /** A layer that a note calls by its name, which has notes of its own. */
  #layerAt(value: JsonRecord, path: string): AnyLayer | undefined {
    const layers = this.#layers;
    return layers?.layerAt(value, path, (config, at) => {
      this.#layers = undefined;
      const made = this.object(config, at, 'layer') as AnyLayer;
      this.#layers = layers;
      return made;
    });
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
    for (const one of wanted) {
      const found = entryOf(classesOf[one], name);
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
    const layer = this.#layerAt(value, path);
    if (layer !== undefined) return layer;
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
