import { TupleflowError } from '../../errors.js';
import { formatError } from './format-error.js';
import type { Hdf5Bytes } from './hdf5-bytes.js';
import type { Hdf5Header } from './hdf5-header.js';

/** The library that reads and writes HDF5, once it is loaded. */
export type Hdf5Library = Awaited<typeof import('h5wasm')['ready']>;

/** Loads the library, some four megabytes, where it is not loaded yet. */
export async function loadHdf5Library(): Promise<Hdf5Library> {
  const { ready } = await import('h5wasm');
  const library = await ready;
  // It prints a page for each error, although errors are also what its functions return.
  const FS = library.FS as FileSystem;
  const errors = FS.getStream(2);
  if (errors !== null && errors.path !== nowhere) {
    FS.close(errors);
    FS.open(nowhere, 'w');
  }
  return library;
}

/** The library's file system, with what its types leave out. */
type FileSystem = Hdf5Library['FS'] & {
  readonly getStream: (descriptor: number) => { readonly path: string } | null;
  /** Uses the bytes as the contents of the file, without a copy, where it may own them. */
  readonly writeFile: (path: string, bytes: Uint8Array, options: { readonly canOwn: boolean }) => void;
};

const nowhere = '/dev/null';
const path = '/tupleflow.h5';

/** The oldest versions of the parts of a file, as h5py writes them: their headers have no checksums. */
const oldestVersions = [0, 1] as const;

/** A file that is open while `use` of {@link onHdf5File} runs. */
export interface OpenHdf5 {
  readonly library: Hdf5Library;
  /** The name of the file in errors. */
  readonly owner: string;
  /** The contents; empty for a new file. */
  readonly bytes: Uint8Array;
  /** The library's number of the file. */
  readonly file: bigint;
}

/** An object of a file. */
export interface Hdf5Object {
  readonly path: string;
  readonly header: Hdf5Header;
  readonly bytes: Hdf5Bytes;
}

/**
 * What `use` makes of a file, which exists only in the memory of the library, and only while `use` runs.
 *
 * @param bytes The contents, which are not copied; `null` for a new file.
 * @throws DataError if the library cannot open the file, or fails in `use`.
 */
export function onHdf5File<Result>(
  library: Hdf5Library,
  owner: string,
  bytes: Uint8Array | null,
  use: (open: OpenHdf5) => Result,
): Result {
  const FS = library.FS as FileSystem;
  const contents = bytes ?? new Uint8Array(0);
  let file = -1n;
  try {
    FS.writeFile(path, contents, { canOwn: true });
    file =
      bytes === null
        ? library.open(path, library.H5F_ACC_TRUNC, false, ...oldestVersions)
        : library.open(path, library.H5F_ACC_RDONLY, false, -1, -1);
    if (file < 0n) throw formatError(owner, 'the HDF5 file', 'a whole HDF5 file', 'a damaged one');
    return use({ library, owner, bytes: contents, file });
  } catch (error) {
    if (error instanceof TupleflowError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw formatError(owner, 'the HDF5 file', 'what the HDF5 library can read and write', reason);
  } finally {
    if (file >= 0n) library.close_file(file);
    if (FS.analyzePath(path).exists) FS.unlink(path);
  }
}

/** The address of the header of an object. */
export function addressOf({ library, file }: OpenHdf5, object: string): number {
  // A reference to an object is its address.
  const reference = Uint8Array.from(library.create_object_reference(file, object));
  return Number(new DataView(reference.buffer).getBigUint64(0, true));
}

/** A copy of the contents of a new file, which the library changes once more when it closes it. */
export function contentsOf({ library, file }: OpenHdf5): Uint8Array {
  library.flush(file);
  return library.FS.readFile(path);
}

/** What `use` makes of so much of the library's memory, which holds zeros at first and is freed again. */
export function withMemory<Result>(
  open: OpenHdf5,
  place: string,
  size: number,
  use: (pointer: number) => Result,
): Result {
  const { library, owner } = open;
  const pointer = size < library.MAXIMUM_MEMORY ? library._malloc(Math.max(1, size)) : 0;
  if (pointer === 0) throw formatError(owner, place, 'data that fits in memory', `${size} bytes`);
  try {
    library.HEAPU8.fill(0, pointer, pointer + size);
    return use(pointer);
  } finally {
    library._free(pointer);
  }
}
