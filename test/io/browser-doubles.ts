/** A private file system of a browser in memory: what this library uses of it. */
export class MemoryStorage {
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>();
  /** The number of bytes that there is room for. */
  quota = Number.POSITIVE_INFINITY;

  getDirectory(): Promise<unknown> {
    return Promise.resolve(this.#folder(''));
  }

  #folder(prefix: string): unknown {
    return {
      getDirectoryHandle: (name: string) => Promise.resolve(this.#folder(`${prefix}${name}/`)),
      getFileHandle: (name: string, options?: { readonly create?: boolean }) => this.#file(`${prefix}${name}`, options),
      removeEntry: (name: string) => {
        return this.files.delete(`${prefix}${name}`) ? Promise.resolve() : Promise.reject(missing(name));
      },
    };
  }

  #file(path: string, { create = false }: { readonly create?: boolean } = {}): Promise<unknown> {
    if (!this.files.has(path)) {
      if (!create) return Promise.reject(missing(path));
      this.files.set(path, new Uint8Array());
    }
    return Promise.resolve({
      getFile: () => Promise.resolve(new Blob([this.files.get(path) as Uint8Array<ArrayBuffer>])),
      createWritable: () => Promise.resolve(this.#writable(path)),
    });
  }

  #writable(path: string): unknown {
    let next = new Uint8Array();
    return {
      write: (bytes: Uint8Array) => {
        if (bytes.length > this.quota) return Promise.reject(new DOMException('no room', 'QuotaExceededError'));
        next = new Uint8Array(bytes);
        return Promise.resolve();
      },
      abort: () => Promise.resolve(),
      close: () => Promise.resolve(void this.files.set(path, next)),
    };
  }
}

function missing(name: string): DOMException {
  return new DOMException(`${name} is not there`, 'NotFoundError');
}
