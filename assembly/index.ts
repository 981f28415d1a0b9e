// What the module of WebAssembly gives out.
export { convolution, convolutionBytes, filterGradient } from './convolution';
export { lstm, lstmBytes, lstmGradient, lstmGradientBytes } from './lstm';
export { product, productBytes } from './matrix-product';
export { winograd, winogradBytes, winogradFilterGradient, winogradGradientBytes } from './winograd';
