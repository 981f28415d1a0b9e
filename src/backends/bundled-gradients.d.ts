/** TensorFlow.js' gradient rules, one export a kernel, as `scripts/bundle-gradients.js` writes them. */
declare module '#gradients' {
  const gradients: Readonly<Record<`${string}GradConfig`, import('@tensorflow/tfjs-core').GradConfig>>;
  export = gradients;
}
