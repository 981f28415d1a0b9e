import { version } from '../version.js';
import type { ByteParts } from './formats/byte-parts.js';
import { hdf5Dataset, hdf5Group, hdf5Tree, type NewHdf5Group, nameListAttributes } from './formats/hdf5-content.js';
import type { NamedWritable } from './formats/named-array.js';
import { writeHdf5 } from './formats/write-hdf5.js';
import { writeJson } from './json-text.js';
import { kerasVersion, weightTree, writer } from './keras-archive.js';
import type { ModelSnapshot } from './model-snapshot.js';

/** A whole model in HDF5 (`.h5`), which Keras 3 reads. */
export function writeKerasHdf5(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  const { config, compileConfig, optimizer } = snapshot;
  const state = optimizer?.arrays.map((array, index) => ({ ...array, name: `${optimizer.name}/${index}` }));
  const { optimizer: optimizerConfig = null, ...training } = compileConfig ?? {};
  const root = hdf5Group(
    {
      model_weights: layerGroups(snapshot),
      ...(state !== undefined && { optimizer_weights: listedGroup(state) }),
    },
    {
      ...origin,
      model_config: writeJson(config),
      ...(compileConfig !== null && {
        training_config: writeJson({ ...training, optimizer_config: optimizerConfig }),
      }),
    },
  );
  return writeHdf5(root, owner);
}

/** The weights of a model in HDF5 (`.h5`) in Keras' old form, which lists them by layer. */
export function writeListedWeights(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  return writeHdf5(layerGroups(snapshot), owner);
}

/** The weights of a model in HDF5 (`.weights.h5`) as Keras 3 stores them. */
export function writeWeightTree(snapshot: ModelSnapshot, owner: string): Promise<ByteParts> {
  return writeHdf5(weightTree(snapshot), owner);
}

/** What Keras asks of a file, and who wrote it. */
const origin = { backend: 'jax', keras_version: kerasVersion, [writer]: version };

/** A group for each layer, which lists the weights of it. */
function layerGroups({ layers }: ModelSnapshot): NewHdf5Group {
  const groups = layers.map(({ name, arrays }) => [name, listedGroup(arrays)] as const);
  const names = nameListAttributes(
    'layer_names',
    layers.map(({ name }) => name),
  );
  return hdf5Group(new Map([...groups, ['top_level_model_weights', listedGroup([])]]), { ...names, ...origin });
}

/** A group of arrays by names, in the order that an attribute says. */
function listedGroup(arrays: readonly NamedWritable[]): NewHdf5Group {
  const seen = new Map<string, number>();
  const members = arrays.map((array) => {
    const count = seen.get(array.name) ?? 0;
    seen.set(array.name, count + 1);
    return [count === 0 ? array.name : `${array.name}_${count}`, hdf5Dataset(array)] as const;
  });
  const names = nameListAttributes(
    'weight_names',
    members.map(([name]) => name),
  );
  return hdf5Tree(members, names);
}
