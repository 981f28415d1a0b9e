import { oneOf } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { ModelFormat, WeightFormat } from '../training/model-files.js';
import type { ByteParts } from './formats/byte-parts.js';
import type { ModelSnapshot } from './model-snapshot.js';

/** A model in several files, of which the first names the others. */
export interface SeveralFiles {
  /** The files by their names: those of all but the first begin with `prefix`. */
  readonly named: (prefix: string) => ReadonlyMap<string, ByteParts>;
}

/** The bytes of a file, or several files. */
export type FileParts = ByteParts | SeveralFiles;

/** A format of files: how its names end, and what writes it, which is loaded when it is needed. */
interface Format<Parts> {
  readonly extension: string;
  write(snapshot: ModelSnapshot, owner: string): Promise<Parts>;
}

/** A format that only runs: it holds what a model computes, and not how it is made or trained. */
interface ExportFormat {
  readonly extension: string;
  export(model: AnyLayer): Promise<ByteParts>;
}

/** The formats of whole models. What is read is told by the content: see `readModelFile`. */
export const modelFormats: {
  readonly [Name in ModelFormat]: Format<FileParts> | ExportFormat;
} = {
  keras: {
    extension: '.keras',
    write: async (...given) => (await import('./keras-archive.js')).writeKerasArchive(...given),
  },
  h5: {
    extension: '.h5',
    write: async (...given) => (await import('./write-keras-hdf5.js')).writeKerasHdf5(...given),
  },
  tfjs: {
    extension: '.json',
    write: async (...given) => (await import('./write-tfjs-model.js')).writeTfjsModel(...given),
  },
  onnx: {
    extension: '.onnx',
    export: async (model) => [await (await import('./onnx/export-onnx.js')).exportOnnx(model)],
  },
};

/** The formats of weights alone. */
export const weightFormats: { readonly [Name in WeightFormat]: Format<ByteParts> } = {
  'weights.h5': {
    extension: '.weights.h5',
    write: async (...given) => (await import('./write-keras-hdf5.js')).writeWeightTree(...given),
  },
  h5: {
    extension: '.h5',
    write: async (...given) => (await import('./write-keras-hdf5.js')).writeListedWeights(...given),
  },
  npz: {
    extension: '.npz',
    write: async (...given) => (await import('./named-weights.js')).writeNpzWeights(...given),
  },
  safetensors: {
    extension: '.safetensors',
    write: async (...given) => (await import('./named-weights.js')).writeSafetensorsWeights(...given),
  },
};

/**
 * The format that is asked for, or that the name of a file ends like.
 *
 * @throws ArgumentError if it is none of the formats.
 */
export function formatOf<Name extends string>(
  owner: string,
  formats: Readonly<Record<Name, { readonly extension: string }>>,
  fileName: string,
  given: Name | undefined,
): Name {
  const names = Object.keys(formats) as Name[];
  if (given !== undefined) return oneOf(`${owner}: format`, given, names);
  const found = names.find((name) => fileName.toLowerCase().endsWith(formats[name].extension));
  if (found !== undefined) return found;
  const extensions = names.map((name) => formats[name].extension).join(', ');
  throw new ArgumentError(
    `${owner} expects a name that ends in one of ${extensions}, or format (received ${received(fileName)})`,
  );
}
