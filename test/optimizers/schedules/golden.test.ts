import { describe, expect, it } from 'vitest';
import * as schedules from '../../../src/optimizers/schedules/index.js';
import golden from '../../golden/golden_misc.json' with { type: 'json' };
import { expectClose } from '../../losses/close.js';
import { keras } from '../../losses/keras-options.js';

type Factory = (options: Record<string, unknown>) => schedules.Schedule;

describe('schedules', () => {
  it.each(golden.schedules.map((one) => [`${one.schedule} ${JSON.stringify(one.config)}`, one] as const))(
    '%s',
    (_, { schedule, config, values }) => {
      const options = keras(config);
      const made = (schedules as unknown as Record<string, Factory>)[schedule]?.(options) as schedules.Schedule;
      expect(made.className).toBe(schedule);
      expect(made.options).toMatchObject(options);
      const rates = values.map((_, iteration) => made(iteration));
      expectClose(rates, values, 1e-7);
    },
  );
});
