// What the module of WebAssembly gives out.
export { product, productBytes } from './matrix-product';
