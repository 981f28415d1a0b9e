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
