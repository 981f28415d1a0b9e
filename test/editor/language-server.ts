import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../types/compilers.js';
import { EditedProject, type Editor, type Library, type Signature } from './editor.js';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string } | undefined;
}

/** Talks to a language server over its standard streams. */
class Connection {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  #buffer = Buffer.alloc(0);
  #count = 0;

  constructor(folder: string) {
    const executable = join(root, 'node_modules/typescript/bin/tsc');
    this.#server = spawn(process.execPath, [executable, '--lsp', '--stdio'], { cwd: folder });
    this.#server.stdout.on('data', (chunk: Buffer) => this.#read(chunk));
    this.#server.stderr.resume();
    this.#server.on('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new Error('the language server has ended'));
    });
  }

  request<Result>(method: string, params: unknown): Promise<Result> {
    const id = ++this.#count;
    this.#send({ id, method, params });
    return new Promise<unknown>((resolve, reject) => this.#waiting.set(id, { resolve, reject })) as Promise<Result>;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  async end(): Promise<void> {
    await this.request('shutdown', undefined);
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.notify('exit', undefined);
    this.#server.stdin.end();
    await ended;
  }

  #send(message: object): void {
    const content = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#server.stdin.write(`Content-Length: ${content.length}\r\n\r\n`);
    this.#server.stdin.write(content);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = Number(/Content-Length: (\d+)/i.exec(this.#buffer.toString('utf8', 0, end))?.[1]);
      if (this.#buffer.length < end + 4 + length) return;
      const content = this.#buffer.toString('utf8', end + 4, end + 4 + length);
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#receive(JSON.parse(content) as Message);
    }
  }

  #receive({ id, method, result, error }: Message): void {
    if (id === undefined) return;
    // What the server asks of an editor, such as its settings, has the answer that there are none.
    if (method !== undefined) this.#send({ id, result: null });
    else this.#settle(id, { result, error });
  }

  #settle(id: number, { result, error }: Message): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === undefined) waiting?.resolve(result);
    else waiting?.reject(new Error(error.message));
  }
}

/** An editor on the language server of TypeScript 7. */
export async function openLanguageServer(library: Library): Promise<Editor> {
  const project = new EditedProject(library);
  const connection = new Connection(project.folder);
  const uri = pathToFileURL(project.file).href;
  const textDocument = { uri };
  await connection.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(project.folder).href,
    capabilities: {
      textDocument: {
        // As editors ask for it: in plain text, the server puts nothing between a type and what is said of it.
        hover: { contentFormat: ['markdown', 'plaintext'] },
        completion: { completionItem: { snippetSupport: false } },
        signatureHelp: { signatureInformation: { documentationFormat: ['plaintext'] } },
        diagnostic: {},
      },
    },
  });
  connection.notify('initialized', {});
  let [text, version] = ['export {};\n', 1];
  connection.notify('textDocument/didOpen', {
    textDocument: { ...textDocument, languageId: 'typescript', version, text },
  });
  const place = (at: number) => {
    const lines = text.slice(0, at).split('\n');
    return { textDocument, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } };
  };
  return {
    write(next) {
      text = next;
      connection.notify('textDocument/didChange', {
        textDocument: { ...textDocument, version: ++version },
        contentChanges: [{ text }],
      });
    },
    async hover(at) {
      const found = await connection.request<{ readonly contents: Text } | null>('textDocument/hover', place(at));
      return plain(found?.contents);
    },
    async completions(at) {
      const found = await connection.request<Items | { readonly items: Items } | null>(
        'textDocument/completion',
        place(at),
      );
      const items = found !== null && 'items' in found ? found.items : (found ?? []);
      return items.map(({ label }) => label.replace(/\?$/, ''));
    },
    async signature(at): Promise<Signature | undefined> {
      const help = await connection.request<Help | null>('textDocument/signatureHelp', place(at));
      const found = help?.signatures[help.activeSignature ?? 0];
      if (found === undefined) return undefined;
      const parameters = found.parameters ?? [];
      const active = parameters[found.activeParameter ?? help?.activeParameter ?? 0];
      const labelOf = (label: string | readonly [number, number]) =>
        typeof label === 'string' ? label : found.label.slice(...label);
      return {
        label: found.label,
        parameters: parameters.map(({ label }) => labelOf(label)),
        documentation: plain(active?.documentation),
      };
    },
    async errors() {
      const { items } = await connection.request<{ readonly items: readonly unknown[] }>('textDocument/diagnostic', {
        textDocument,
      });
      return items.length;
    },
    async close() {
      await connection.end();
      project.remove();
    },
  };
}

type Text = string | { readonly value: string } | readonly (string | { readonly value: string })[];
type Items = readonly { readonly label: string }[];

interface Help {
  readonly signatures: readonly {
    readonly label: string;
    readonly activeParameter?: number;
    readonly parameters?: readonly {
      readonly label: string | readonly [number, number];
      readonly documentation?: Text;
    }[];
  }[];
  readonly activeSignature?: number;
  readonly activeParameter?: number;
}

/** A text of the protocol without the marks of code. */
function plain(text: Text | undefined): string {
  if (text === undefined) return '';
  const values = [text].flat() as readonly (string | { readonly value: string })[];
  const joined = values.map((value) => (typeof value === 'string' ? value : value.value)).join('\n\n');
  return joined
    .replace(/^```\w+\n/gm, '')
    .replace(/\n```$/gm, '\n')
    .trim();
}
