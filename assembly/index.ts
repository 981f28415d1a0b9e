// What the module of WebAssembly gives out.
export { convolution, convolutionBytes, filterGradient } from './convolution';
export { gru, gruBytes, gruGradient, gruGradientBytes } from './gru';
export { lstm, lstmBytes, lstmGradient, lstmGradientBytes } from './lstm';
export { product, productBytes } from './matrix-product';
export { simpleRnn, simpleRnnBytes, simpleRnnGradient, simpleRnnGradientBytes } from './simple-rnn';
export { winograd, winogradBytes, winogradFilterGradient, winogradGradientBytes } from './winograd';
