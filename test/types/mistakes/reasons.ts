const noMember = 'a member that is not there is undefined in JavaScript';

/** Why run time says nothing, or something else than the compiler, of some mistakes. */
export const reasons: Readonly<Record<string, string>> = {
  'verbose true string': "'auto' is a word that verbose takes, as in Keras",
  'flatten on scalar': 'as in Keras, each sample of a tensor with one axis has one element: (3) becomes (3, 1)',
  'untyped compile wrong y': 'run time knows the loss; the compiler does not, as the result of compile is not used',
  'forgot to await history': noMember,
  'forgot to await logs': noMember,
  'log that is not there': noMember,
  'history key': noMember,
  'forgot await predict typed': noMember,
};

const onlyCalled = 'the axis is right until the layer is called on a tensor that lacks it, which is marked';
const missing = 'no argument stands where one is missing';

/** Why the compiler marks another place than the one that is wrong, or none, where that is not to be mended. */
export const places: Readonly<Record<string, string>> = {
  'groups not dividing': 'groups that do not divide the filters are wrong on any input, so that they are marked',
  'layernorm axis': onlyCalled,
  'batch normalization axis': onlyCalled,
  'fit no y': missing,
  'evaluate without targets': missing,
  'mha one arg': missing,
  'fit before compile':
    'compile changes the model that it is called on, which a type cannot follow; what it returns is compiled',
  'getOutputAt range': 'types do not count the calls of a layer',
  'bidirectional backward same dir': 'the type of a layer does not say in which direction it goes',
  'model missing input': 'the type of a tensor says nothing of the layers before it',
  'layer of a name that is not there': 'the type of a model says nothing of the layers inside it',
  'verbose true string': "'auto' is a word that verbose takes, as in Keras",
  'flatten on scalar': 'a tensor with one axis is flattened, as in Keras',
  'arrays nested too deep': 'the lengths of nested arrays that are no literals are not known',
};
