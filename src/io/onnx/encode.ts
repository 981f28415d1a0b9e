import type { Writer } from 'protobufjs/minimal.js';
import { type FieldType, fieldsOf, type MessageName, type ModelProto } from './messages.js';

/** Bytes in pieces, so that large ones are copied only when the whole is put together. */
interface Pieces {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

/** The bytes of an ONNX file. The library that writes them is loaded now. */
export async function encodeModel(model: ModelProto): Promise<Uint8Array> {
  const { default: protobuf } = await import('protobufjs/minimal.js');
  const { pieces, length } = encode(() => protobuf.Writer.create(), 'ModelProto', model);
  const bytes = new Uint8Array(length);
  let start = 0;
  for (const piece of pieces) {
    bytes.set(piece, start);
    start += piece.length;
  }
  return bytes;
}

/** What protobuf writes before a field: how its value is laid out. */
const lengthDelimited = 2;

function encode(createWriter: () => Writer, message: MessageName, value: object): Pieces {
  const pieces: Uint8Array[] = [];
  let writer = createWriter();
  const fields = fieldsOf(message);
  for (const [name, given] of Object.entries(value)) {
    const field = fields.get(name);
    if (field === undefined || given === undefined) continue;
    const [number, type] = field;
    if (type === 'floats' || type === 'int64s') {
      if (given.length > 0) writer.uint32((number << 3) | lengthDelimited)[type](given);
      continue;
    }
    for (const item of Array.isArray(given) ? given : [given]) {
      if (!isMessage(type) && type !== 'bytes') {
        scalars[type](writer, number, item);
        continue;
      }
      const inner = type === 'bytes' ? { pieces: [item], length: item.length } : encode(createWriter, type, item);
      writer.uint32((number << 3) | lengthDelimited).uint32(inner.length);
      pieces.push(writer.finish(), ...inner.pieces);
      writer = createWriter();
    }
  }
  pieces.push(writer.finish());
  return { pieces, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}

/** How fields are written that are neither bytes nor messages: the number of the field with the kind of its value, and that. */
const scalars: Readonly<
  Record<'int64' | 'int32' | 'float' | 'string', (to: Writer, field: number, value: unknown) => void>
> = {
  int64: (to, field, value) => to.uint32(field << 3).int64(value as number),
  int32: (to, field, value) => to.uint32(field << 3).int32(value as number),
  float: (to, field, value) => to.uint32((field << 3) | 5).float(value as number),
  string: (to, field, value) => to.uint32((field << 3) | lengthDelimited).string(value as string),
};

function isMessage(type: FieldType): type is MessageName {
  return type.endsWith('Proto');
}
