import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Answer, Request } from './workloads.js';

/** How a system is started. */
export interface SystemCommand {
  readonly system: string;
  readonly backend: string;
  readonly command: string;
  readonly options: readonly string[];
}

/** The process of a system, which is asked one thing at a time. */
export class Contender {
  readonly command: SystemCommand;
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  #notes = '';

  constructor(command: SystemCommand) {
    this.command = command;
    this.#process = spawn(command.command, command.options, { stdio: ['pipe', 'pipe', 'pipe'] });
    this.#process.stderr?.on('data', (text) => {
      this.#notes = (this.#notes + text).slice(-2000);
    });
    // What has ended cannot be written to; its answer says so.
    this.#process.stdin?.on('error', () => undefined);
    this.#lines = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  get name(): string {
    return `${this.command.system} ${this.command.backend}`;
  }

  async ask(request: Request): Promise<Answer> {
    this.#process.stdin?.write(`${JSON.stringify(request)}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) return { error: `the process has ended: ${this.#notes.trim().split('\n').at(-1)}` };
      if (value.startsWith('answer ')) return JSON.parse(value.slice('answer '.length)) as Answer;
    }
  }

  stop(): void {
    this.#process.kill('SIGKILL');
  }
}
