import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { weightsOf } from '../graph/layer-state.js';
import { readHdf5 } from './formats/hdf5.js';
import { type Hdf5Group, nameListOf } from './formats/hdf5-content.js';
import type { NamedArray } from './formats/named-array.js';
import { readJson } from './json-text.js';
import { modernConfig } from './keras-2.js';
import { weightStore, writer } from './keras-archive.js';
import { isRecord, type Json } from './keras-config.js';
import { withoutListsOfOne } from './lists-of-one.js';
import { listedWeights, matched } from './match-names.js';
import type { ModelFile } from './model-file.js';
import { haveOneShape, type Pairs, type StoredArray } from './stored-weights.js';

/**
 * The parts of an HDF5 file of Keras: a whole model, as Keras 2 and 3 write it, or weights alone, in the form of either.
 *
 * @throws DataError if it is damaged, or holds something else.
 */
export async function readKerasHdf5(bytes: Uint8Array, owner: string): Promise<ModelFile> {
  const root = await readHdf5(bytes, owner);
  const version = root.attributes.keras_version ?? memberOf(root, 'model_weights')?.attributes.keras_version ?? '';
  const isOld = !/^[3-9]\./.test(String(version));
  const config = jsonAttribute(root, 'model_config', owner);
  const training = jsonAttribute(root, 'training_config', owner);
  const modern = modernConfig(config, `${owner}: model_config`, isOld);
  const weights = config === null ? root : (memberOf(root, 'model_weights') ?? root);
  return {
    owner,
    config: writer in root.attributes ? modern : withoutListsOfOne(modern),
    compileConfig: compileConfigOf(modernConfig(training, `${owner}: training_config`, isOld)),
    // Keras 2 notes what a user gave, and Keras 3 what it computed.
    keepsPhase: isOld || writer in root.attributes,
    assets: new Map(),
    optimizer: () => (isOld ? [] : optimizerArrays(root, owner)),
    ...(isOld && { oldOptimizer: () => optimizerArrays(root, owner) }),
    pairs:
      nameListOf(weights.attributes, 'layer_names') === undefined
        ? weightStore(weights, owner).pairs
        : (model, skipsMismatch) => pairsByLayer(weights, model, owner, skipsMismatch),
  };
}

/** How a model was compiled, under the names that archives have for it. */
export function compileConfigOf(training: Json): Json {
  if (!isRecord(training)) return null;
  const { optimizer_config: optimizer = null, loss = null, loss_weights: weights = null } = training;
  const { metrics = null, weighted_metrics: weightedMetrics = null } = training;
  return { optimizer, loss, loss_weights: weights, metrics, weighted_metrics: weightedMetrics };
}

function memberOf(group: Hdf5Group, name: string): Hdf5Group | undefined {
  const member = group.members.get(name);
  return member?.kind === 'group' ? member : undefined;
}

function jsonAttribute({ attributes }: Hdf5Group, name: string, owner: string): Json {
  const text = attributes[name];
  if (text === undefined || text === null) return null;
  if (typeof text === 'string') return readJson(text, owner, name);
  throw new DataError(`${owner}: ${name} expects text (received ${received(text)})`);
}

/** The weights of each layer, which a file lists by its name, or in the order of the layers. */
function pairsByLayer(group: Hdf5Group, model: AnyLayer, owner: string, skipsMismatch: boolean): Pairs {
  const stored = (nameListOf(group.attributes, 'layer_names') ?? []).map((name) => ({
    name,
    arrays: listedArrays(group, name, owner),
  }));
  const layers = model.layers.filter((layer) => weightsOf(layer).length > 0);
  const withArrays = stored.filter(({ arrays }) => arrays.length > 0);
  const byName = new Map(withArrays.map((layer) => [layer.name, layer]));
  const areNamed = layers.every(({ name }) => byName.has(name));
  if (skipsMismatch) {
    return layers.flatMap((layer) => {
      const arrays = byName.get(layer.name)?.arrays ?? [];
      const weights = listedWeights(layer);
      const pairs = weights.length === arrays.length ? matched(owner, layer.name, weights, arrays) : [];
      return pairs.every(haveOneShape) ? pairs : [];
    });
  }
  if (!areNamed && layers.length !== withArrays.length) {
    throw new DataError(
      `${owner} expects weights for ${layers.length} layers (received weights for ${withArrays.length})`,
    );
  }
  return layers.flatMap((layer, index) => {
    const { name, arrays } = (areNamed ? byName.get(layer.name) : withArrays[index]) as (typeof stored)[number];
    return matched(owner, name, listedWeights(layer), arrays);
  });
}

function listedArrays(group: Hdf5Group, name: string, owner: string): readonly StoredArray[] {
  const layer = name.split('/').reduce<Hdf5Group | undefined>((at, part) => at && memberOf(at, part), group);
  if (layer === undefined)
    throw new DataError(`${owner} expects a group ${received(name)}, which layer_names lists (received none)`);
  return arraysIn(layer, 'weight_names', owner);
}

/** The arrays of a group that an attribute lists. */
function arraysIn(group: Hdf5Group, attribute: string, owner: string): readonly StoredArray[] {
  return (nameListOf(group.attributes, attribute) ?? []).map((name) => {
    const parts = name.split('/');
    const parent = parts.slice(0, -1).reduce<Hdf5Group | undefined>((at, part) => at && memberOf(at, part), group);
    const array = parent?.members.get(parts.at(-1) as string);
    if (array?.kind === 'dataset' && array.dtype !== 'string') return { ...array, name };
    throw new DataError(`${owner} expects an array ${received(name)}, which ${attribute} lists (received none)`);
  });
}

/** The variables of the optimizer. */
function optimizerArrays(root: Hdf5Group, owner: string): readonly NamedArray[] {
  const group = memberOf(root, 'optimizer_weights');
  if (group === undefined) return [];
  return arraysIn(group, 'weight_names', owner).map((array) => ({ ...array, values: array.read() }));
}
