import {
  type ByteRange,
  checkSignature,
  type Hdf5Bytes,
  integerAt,
  rangeAt,
  undefinedAddress,
  wrong,
} from './hdf5-bytes.js';

/** A part of the header of an object of an HDF5 file. */
export interface Message {
  readonly type: number;
  readonly start: number;
  readonly end: number;
}

/** The numbers of the messages that matter here, from the specification of HDF5. */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  external: 0x07,
  layout: 0x08,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

const mostMessages = 65_536;

/** The messages of a header, those in continuation blocks included. */
export function messagesOf(file: Hdf5Bytes, address: number): readonly Message[] {
  const isOld = integerAt(file, address, 1) === 1;
  if (!isOld) checkSignature(file, address, 'OHDR');
  const { start, size, prefix } = isOld ? oldPrefix(file, address) : newPrefix(file, address);
  const blocks: ByteRange[] = [{ offset: start, size }];
  const messages: Message[] = [];
  for (const block of blocks) {
    const end = block.offset + block.size;
    if (end > file.view.byteLength) throw wrong(file, `a header of ${block.size} bytes`, 'a file that ends before');
    let offset = block.offset;
    while (offset + prefix <= end) {
      const type = integerAt(file, offset, isOld ? 2 : 1);
      const length = integerAt(file, offset + (isOld ? 2 : 1), 2);
      const flags = integerAt(file, offset + (isOld ? 4 : 3), 1);
      const message = { type, start: offset + prefix, end: offset + prefix + length };
      if (message.end > end) throw wrong(file, 'messages that end before their header', `one of ${length} bytes`);
      const isShared = (flags & 2) !== 0;
      if (isShared) throw wrong(file, 'types and shapes of its own', 'those of another object');
      messages.push(message);
      if (messages.length > mostMessages) throw wrong(file, `at most ${mostMessages} messages`, 'more');
      if (type === messageTypes.continuation) blocks.push(continuation(file, message, isOld));
      offset = message.end;
    }
  }
  return messages;
}

interface Prefix extends ByteRangeStart {
  /** The bytes before each message. */
  readonly prefix: number;
}

interface ByteRangeStart {
  readonly start: number;
  readonly size: number;
}

function oldPrefix(file: Hdf5Bytes, address: number): Prefix {
  return { start: address + 16, size: integerAt(file, address + 8, 4), prefix: 8 };
}

function newPrefix(file: Hdf5Bytes, address: number): Prefix {
  const flags = integerAt(file, address + 5, 1);
  const sizeAt = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const sizeBytes = 2 ** (flags & 3);
  return { start: sizeAt + sizeBytes, size: integerAt(file, sizeAt, sizeBytes), prefix: flags & 4 ? 6 : 4 };
}

/** The messages of a continuation block; newer ones are between a signature and a checksum. */
function continuation(file: Hdf5Bytes, { start, end }: Message, isOld: boolean): ByteRange {
  const { offset, size } = rangeAt(file, start, start + 8, end);
  if (isOld) return { offset, size };
  checkSignature(file, offset, 'OCHK');
  return { offset: offset + 4, size: Math.max(0, size - 8) };
}

/**
 * Sets where the data of a contiguous dataset is, which was created without.
 *
 * @param address The address of its header.
 * @throws DataError if there is no such dataset, or its data has another size.
 */
export function setDataAddress(file: Hdf5Bytes, address: number, { offset, size }: ByteRange): void {
  const layout = messagesOf(file, address).find(({ type }) => type === messageTypes.layout)?.start ?? 0;
  const [version, kind] = [integerAt(file, layout, 1), integerAt(file, layout + 1, 1)];
  const isFree = integerAt(file, layout + 2, 8) === undefinedAddress && integerAt(file, layout + 10, 8) === size;
  if (version !== 3 || kind !== 1 || !isFree) throw wrong(file, 'a new dataset', 'an error of the HDF5 library');
  file.view.setBigUint64(layout + 2, BigInt(offset), true);
}
