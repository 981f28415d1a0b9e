import { ArgumentError, received } from '../errors.js';
import { version } from '../version.js';
import type { SeveralFiles } from './file-formats.js';
import type { NamedWritable } from './formats/named-array.js';
import { isRecord, type Json, type JsonRecord } from './keras-config.js';
import type { ModelSnapshot } from './model-snapshot.js';
import { writeManifest } from './tfjs-weights.js';
import { oldConfig } from './to-keras-2.js';

/** The version of Keras whose form TensorFlow.js reads. */
const kerasVersion = '2.15.0';

/**
 * A model as the files of a layers model of TensorFlow.js: `model.json`, which lists the others, comes first. How it is
 * compiled is not part of it.
 *
 * @throws ArgumentError that names a layer which TensorFlow.js does not have.
 */
export function writeTfjsModel({ config, groups }: ModelSnapshot, owner: string): SeveralFiles {
  const arrays = namedAsThere(
    groups.flatMap((group) => group.arrays),
    classesIn({ ...config }),
    owner,
  );
  const modelTopology = {
    keras_version: kerasVersion,
    backend: 'tensorflow',
    model_config: oldConfig({ ...config }, owner),
  };
  return {
    named: (prefix) => {
      const { manifest, shards } = writeManifest(arrays, prefix, owner);
      const model = {
        format: 'layers-model',
        generatedBy: `tupleflow v${version}`,
        convertedBy: null,
        modelTopology,
        weightsManifest: manifest,
      };
      return new Map([['model.json', [new TextEncoder().encode(JSON.stringify(model))]], ...shards]);
    },
  };
}

/** The classes of all layers in a configuration, by their names. */
function classesIn(value: Json, found: Map<string, Json> = new Map()): ReadonlyMap<string, Json> {
  if (typeof value !== 'object' || value === null) return found;
  if (isRecord(value) && isRecord(value.config ?? null) && value.class_name !== undefined) {
    found.set(String((value.config as JsonRecord).name), value.class_name);
  }
  for (const item of Object.values(value)) classesIn(item, found);
  return found;
}

/** Weights by the names that they have there: without the models around their layers, and the cells in them. */
function namedAsThere(
  arrays: readonly NamedWritable[],
  classes: ReadonlyMap<string, Json>,
  owner: string,
): readonly NamedWritable[] {
  const seen = new Set<string>();
  const isModel = (part: string) => /^(Functional|Sequential)$/.test(String(classes.get(part)));
  return arrays.map((array) => {
    const parts = array.name.split('/');
    const [layer = '', weight = ''] = parts.slice(-2);
    const outer = parts.slice(0, -2).filter((part) => !isModel(part));
    const inner = outer.length > 0 && /_cell(_\d+)?$/.test(layer) ? [] : [layer];
    const own = classes.get(layer) === 'DepthwiseConv2D' && weight === 'kernel' ? 'depthwise_kernel' : weight;
    const name = [...outer, ...inner, own].join('/');
    if (seen.has(name)) {
      throw new ArgumentError(
        `${owner} expects layers of different names in TensorFlow.js (received ${received(name)} twice)`,
      );
    }
    seen.add(name);
    return { ...array, name };
  });
}
