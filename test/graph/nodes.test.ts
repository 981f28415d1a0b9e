import { clearSession, Dense, GraphError, Input, Model } from 'tupleflow';
import { beforeEach, describe, expect, it } from 'vitest';

beforeEach(() => clearSession());

describe('a layer that has been called once', () => {
  it('has one input and one output', () => {
    const input = Input([3]);
    const layer = Dense(2);
    const output = layer(input);
    expect(layer.output).toBe(output);
    expect(layer.input).toBe(input);
    expect(layer.inputShape).toEqual([null, 3]);
    expect(layer.outputShape).toEqual([null, 2]);
  });
});

describe('a layer that has been called twice', () => {
  it('has several inputs and outputs, by their indices', () => {
    const [first, second] = [Input([3]), Input([3])];
    const layer = Dense(2, { name: 'shared' });
    const outputs = [layer(first), layer(second)];
    const words = (notion: string, method: string) =>
      `Layer shared has multiple inbound nodes, hence the notion of "layer ${notion}" is ill-defined. Use \`${method}(nodeIndex)\` instead.`;
    expect(() => layer.output).toThrow(new GraphError(words('output', 'getOutputAt')));
    expect(() => layer.input).toThrow(new GraphError(words('input', 'getInputAt')));
    expect(layer.getOutputAt(0)).toBe(outputs[0]);
    expect(layer.getOutputAt(1)).toBe(outputs[1]);
    expect(layer.getInputAt(1)).toBe(second);
    expect(() => layer.getOutputAt(2)).toThrow(/expects a node index below 2, the number of its calls \(received 2\)/);
  });

  it('has one shape as long as all calls agree', () => {
    const layer = Dense(2, { name: 'shared' });
    layer(Input([null, 3]));
    layer(Input([null, 3]));
    expect(layer.inputShape).toEqual([null, null, 3]);
    layer(Input([7, 3]));
    expect(() => layer.inputShape).toThrow(
      /"layer input shape" is ill-defined. Use `getInputShapeAt\(nodeIndex\)` instead/,
    );
    expect(() => layer.outputShape).toThrow(
      /"layer output shape" is ill-defined. Use `getOutputShapeAt\(nodeIndex\)` instead/,
    );
    expect(layer.getInputShapeAt(2)).toEqual([null, 7, 3]);
    expect(layer.getOutputShapeAt(0)).toEqual([null, null, 2]);
  });

  it('shares its weights, whose shapes are fixed by the first call', () => {
    const layer = Dense(2, { name: 'shared' });
    layer(Input([3]));
    const weights = layer.weights;
    layer(Input([3]));
    expect(layer.weights).toEqual(weights);
    expect(layer.countParams()).toBe(8);
    expect(() => layer(Input([4]))).toThrow(
      /shared expects inputs like the ones it was built for, \(null, 3\).*\(received \(null, 4\)\)/,
    );
    expect(layer.nodes).toHaveLength(2);
  });
});

describe('a layer that has not been called', () => {
  it('says so', () => {
    expect(() => Dense(2).output).toThrow(
      'Layer dense has never been called, hence it has no output. Call it on a tensor first.',
    );
  });
});

describe('names', () => {
  it('count per class', () => {
    expect([Dense(1), Dense(1), Dense(1, { name: 'mine' }), Dense(1)].map(({ name }) => name)).toEqual([
      'dense',
      'dense_1',
      'mine',
      'dense_2',
    ]);
  });
});

describe('a model', () => {
  it('is a layer that shares its weights, nested to any depth', () => {
    const input = Input([3]);
    const inner = Model({ inputs: input, outputs: Dense(2)(input) });
    const middleInput = Input([3]);
    const middle = Model({ inputs: middleInput, outputs: inner(middleInput) });
    const outerInput = Input([3]);
    const outer = Model({ inputs: outerInput, outputs: Dense(1)(middle(outerInput)) });
    expect(outer.countParams()).toBe(8 + 3);
    expect(outer.weights.slice(0, 2)).toEqual(inner.weights);
    expect(inner.outputShape).toEqual([null, 2]);
  });

  it('may be a part of the graph of another', () => {
    const input = Input([4]);
    const hidden = Dense(3)(input);
    const whole = Model({ inputs: input, outputs: Dense(1)(hidden) });
    const encoder = Model({ inputs: input, outputs: hidden });
    const head = Model({ inputs: hidden, outputs: whole.outputs });
    expect(encoder.weights).toEqual(whole.weights.slice(0, 2));
    expect(head.weights).toEqual(whole.weights.slice(2));
    expect(head(Input([3])).shape).toEqual([null, 1]);
  });

  it('takes and gives records', () => {
    const [a, b] = [Input([1]), Input([2])];
    const model = Model({ inputs: { a, b }, outputs: { left: Dense(3)(a), right: Dense(4)(b) } });
    const { left, right } = model({ b: Input([2]), a: Input([1]) });
    expect([left.shape, right.shape]).toEqual([
      [null, 3],
      [null, 4],
    ]);
    expect(model.outputNames).toEqual(['left', 'right']);
  });

  it('expects its inputs to lead to its outputs', () => {
    const [used, unused] = [Input([3], { name: 'used' }), Input([3], { name: 'unused' })];
    const outputs = Dense(1)(used);
    expect(() => Model({ inputs: unused, outputs })).toThrow(
      /inputs to lead to its outputs, but 'used', which they need, is not among them \(received 'unused'\)/,
    );
    expect(() => Model({ inputs: [used, used], outputs })).toThrow(/different tensors \(received one of them twice\)/);
    expect(() => Model({ inputs: [], outputs })).toThrow(/inputs expects at least one tensor \(received none\)/);
    expect(() => Model({ inputs: 3 as never, outputs })).toThrow(/inputs expects tensors of the graph/);
  });

  it('expects its layers to have different names', () => {
    const input = Input([3]);
    const outputs = input.pipe(Dense(1, { name: 'twin' }), Dense(1, { name: 'twin' }));
    expect(() => Model({ inputs: input, outputs })).toThrow(/layers to have different names \(received 'twin' twice\)/);
  });

  it('expects tensors that fit its inputs', () => {
    const [a, b] = [Input([1]), Input([2], { dtype: 'int32' })];
    const model = Model({ inputs: [a, b], outputs: Dense(3)(a) });
    const other = Input([2]);
    expect(() => model([a] as never)).toThrow('model expects a list of 2 (received a list of 1)');
    expect(() => model(a as never)).toThrow('model expects a list of 2 (received one tensor)');
    expect(() => model([b, b] as never)).toThrow('model expects (null, 1) for input 0 (received (null, 2))');
    expect(() => model([a, other] as never)).toThrow('model expects int32 elements for input 1 (received float32)');
    expect(model.nodes).toHaveLength(0);
  });

  it('finds layers by name and by index', () => {
    const input = Input([3], { name: 'in' });
    const layer = Dense(1, { name: 'out' });
    const model = Model({ inputs: input, outputs: layer(input) });
    expect(model.getLayer('out')).toBe(layer);
    expect(model.getLayer(1)).toBe(layer);
    expect(model.getLayer(-1)).toBe(layer);
    expect(() => model.getLayer('oout')).toThrow(
      /getLayer expects the name of a layer: 'in', 'out' \(received 'oout', did you mean 'out'\?\)/,
    );
    expect(() => model.getLayer(2)).toThrow(/an index below 2 \(received 2\)/);
  });

  it('is deep where it has to be', () => {
    const input = Input([1]);
    let output = Dense(1)(input);
    for (let index = 0; index < 5000; index++) output = Dense(1)(output);
    expect(Model({ inputs: input, outputs: output }).layers).toHaveLength(5002);
  });
});

describe('ensureShape', () => {
  it('states what the compiler does not know', () => {
    const layer = Dense(2);
    const output = layer(Input([3]));
    expect(layer.getOutputAt(0).ensureShape([null, 2])).toBe(output);
    expect(() => layer.getOutputAt(0).ensureShape([null, 4])).toThrow(
      /ensureShape expects a shape that fits \(null, 2\) \(received \(null, 4\)\)/,
    );
    const narrowed = Input([null, 3]).ensureShape([null, 5, 3]);
    expect(narrowed.shape).toEqual([null, 5, 3]);
    expect(Dense(2)(narrowed).shape).toEqual([null, 5, 2]);
  });
});
