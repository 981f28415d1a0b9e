// What the module of WebAssembly gives out.
export { lstm, lstmBytes, lstmGradient, lstmGradientBytes } from './lstm';
export { product, productBytes } from './matrix-product';
