import { expectType } from 'tsd';
import type { SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { EinsumDense } from '../src/layers/core/einsum-dense.js';
import { Input } from '../src/layers/core/input.js';
import { namedAs } from './named-as.js';

declare const size: number;
declare const sizes: number[];
declare const equation: string;
declare const unranked: SymbolicTensor;

expectType<SymbolicTensor<[null, 64]>>(EinsumDense('ab,bc->ac', 64)(Input([32])));
expectType<SymbolicTensor<[null, 10, 64]>>(EinsumDense('abc,cd->abd', [null, 64], { biasAxes: 'd' })(Input([10, 32])));
expectType<SymbolicTensor<[null, null, 64]>>(EinsumDense('abc,cd->abd', [null, 64])(Input([null, 32])));
expectType<SymbolicTensor<[null, 10, 64]>>(EinsumDense('abc,cd->abd', [10, 64])(Input([10, 32])));
expectType<SymbolicTensor<[null, 10, 8, 4]>>(EinsumDense('abc,cde->abde', [null, 8, 4])(Input([10, 32])));
expectType<SymbolicTensor<[null, 5, 32]>>(EinsumDense('abc,bd->adc', [5, null], { biasAxes: 'dc' })(Input([10, 32])));
expectType<SymbolicTensor<[null, 10, 20, 64]>>(
  EinsumDense('...x,xy->...y', 64, { biasAxes: 'y' })(Input([10, 20, 32])),
);
expectType<SymbolicTensor<[null, 64]>>(EinsumDense('...x,xy->...y', 64)(Input([32])));
expectType<SymbolicTensor<[null, 64, 20, 32]>>(EinsumDense('ab...,bc->ac...', 64)(Input([10, 20, 32])));
expectType<SymbolicTensor<[16, 64]>>(
  EinsumDense('ab,bc->ac', [64], { name: 'head', activation: 'relu' })(Input([32], { batchSize: 16 })),
);
expectType<['head', [16, 64]]>(
  namedAs(EinsumDense('ab,bc->ac', [64], { name: 'head', activation: 'relu' })(Input([32], { batchSize: 16 }))),
);

// What is not known passes, and spreads no further than it must.
expectType<SymbolicTensor<[null, number, 64]>>(EinsumDense('abc,cd->abd', [null, 64])(Input([size, 32])));
expectType<SymbolicTensor<[null, 10, 64]>>(EinsumDense('abc,cd->abd', [10, 64])(Input([size, size])));
expectType<SymbolicTensor<[null, 10, number]>>(EinsumDense('abc,cd->abd', [null, size])(Input([10, 32])));
expectType<SymbolicTensor>(EinsumDense(equation, 64)(Input([32])));
expectType<SymbolicTensor>(EinsumDense('ab,bc->ac', sizes)(Input([32])));
expectType<SymbolicTensor>(EinsumDense('ab,bc->ac', 64)(unranked));

// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab,bc)
EinsumDense('ab,bc', 64);
// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab,bd->ac)
EinsumDense('ab,bd->ac', 64);
// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab,bcx->ac)
EinsumDense('ab,bcx->ac', 64);
// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab,bc->ca)
EinsumDense('ab,bc->ca', [null, 64]);
// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab...,bc->...ac)
EinsumDense('ab...,bc->...ac', 64);
// @ts-expect-error EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac... (received ab,bc,cd->ad)
EinsumDense('ab,bc,cd->ad', 64);
// @ts-expect-error EinsumDense: outputShape expects 2 sizes, for the labels bd (received (64))
EinsumDense('abc,cd->abd', 64);
// @ts-expect-error EinsumDense: outputShape expects a size for label d, which the input does not have (received (10, null))
EinsumDense('abc,cd->abd', [10, null]);
// @ts-expect-error EinsumDense: biasAxes expects labels of the output, which are abd (received c)
EinsumDense('abc,cd->abd', [null, 64], { biasAxes: 'c' });
// @ts-expect-error EinsumDense: biasAxes expects labels of the output, which are ac (received )
EinsumDense('ab,bc->ac', 64, { biasAxes: '' });
// @ts-expect-error EinsumDense expects an axis for each label of abc (received (null, 32))
EinsumDense('abc,cd->abd', [null, 64])(Input([32]));
// @ts-expect-error EinsumDense expects an axis for each label of ...xy (received (null))
EinsumDense('...xy,yz->...xz', [null, 64])(Input([]));
// @ts-expect-error EinsumDense expects label b to have its size in outputShape, 10 (received 20, in (null, 20, 32))
EinsumDense('abc,cd->abd', [10, 64])(Input([20, 32]));
// @ts-expect-error EinsumDense expects label b to have its size in outputShape, 10 (received null, in (null, null, 32))
EinsumDense('abc,cd->abd', [10, 64])(Input([null, 32]));
// @ts-expect-error EinsumDense expects a known size for label c, which its kernel has (received (null, 10, null))
EinsumDense('abc,cd->abd', [null, 64])(Input([10, null]));
// @ts-expect-error EinsumDense expects a known size for label b, which its bias has (received (null, null, 32))
EinsumDense('abc,cd->abd', [null, 64], { biasAxes: 'bd' })(Input([null, 32]));
// @ts-expect-error EinsumDense expects one tensor (received several tensors)
EinsumDense('ab,bc->ac', 64)([Input([32])]);
