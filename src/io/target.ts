import type { ModelTarget } from '../training/model-files.js';
import { besides, onFile } from './file-place.js';
import type { ByteParts } from './formats/byte-parts.js';
import { placedFile } from './placed-file.js';

/** A file that is to be written, and others in its folder. */
export interface Target {
  /** The address of the file. */
  readonly name: string;
  /**
   * Replaces the file, or makes it: whoever reads meanwhile, or after a crash, finds the old or the new one, whole.
   *
   * @param siblings other files that it names, by their paths from its folder. They are there before it.
   * @throws DataError if one cannot be written; the old files are then as they were.
   */
  write(parts: ByteParts, siblings?: ReadonlyMap<string, ByteParts>): Promise<void>;
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
    write: (parts, siblings = new Map()) => {
      const others = [...siblings].map(([sibling, content]) => [besides(path, sibling), content] as const);
      return writing(() => place.write([...others, [path, parts]]));
    },
    tryWrite: () => writing(() => place.tryWrite(path)),
    exists: () => writing(() => place.exists(path)),
    remove: () => writing(() => place.remove(path)),
  };
}
