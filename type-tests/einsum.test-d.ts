import { expectType } from 'tsd';
import type { OfType, SymbolicTensor } from '../src/graph/symbolic-tensor.js';
import { Input } from '../src/layers/core/input.js';
import { einsum } from '../src/operations/contract.js';

declare const size: number;
declare const equation: string;
declare const unranked: SymbolicTensor;

const four = Input([4, 8]);
const words = Input([4, 8], { dtype: 'int32' });

expectType<SymbolicTensor<[null, 10, 20]>>(einsum('bqd,bkd->bqk', Input([10, 64]), Input([20, 64])));
expectType<SymbolicTensor<[null, 8, 10, 20]>>(einsum('bqhd,bkhd->bhqk', Input([10, 8, 64]), Input([20, 8, 64])));
expectType<SymbolicTensor<[null, 8, 4]>>(einsum('abc->acb', four));
expectType<SymbolicTensor<[]>>(einsum('abc,abc->', four, four));
expectType<SymbolicTensor<[4]>>(einsum(' a b c -> b ', four));
expectType<SymbolicTensor<[null, 4, 3]>>(einsum('abc,cd,d->abd', four, Input([3], { batchSize: 8 }), Input([])));
expectType<SymbolicTensor<[null, 4, 4]> & OfType<'int32'>>(einsum('abc,adc->abd', words, words));

// Without an output: the letters that come once, in the order of the alphabet.
expectType<SymbolicTensor<[8, 4]>>(einsum('zba,zbc', Input([4, 8]), Input([4, 4])));
expectType<SymbolicTensor<[null, 8, 4]>>(einsum('acb', four));
expectType<SymbolicTensor<[4]>>(einsum('iji', Input([4, 3], { batchSize: 3 })));

// What the dots stand for meets as in NumPy.
expectType<SymbolicTensor<[null, 4, 3]>>(einsum('...c,cd->...d', four, Input([3], { batchSize: 8 })));
expectType<SymbolicTensor<[2, 5, 3, 3]>>(
  einsum('...ij,...kj->...ik', Input([1, 3, 4], { batchSize: 2 }), Input([3, 4], { batchSize: 5 })),
);
expectType<SymbolicTensor<[8, null, 4]>>(einsum('...a->a...', four));
expectType<SymbolicTensor<[null, 4, 8]>>(einsum('abc->...abc', four));

// Sizes of 1 are repeated; what varies is the size that it meets.
expectType<SymbolicTensor<[null, 4, 8]>>(einsum('abc,abc->abc', four, Input([1, 8])));
expectType<SymbolicTensor<[16, 4]>>(einsum('ab,ab->ab', Input([4]), Input([null], { batchSize: 16 })));
expectType<SymbolicTensor<[null, number, 8]>>(einsum('abc->abc', Input([size, 8])));
expectType<SymbolicTensor<[null, 4, 8]>>(einsum('abc,abc->abc', Input([size, 8]), four));
expectType<SymbolicTensor>(einsum(equation, four));
expectType<SymbolicTensor>(einsum('ab->a', unranked));

// @ts-expect-error einsum expects one size for label c (received 8, and then 64 in operand 1)
einsum('abc,cd->abd', four, Input([3], { batchSize: 64 }));
einsum(
  'ab,cd,be->ae',
  Input([4]),
  Input([1]),
  // @ts-expect-error einsum expects one size for label b (received 4, and then 5 in operand 2)
  Input([2], { batchSize: 5 }),
);
// @ts-expect-error einsum expects one size for label i (received 3, and then 4 in operand 0)
einsum('ii', Input([4], { batchSize: 3 }));
// @ts-expect-error einsum expects one size for label ... (received (2, 3), and then (2, 4) in operand 1)
einsum('...i,...j->...', Input([3, 4], { batchSize: 2 }), Input([4, 5], { batchSize: 2 }));
// @ts-expect-error einsum expects an axis for each label of ab in operand 0 (received (null, 4, 8))
einsum('ab->a', four);
// @ts-expect-error einsum expects an axis for each label of ab...cd in operand 0 (received (null, 4, 8))
einsum('ab...cd->...', four);
// @ts-expect-error einsum expects 2 operands, one for each term of its equation (received 1)
einsum('ab,bc->ac', four);
// @ts-expect-error einsum expects output labels that occur in its operands, each once, and ... if an operand has it (received d)
einsum('abc->d', four);
// @ts-expect-error einsum expects output labels that occur in its operands, each once, and ... if an operand has it (received aa)
einsum('abc->aa', four);
// @ts-expect-error einsum expects output labels that occur in its operands, each once, and ... if an operand has it (received a)
einsum('...a->a', four);
// @ts-expect-error einsum expects letters, commas, ... and one -> in its equation (received ab1->a)
einsum('ab1->a', four);
// @ts-expect-error einsum expects letters, commas, ... and one -> in its equation (received a->b->c)
einsum('a->b->c', four);
