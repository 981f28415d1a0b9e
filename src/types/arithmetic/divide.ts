import type { CeilDiv, FloorDiv, Mod } from './draft.js';
import type { Known } from './known.js';
export type FloorDivide<Left extends number, Right extends number> = FloorDiv<Known<Left>, Known<Right>>;
export type CeilDivide<Left extends number, Right extends number> = CeilDiv<Known<Left>, Known<Right>>;
export type Modulo<Left extends number, Right extends number> = Mod<Known<Left>, Known<Right>>;
