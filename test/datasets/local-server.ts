import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** A server on this machine, and the paths that it was asked for. */
export interface LocalServer {
  readonly address: string;
  readonly requests: string[];
}

/** Answers one request; `path` begins with a slash. */
export type Answer = (path: string, response: ServerResponse) => void;

/** Starts a server that is stopped after the test. */
export async function localServer(answer: Answer): Promise<LocalServer> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.url as string);
    answer(request.url as string, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    return new Promise<void>((resolve) => server.close(() => resolve()));
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, requests };
}

/** Serves `files` by their names; what is not among them is not found. */
export function serveFiles(files: Readonly<Record<string, Uint8Array>>): Answer {
  return (path, response) => {
    const file = files[path.slice(path.lastIndexOf('/') + 1)];
    response.writeHead(file ? 200 : 404).end(file);
  };
}
