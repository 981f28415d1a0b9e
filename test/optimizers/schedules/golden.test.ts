import { describe, expect, it } from 'vitest';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import * as schedules from '../../../src/optimizers/schedules/index.js';
import { golden, title } from '../../golden/keras-numbers.js';
import { expectClose } from '../../losses/close.js';

describe('schedules', () => {
  it.each(golden.schedules.map((one) => [title(one.schedule, one), one] as const))('%s', (_, one) => {
    const made = fromKerasConfig({ class_name: one.schedule, config: one.config }, { kind: 'schedule' });
    expect(made.className).toBe(one.schedule);
    const rates = one.values.map((_, iteration) => made(iteration));
    expectClose(rates, one.values, 1e-7);
  });

  it('has cases of every class', () => {
    const classes = Object.keys(schedules).filter((name) => /^[A-Z]/.test(name));
    expect(new Set(golden.schedules.map(({ schedule }) => schedule))).toEqual(new Set(classes));
  });
});
