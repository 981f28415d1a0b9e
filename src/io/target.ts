import type { ModelTarget } from '../training/model-files.js';
import type { FileParts, SeveralFiles } from './file-formats.js';
import { besides, type FilePlace, mostBytes, onFile } from './file-place.js';
import { placedFile } from './placed-file.js';
import { shardName } from './tfjs-weights.js';

/** A file that is to be written, and others in its folder that it names. */
export interface Target {
  /** The address of the file. */
  readonly name: string;
  /**
   * Replaces the file, or makes it: whoever reads meanwhile, or after a crash, finds the old or the new one, whole. Files that it
   * names have other names than those of the old file, are there before it, and theirs are removed after it.
   *
   * @throws DataError if one cannot be written; the old files are then as they were.
   */
  write(files: FileParts): Promise<void>;
  /** @throws DataError if the file could not be written; nothing has changed. */
  tryWrite(): Promise<void>;
  /** Whether the file is there. */
  exists(): Promise<boolean>;
  /** Removes the file, if it is there, and what a process that was killed has left of it. */
  remove(): Promise<void>;
}

/**
 * A file to be written.
 *
 * @param owner the call in errors.
 * @throws ArgumentError if it is not one that files can be written to.
 */
export async function openTarget(target: ModelTarget, owner: string): Promise<Target> {
  const { place, path, name } = await placedFile(target, owner);
  const writing = <Result>(action: () => Promise<Result>) => onFile(owner, name, 'written to', action);
  return {
    name,
    write: (files) =>
      writing(() => ('named' in files ? writeSeveral(place, path, files) : place.write([[path, files]]))),
    tryWrite: () => writing(() => place.tryWrite(path)),
    exists: () => writing(() => place.exists(path)),
    remove: () => writing(() => place.remove(path)),
  };
}

async function writeSeveral(place: FilePlace, path: string, { named }: SeveralFiles): Promise<void> {
  const old = (await place.exists(path)) ? shardsOf(await place.read(path, mostBytes, {})) : [];
  const [[, main = []] = [], ...others] = [...named(await freePrefix(place, path, named))];
  const placed = others.map(([name, parts]) => [besides(path, name), parts] as const);
  await place.write([...placed, [path, main]]);
  for (const name of old) await place.remove(besides(path, name)).catch(() => {});
}

/** A beginning of names that no file has: none, the name of the model's file where that is not `model.json`, or one with a number. */
async function freePrefix(place: FilePlace, path: string, named: SeveralFiles['named']): Promise<string> {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/i, '');
  const stem = name === 'model' ? '' : `${name.replace(/[^\w.-]/g, '_')}-`;
  for (let version = 1; ; version++) {
    const prefix = version === 1 ? stem : `${stem}v${version}-`;
    const [, ...names] = named(prefix).keys();
    const areTaken = await Promise.all(names.map((each) => place.exists(besides(path, each))));
    if (!areTaken.includes(true)) return prefix;
  }
}

/** The files of weights that a file of a model names, if it is one. Of others than are named here, nothing is known. */
function shardsOf(bytes: Uint8Array): readonly string[] {
  try {
    const model: { readonly weightsManifest?: readonly { readonly paths: readonly string[] }[] } = JSON.parse(
      new TextDecoder().decode(bytes),
    );
    return (model.weightsManifest ?? []).flatMap(({ paths }) => paths).filter((name) => shardName.test(name));
  } catch {
    return [];
  }
}
