import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** @type {Record<string, string>} */
const contentTypes = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/**
 * Answers with the files of a folder.
 * @param {string} folder absolute path
 * @returns {(request: Request) => Promise<Response>}
 */
export function createFileHandler(folder) {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET and HEAD.');
    const file = pathInside(folder, new URL(request.url).pathname);
    const body = file && (await readFile(file).catch(() => undefined));
    if (!file || !body) return plain(404, 'Not found.');
    const headers = {
      'Content-Type': contentTypes[extname(file)] ?? 'application/octet-stream',
      // A browser source keeps its cache over restarts of OBS: without this a rebuilt overlay stays the old one.
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    };
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { headers });
  };
}

/**
 * @param {string} folder
 * @param {string} pathname
 * @returns {string | undefined} nothing for a path that leaves the folder or is no path
 */
function pathInside(folder, pathname) {
  try {
    const path = normalize(join(folder, decodeURIComponent(pathname)));
    if (!path.startsWith(folder.endsWith(sep) ? folder : folder + sep) || path.includes('\0')) return undefined;
    return path.endsWith(sep) ? join(path, 'index.html') : path;
  } catch {
    return undefined;
  }
}

/**
 * @param {number} status
 * @param {string} text
 */
export function plain(status, text) {
  return new Response(`${text}\n`, { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
