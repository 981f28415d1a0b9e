import protobuf from 'protobufjs/light.js';

/**
 * The messages of a saved model, with the fields that are written: numbers and types are those of TensorFlow's
 * `core/protobuf/saved_model.proto` and `core/framework/*.proto` (https://github.com/tensorflow/tensorflow).
 */
const schema: protobuf.INamespace = {
  nested: {
    SavedModel: {
      fields: {
        schemaVersion: { type: 'int64', id: 1 },
        metaGraphs: { rule: 'repeated', type: 'MetaGraphDef', id: 2 },
      },
    },
    MetaGraphDef: { fields: { metaInfo: { type: 'MetaInfoDef', id: 1 }, graph: { type: 'GraphDef', id: 2 } } },
    MetaInfoDef: { fields: { tags: { rule: 'repeated', type: 'string', id: 4 } } },
    GraphDef: {
      fields: { node: { rule: 'repeated', type: 'NodeDef', id: 1 }, versions: { type: 'VersionDef', id: 4 } },
    },
    VersionDef: { fields: { producer: { type: 'int32', id: 1 } } },
    NodeDef: {
      fields: {
        name: { type: 'string', id: 1 },
        op: { type: 'string', id: 2 },
        input: { rule: 'repeated', type: 'string', id: 3 },
        attr: { rule: 'repeated', type: 'AttrEntry', id: 5 },
      },
    },
    // How protobuf writes an item of a map.
    AttrEntry: { fields: { key: { type: 'string', id: 1 }, value: { type: 'AttrValue', id: 2 } } },
    AttrValue: {
      // A choice of one, so that `false` and 0 are written too.
      oneofs: { value: { oneof: ['list', 's', 'i', 'f', 'b', 'type', 'shape', 'tensor'] } },
      fields: {
        list: { type: 'ListValue', id: 1 },
        s: { type: 'string', id: 2 },
        i: { type: 'int64', id: 3 },
        f: { type: 'float', id: 4 },
        b: { type: 'bool', id: 5 },
        type: { type: 'int32', id: 6 },
        shape: { type: 'TensorShapeProto', id: 7 },
        tensor: { type: 'TensorProto', id: 8 },
      },
    },
    ListValue: {
      fields: {
        s: { rule: 'repeated', type: 'string', id: 2 },
        i: { rule: 'repeated', type: 'int64', id: 3 },
        f: { rule: 'repeated', type: 'float', id: 4 },
        b: { rule: 'repeated', type: 'bool', id: 5 },
        type: { rule: 'repeated', type: 'int32', id: 6 },
      },
    },
    TensorShapeProto: { fields: { dim: { rule: 'repeated', type: 'Dim', id: 2 } } },
    Dim: { fields: { size: { type: 'int64', id: 1 } } },
    TensorProto: {
      fields: {
        dtype: { type: 'int32', id: 1 },
        shape: { type: 'TensorShapeProto', id: 2 },
        content: { type: 'bytes', id: 4 },
      },
    },
  },
};

/** The value of an attribute of a node, by its type. */
export interface AttrValue {
  readonly list?: Readonly<Record<string, readonly unknown[]>>;
  readonly s?: string;
  readonly i?: number;
  readonly f?: number;
  readonly b?: boolean;
  readonly type?: number;
  readonly shape?: ShapeProto;
  readonly tensor?: { readonly dtype: number; readonly shape: ShapeProto; readonly content: Uint8Array };
}

interface ShapeProto {
  readonly dim: readonly { readonly size: number }[];
}

/** An operation of TensorFlow on the outputs of other nodes: `node`, or `node:1` for the second. */
export interface NodeDef {
  readonly name: string;
  readonly op: string;
  readonly input: readonly string[];
  readonly attr: Readonly<Record<string, AttrValue>>;
}

export function shapeProto(shape: readonly number[]): ShapeProto {
  return { dim: shape.map((size) => ({ size })) };
}

/** The version of TensorFlow's operations that `@tensorflow/tfjs-node` has: that of TensorFlow 2.9. */
const producer = 987;

/** The bytes of `saved_model.pb`, with one graph under the tag `serve`. */
export function encodeSavedModel(nodes: readonly NodeDef[]): Uint8Array {
  const type = protobuf.Root.fromJSON(schema).lookupType('SavedModel');
  const node = nodes.map(({ attr, ...rest }) => ({
    ...rest,
    attr: Object.entries(attr).map(([key, value]) => ({ key, value })),
  }));
  const graph = { node, versions: { producer } };
  return type
    .encode(type.create({ schemaVersion: 1, metaGraphs: [{ metaInfo: { tags: ['serve'] }, graph }] }))
    .finish();
}
