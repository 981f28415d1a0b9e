/**
 * The messages of an ONNX file, with the fields that are written: numbers and types are those of `onnx.proto3` of the ONNX
 * project (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3).
 */

/** An operation on tensors that have names. */
export interface NodeProto {
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly name: string;
  readonly opType: string;
  readonly attribute: readonly AttributeProto[];
}

/** The fields that hold the value of an attribute, by its type. */
export interface AttributeProto {
  readonly name: string;
  readonly type: number;
  readonly f?: number;
  readonly i?: number;
  readonly s?: string;
  readonly g?: GraphProto;
  readonly floats?: readonly number[];
  readonly ints?: readonly number[];
  readonly strings?: readonly string[];
}

/** A tensor with values: row-major, little-endian bytes. */
export interface TensorProto {
  readonly name: string;
  readonly dims: readonly number[];
  readonly dataType: number;
  readonly rawData: Uint8Array;
}

/** A size of a tensor: a number, or the name of one that varies. */
export type DimensionProto = { readonly dimValue: number } | { readonly dimParam: string };

export interface ValueInfoProto {
  readonly name: string;
  readonly type: {
    readonly tensorType: { readonly elemType: number; readonly shape: { readonly dim: readonly DimensionProto[] } };
  };
}

export interface GraphProto {
  readonly node: readonly NodeProto[];
  readonly name: string;
  readonly initializer: readonly TensorProto[];
  readonly input: readonly ValueInfoProto[];
  readonly output: readonly ValueInfoProto[];
}

export interface ModelProto {
  readonly irVersion: number;
  readonly producerName: string;
  readonly graph: GraphProto;
  readonly opsetImport: readonly { readonly domain: string; readonly version: number }[];
}

/** How a field is written: as a number of protobuf's types, as text, as bytes, or as a message. */
export type FieldType = 'int64' | 'int32' | 'float' | 'string' | 'bytes' | 'floats' | 'int64s' | MessageName;

/** The messages that are written. */
export type MessageName =
  | 'ModelProto'
  | 'OperatorSetIdProto'
  | 'GraphProto'
  | 'NodeProto'
  | 'AttributeProto'
  | 'TensorProto'
  | 'ValueInfoProto'
  | 'TypeProto'
  | 'TensorTypeProto'
  | 'TensorShapeProto'
  | 'DimensionProto';

/** A field: its number, and how it is written. */
type Field = readonly [number: number, type: FieldType];

/** The fields of each message: their numbers and types. */
const messages: Readonly<Record<MessageName, Readonly<Record<string, Field>>>> = {
  ModelProto: {
    irVersion: [1, 'int64'],
    producerName: [2, 'string'],
    graph: [7, 'GraphProto'],
    opsetImport: [8, 'OperatorSetIdProto'],
  },
  OperatorSetIdProto: { domain: [1, 'string'], version: [2, 'int64'] },
  GraphProto: {
    node: [1, 'NodeProto'],
    name: [2, 'string'],
    initializer: [5, 'TensorProto'],
    input: [11, 'ValueInfoProto'],
    output: [12, 'ValueInfoProto'],
  },
  NodeProto: {
    input: [1, 'string'],
    output: [2, 'string'],
    name: [3, 'string'],
    opType: [4, 'string'],
    attribute: [5, 'AttributeProto'],
  },
  AttributeProto: {
    name: [1, 'string'],
    f: [2, 'float'],
    i: [3, 'int64'],
    s: [4, 'string'],
    g: [6, 'GraphProto'],
    floats: [7, 'floats'],
    ints: [8, 'int64s'],
    strings: [9, 'string'],
    type: [20, 'int32'],
  },
  TensorProto: { dims: [1, 'int64s'], dataType: [2, 'int32'], name: [8, 'string'], rawData: [9, 'bytes'] },
  ValueInfoProto: { name: [1, 'string'], type: [2, 'TypeProto'] },
  TypeProto: { tensorType: [1, 'TensorTypeProto'] },
  TensorTypeProto: { elemType: [1, 'int32'], shape: [2, 'TensorShapeProto'] },
  TensorShapeProto: { dim: [1, 'DimensionProto'] },
  DimensionProto: { dimValue: [1, 'int64'], dimParam: [2, 'string'] },
};

/** The fields of a message, by name. */
export function fieldsOf(message: MessageName): ReadonlyMap<string, Field> {
  return new Map(Object.entries(messages[message]));
}
