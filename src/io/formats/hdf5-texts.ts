import { checkSignature, type Hdf5Bytes, integerAt, wrong } from './hdf5-bytes.js';

/** Checks references to texts in global heaps: that they are in the file, and together not much longer than it. */
export function checkReferences(file: Hdf5Bytes, start: number, count: number): void {
  let total = 0;
  for (let index = 0; index < count; index++) {
    const at = start + 16 * index;
    const length = integerAt(file, at, 4);
    const heap = integerAt(file, at + 4, 8);
    total += length;
    if (length === 0 || heap === 0) continue;
    checkGlobalHeap(file, heap);
    if (total > 4 * file.view.byteLength) throw wrong(file, 'no more text than the file has', `${total} bytes`);
  }
}

/** Checks the texts in a heap one after the other: the library goes round for ever over a space of no bytes. */
function checkGlobalHeap(file: Hdf5Bytes, heap: number): void {
  if (file.checked.heaps.has(heap)) return;
  checkSignature(file, heap, 'GCOL');
  const end = heap + integerAt(file, heap + 8, 8);
  if (end > file.view.byteLength) throw wrong(file, 'text in the file', `text up to byte ${end}`);
  let offset = heap + 16;
  while (offset + 16 <= end) {
    const size = integerAt(file, offset + 8, 8, end);
    const isFree = integerAt(file, offset, 2, end) === 0;
    const next = isFree ? offset + size : offset + 16 + 8 * Math.ceil(size / 8);
    if (next > end || next < offset + 16) throw wrong(file, 'texts one after the other', `one of ${size} bytes`);
    offset = next;
  }
  file.checked.heaps.add(heap);
}
