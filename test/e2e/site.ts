import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createFileHandler } from '../../demo/server/static-files.mjs';

const cdn = fileURLToPath(new URL('../../packages/widgets/dist/cdn/', import.meta.url));

export interface Site {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export interface SitePage {
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A plain web host with the files of a folder (the built script-tag files) and the pages that a test writes. */
export async function startSite(pages: Readonly<Record<string, SitePage>>, folder = cdn): Promise<Site> {
  const files = createFileHandler(folder);
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const page = pages[path];
    if (page) {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', ...page.headers }).end(page.html);
      return;
    }
    const file = await files(new Request(`http://site${path}`));
    response.writeHead(file.status, Object.fromEntries(file.headers)).end(Buffer.from(await file.arrayBuffer()));
  };
  const server = createServer((request, response) => {
    void answer(new URL(request.url ?? '/', 'http://site').pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${String(portOf(server))}`, close: () => close(server) };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
