import { vi } from 'vitest';

/** What a function returns, and what it prints meanwhile, which is kept from the terminal. */
export interface Heard<Result> {
  readonly result: Result;
  readonly text: string;
}

/** Runs something that prints. */
export async function quiet<Result>(action: () => Result | Promise<Result>): Promise<Heard<Result>> {
  const lines: string[] = [];
  const spy = vi.spyOn(console, 'log').mockImplementation((...items: unknown[]) => {
    lines.push(items.join(' '));
  });
  try {
    return { result: await action(), text: lines.join('\n') };
  } finally {
    spy.mockRestore();
  }
}
