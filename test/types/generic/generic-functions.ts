/** A function that is generic over tensors or sizes, in TypeScript, and what calls of it give. */
export interface GenericFunction {
  /** Its definition, as a user writes it. */
  readonly text: string;
  /** A call that is right. */
  readonly call: string;
  /** The shape of the tensor that the call gives, or of each, in TypeScript. */
  readonly gives: string;
  /** A call that is wrong, in what is first computed from it where the function hides the mistake. */
  readonly wrong: string;
  /** What the compiler says of it, and run time too where it is a sentence of the library. */
  readonly says: string;
}

const differs = (left: string, right: string, axis: number) =>
  `add expects inputs that broadcast to one shape (received ${left} and ${right}, which differ on axis ${axis})`;
const images = 'Conv2D expects (batch, height, width, channels)';
const unknown = 'with a known number of features';

/** Functions over tensors of any shape or size. */
const overTensors: Readonly<Record<string, GenericFunction>> = {
  'a head on any number of features': {
    text: 'function head<const N extends number>(x: SymbolicTensor<[null, N]>) { return Dense(32)(x); }',
    call: 'head(Input([8]))',
    gives: '[null, 32]',
    wrong: 'head(Input([4, 8]))',
    says: "is not assignable to parameter of type 'SymbolicTensor<[null, number]>'",
  },
  'a projection of any shape': {
    text: 'function project<S extends Shape>(x: SymbolicTensor<S>) { return Dense(16)(x); }',
    call: 'project(Input([7, 8]))',
    gives: '[null, 7, 16]',
    wrong: 'Flatten()(project(Input([null])))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'a residual connection around a normalization': {
    text: 'function residual<S extends Shape>(x: SymbolicTensor<S>) { return add([x, LayerNormalization()(x)]); }',
    call: 'residual(Input([7, 6]))',
    gives: '[null, 7, 6]',
    wrong: 'Dense(2)(residual(Input([null])))',
    says: 'LayerNormalization expects a known size on axis -1 (received (null, null))',
  },
  'a residual connection around a dense layer': {
    text: 'function widened<S extends Shape>(x: SymbolicTensor<S>) { return add([x, Dense(64)(x)]); }',
    call: 'widened(Input([64]))',
    gives: '[null, 64]',
    wrong: 'Dense(2)(widened(Input([32])))',
    says: differs('(null, 32)', '(null, 64)', 1),
  },
  'two branches of one size': {
    text: `function two<S extends Shape, const F extends number>(x: SymbolicTensor<S>, size: F) {
      return add([Dense(size)(x), Dense(size)(Dense(4)(x))]); }`,
    call: 'two(Input([9]), 6)',
    gives: '[null, 6]',
    wrong: 'Flatten()(two(Input([null]), 6))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'a convolution of so many filters': {
    text: `function point<S extends Shape, const F extends number>(x: SymbolicTensor<S>, filters: F) {
      return Conv2D(filters, 1)(x); }`,
    call: 'point(Input([8, 8, 3]), 16)',
    gives: '[null, 8, 8, 16]',
    wrong: 'Flatten()(point(Input([5]), 16))',
    says: `${images} (received (null, 5))`,
  },
  'convolution, normalization, activation': {
    text: `function block<S extends Shape, const F extends number>(x: SymbolicTensor<S>, filters: F) {
      return Activation('relu')(BatchNormalization()(Conv2D(filters, 3, { padding: 'same' })(x))); }`,
    call: 'block(Input([8, 8, 3]), 16)',
    gives: '[null, 8, 8, 16]',
    wrong: 'Flatten()(block(Input([8, 3]), 16))',
    says: `${images} (received (null, 8, 3))`,
  },
  'a residual block that halves': {
    text: `function halved<S extends Shape, const F extends number>(x: SymbolicTensor<S>, filters: F) {
      const same = Conv2D(filters, 3, { padding: 'same', strides: 2 })(x);
      return add([same, Conv2D(filters, 1, { strides: 2 })(x)]); }`,
    call: 'halved(Input([32, 32, 3]), 8)',
    gives: '[null, 16, 16, 8]',
    wrong: 'Flatten()(halved(Input([32, 32]), 8))',
    says: `${images} (received (null, 32, 32))`,
  },
  'convolution and pooling': {
    text: `function stage<S extends Shape, const F extends number>(x: SymbolicTensor<S>, filters: F) {
      return MaxPooling2D(2)(Conv2D(filters, 3)(x)); }`,
    call: 'stage(Input([28, 28, 1]), 8)',
    gives: '[null, 13, 13, 8]',
    wrong: 'Flatten()(stage(Input([3, 3, 1]), 8))',
    says: 'MaxPooling2D expects a height of at least 2, the size of its window (received 1, in (null, 1, 1, 8))',
  },
  'up-sampling beside a skip connection': {
    text: `function up<S extends Shape, K extends Shape>(x: SymbolicTensor<S>, skip: SymbolicTensor<K>) {
      return concatenate([UpSampling2D()(x), skip]); }`,
    call: 'up(Input([8, 8, 4]), Input([16, 16, 2]))',
    gives: '[null, 16, 16, 6]',
    wrong: 'Flatten()(up(Input([8, 8, 4]), Input([15, 16, 2])))',
    says: 'concatenate expects inputs that differ only on axis 3 (received (null, 16, 16, 4) and (null, 15, 16, 2), which differ on axis 1)',
  },
  'squeeze and excite': {
    text: `function excite<S extends Shape, const C extends number>(x: SymbolicTensor<S>, channels: C) {
      const scale = Dense(channels, { activation: 'sigmoid' })(GlobalAveragePooling2D()(x));
      return multiply([x, Reshape([1, 1, channels])(scale)]); }`,
    call: 'excite(Input([8, 8, 16]), 16)',
    gives: '[null, 8, 8, 16]',
    wrong: 'Flatten()(excite(Input([8, 8, 16]), 4))',
    says: 'multiply expects inputs that broadcast to one shape (received (null, 8, 8, 16) and (null, 1, 1, 4), which differ on axis 3)',
  },
  'self-attention': {
    text: `function attend<S extends Shape>(x: SymbolicTensor<S>) {
      return add([x, MultiHeadAttention(2, 8)(x, x)]); }`,
    call: 'attend(Input([10, 16]))',
    gives: '[null, 10, 16]',
    wrong: 'Flatten()(attend(Input([10])))',
    says: `MultiHeadAttention: query expects (batch, ..., time, features) ${unknown} (received (null, 10))`,
  },
  'attention over sizes': {
    text: `function attended<const S extends number, const F extends number>(steps: S, features: F) {
      const x = Input([steps, features]);
      return add([x, MultiHeadAttention(2, 8)(x, x)]); }`,
    call: 'attended(10, 16)',
    gives: '[null, 10, 16]',
    wrong: "attended('10', 16)",
    says: "is not assignable to parameter of type 'number'",
  },
  'a transformer block': {
    text: `function encode<S extends Shape, const D extends number>(x: SymbolicTensor<S>, width: D) {
      const attended = LayerNormalization()(add([x, MultiHeadAttention(2, 8)(x, x)]));
      const mixed = Dense(width)(Dense(64, { activation: 'relu' })(attended));
      return LayerNormalization()(add([attended, mixed])); }`,
    call: 'encode(Input([10, 16]), 16)',
    gives: '[null, 10, 16]',
    wrong: 'Flatten()(encode(Input([10, 16]), 8))',
    says: differs('(null, 10, 16)', '(null, 10, 8)', 2),
  },
  'an embedding before a block': {
    text: `function embed<S extends Shape, const D extends number>(words: SymbolicTensor<S> & OfType<'int32'>, width: D) {
      return LayerNormalization()(Embedding(100, width)(words)); }`,
    call: "embed(Input([12], { dtype: 'int32' }), 8)",
    gives: '[null, 12, 8]',
    wrong: 'embed(Input([12]), 8)',
    says: 'is not assignable to parameter of type',
  },
  'an embedding of an element type that is not known': {
    text: 'function embedded(words: SymbolicTensor<[null, number]>) { return Embedding(100, 8)(words); }',
    call: "embedded(Input([12], { dtype: 'int32' }))",
    gives: '[null, number, 8]',
    wrong: 'embedded(Input([12, 3]))',
    says: "is not assignable to parameter of type 'SymbolicTensor<[null, number]>'",
  },
  'an embedding of any tensor': {
    text: 'function lookedUp<X extends SymbolicTensor>(words: X) { return Embedding(100, 8)(words); }',
    call: "lookedUp(Input([12], { dtype: 'int32' }))",
    gives: '[null, 12, 8]',
    wrong: 'Flatten()(lookedUp(Input([12])))',
    says: 'Embedding expects integers, of dtype int32 (received float32)',
  },
  'a pipe': {
    text: 'function classify<S extends Shape>(x: SymbolicTensor<S>) { return x.pipe(Flatten(), Dense(10)); }',
    call: 'classify(Input([4, 5]))',
    gives: '[null, 10]',
    wrong: 'Flatten()(classify(Input([null, 5])))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'both directions': {
    text: 'function both<S extends Shape>(x: SymbolicTensor<S>) { return Bidirectional(LSTM(8))(x); }',
    call: 'both(Input([10, 4]))',
    gives: '[null, 16]',
    wrong: 'Flatten()(both(Input([4])))',
    says: `LSTM expects (batch, time, features) ${unknown} (received (null, 4))`,
  },
  'a layer at each step': {
    text: 'function stepwise<S extends Shape>(x: SymbolicTensor<S>) { return TimeDistributed(Dense(5))(x); }',
    call: 'stepwise(Input([10, 4]))',
    gives: '[null, 10, 5]',
    wrong: 'Flatten()(stepwise(Input([4])))',
    says: 'TimeDistributed expects (batch, time, ..., features) (received (null, 4))',
  },
  'output and state': {
    text: 'function recur<S extends Shape>(x: SymbolicTensor<S>) { return GRU(8, { returnState: true })(x); }',
    call: 'concatenate(recur(Input([10, 4])))',
    gives: '[null, 16]',
    wrong: 'recur(Input([4]))[0].pipe(Dense(2))',
    says: `GRU expects (batch, time, features) ${unknown} (received (null, 4))`,
  },
  'a loop that keeps the shape': {
    text: `function deepened<S extends Shape>(x: SymbolicTensor<S>, depth: number) {
      let y = x;
      for (let index = 0; index < depth; index++) y = Activation('relu')(y);
      return y; }`,
    call: 'deepened(Input([4, 5]), 3)',
    gives: '[null, 4, 5]',
    wrong: 'Conv2D(3, 2)(deepened(Input([4, 5]), 3))',
    says: `${images} (received (null, 4, 5))`,
  },
  'a loop over residual connections': {
    text: `function normalized<const N extends number>(x: SymbolicTensor<[null, N]>, depth: number) {
      let y = x;
      for (let index = 0; index < depth; index++) y = add([y, LayerNormalization()(y)]);
      return y; }`,
    call: 'normalized(Input([5]), 3)',
    gives: '[null, 5]',
    wrong: 'Conv2D(3, 2)(normalized(Input([5]), 3))',
    says: `${images} (received (null, 5))`,
  },
  'a block that is repeated': {
    text: `function repeated<S extends Shape, const U extends number>(x: SymbolicTensor<S>, depth: number, units: U) {
      return repeat(depth, () => Dense(units))(x); }`,
    call: 'repeated(Input([7, 5]), 3, 6)',
    gives: '[null, 7, 6]',
    wrong: 'Flatten()(repeated(Input([null]), 3, 6))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'a loop over layers of one size': {
    text: `function deep<const N extends number>(x: SymbolicTensor<[null, N]>, depth: number) {
      let y = Dense(64)(x);
      for (let index = 0; index < depth; index++) y = Dense(64)(y);
      return y; }`,
    call: 'deep(Input([5]), 3)',
    gives: '[null, 64]',
    wrong: 'Conv2D(3, 2)(deep(Input([5]), 3))',
    says: `${images} (received (null, 64))`,
  },
};

/** Functions over operations, lists, records, layers and models. */
const others: Readonly<Record<string, GenericFunction>> = {
  'an activation by operations': {
    text: 'function swish<S extends Shape>(x: SymbolicTensor<S>) { return ops.multiply(ops.sigmoid(x), x); }',
    call: 'swish(Input([7, 6]))',
    gives: '[null, 7, 6]',
    wrong: 'Conv2D(3, 2)(swish(Input([7, 6])))',
    says: `${images} (received (null, 7, 6))`,
  },
  'a mean over steps': {
    text: 'function pooled<S extends Shape>(x: SymbolicTensor<S>) { return ops.mean(x, 1); }',
    call: 'pooled(Input([7, 6]))',
    gives: '[null, 6]',
    wrong: 'Dense(2)(pooled(Input([])))',
    says: 'mean: axis expects an integer from -1 to 0 (received 1)',
  },
  'scores by einsum': {
    text: `function scores<const N extends number, const D extends number>(x: SymbolicTensor<[null, N, D]>) {
      return ops.einsum('bnd,bmd->bnm', x, x); }`,
    call: 'scores(Input([7, 6]))',
    gives: '[null, 7, 7]',
    wrong: 'scores(Input([7]))',
    says: "is not assignable to parameter of type 'SymbolicTensor<[null, number, number]>'",
  },
  'a lambda': {
    text: 'function tripled<S extends Shape>(x: SymbolicTensor<S>) { return Lambda((y) => y)(x); }',
    call: 'tripled(Input([7, 6]))',
    gives: '[null, 7, 6]',
    wrong: 'Conv2D(3, 2)(tripled(Input([7, 6])))',
    says: `${images} (received (null, 7, 6))`,
  },
  'a list of tensors': {
    text: 'function joined<const T extends readonly SymbolicTensor[]>(tensors: T) { return concatenate(tensors); }',
    call: 'joined([Input([3]), Input([4])])',
    gives: '[null, 7]',
    wrong: 'Flatten()(joined([Input([3]), Input([4, 5])]))',
    says: 'concatenate expects inputs of the same rank (received (null, 3) and (null, 4, 5))',
  },
  'a list of unknown length': {
    text: `function each(tensors: readonly SymbolicTensor<[null, 8]>[]) {
      return add(tensors.map((tensor) => Dense(4)(tensor))); }`,
    call: 'each([Input([8]), Input([8])])',
    gives: '[null, 4]',
    wrong: 'each([Input([8]), Input([9])])',
    says: "is not assignable to type 'SymbolicTensor<[null, 8]>'",
  },
  'a record of tensors': {
    text: `function summed<S extends Shape>({ left, right }: { left: SymbolicTensor<S>; right: SymbolicTensor<S> }) {
      return add([left, right]); }`,
    call: 'summed({ left: Input([3]), right: Input([3]) })',
    gives: '[null, 3]',
    wrong: 'summed({ left: Input([3]) })',
    says: "'{ left: SymbolicTensor<[null, 3]>; }'",
  },
  'two inputs of any shape': {
    text: `function merged<A extends Shape, B extends Shape>(a: SymbolicTensor<A>, b: SymbolicTensor<B>) {
      return concatenate([Flatten()(a), Flatten()(b)]); }`,
    call: 'merged(Input([3]), Input([4, 5]))',
    gives: '[null, 23]',
    wrong: 'Conv2D(3, 2)(merged(Input([3]), Input([4, 5])))',
    says: `${images} (received (null, 23))`,
  },
  'a layer that is shared': {
    text: `function compared<S extends Shape>(a: SymbolicTensor<S>, b: SymbolicTensor<S>) {
      const shared = Dense(8);
      return subtract([shared(a), shared(b)]); }`,
    call: 'compared(Input([3]), Input([3]))',
    gives: '[null, 8]',
    wrong: 'compared(Input([3]), Input([3, 4]))',
    says: 'is not assignable to parameter of type',
  },
  'a function that returns a layer': {
    text: `function perceptron<const H extends number, const U extends number>(hidden: H, units: U) {
      return Sequential([Flatten(), Dense(hidden, { activation: 'relu' }), Dense(units)]); }`,
    call: 'perceptron(64, 10)(Input([28, 28]))',
    gives: '[null, 10]',
    wrong: 'perceptron(64, 10)(Input([null]))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'a function over a layer': {
    text: `function around<const L extends AnyLayer>(layer: L) {
      return Parallel([layer, Residual(layer)], Concatenate()); }`,
    call: 'around(Dense(8))(Input([8]))',
    gives: '[null, 16]',
    wrong: 'around(Dense(8))(Input([9]))',
    says: differs('(null, 8)', '(null, 9)', 1),
  },
  'a block of an own class': {
    text: `const gated = defineBlock({ name: 'Gated',
        layers: ({ branch }: { branch: AnyLayer }) => ({ branch, gate: Activation('sigmoid'), multiply: Multiply() }),
        forward: (input, { branch, gate, multiply }) => multiply([branch(input), gate(branch(input))]) });
      const Gated = <L extends AnyLayer>(branch: L) => gated<RuleOf<L>>({ branch });
      function gatedDense<const U extends number>(units: U) { return Gated(Dense(units)); }`,
    call: 'gatedDense(6)(Input([4]))',
    gives: '[null, 6]',
    wrong: 'gatedDense(6)(Input([null]))',
    says: `Dense expects (batch, ..., features) ${unknown} (received (null, null))`,
  },
  'a model of so many features': {
    text: `function small<const N extends number>(features: N) {
      const inputs = Input([features]);
      return Model({ inputs, outputs: Dense(2)(inputs) }); }`,
    call: 'small(9)(Input([9]))',
    gives: '[null, 2]',
    wrong: 'small(9)(Input([8]))',
    says: 'model expects (null, 9) for input 0 (received (null, 8))',
  },
  'a model in layers one after the other': {
    text: `function stacked<const N extends number, const U extends number>(features: N, units: U) {
      return Sequential([Input([features]), Dense(16), Dense(units)]); }`,
    call: 'stacked(9, 4).outputs',
    gives: '[null, 4]',
    wrong: 'stacked(9, 4)(Input([8]))',
    says: 'model expects (null, 9) for input 0 (received (null, 8))',
  },
};

/** All of them, by what they are. */
export const genericFunctions: Readonly<Record<string, GenericFunction>> = { ...overTensors, ...others };
