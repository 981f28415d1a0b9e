/** TensorFlow.js' gradient rules, one export a kernel, as `scripts/bundle-gradients.js` writes them. */
declare module '#gradients';
