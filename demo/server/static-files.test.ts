import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createFileHandler } from './static-files.mjs';

const folder = mkdtempSync(join(tmpdir(), 'tiktool-files-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'pages'));
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(join(folder, 'pages', 'index.html'), '<p>start</p>');
writeFileSync(join(folder, 'pages', 'overlay.js'), '1');

const handle = createFileHandler(join(folder, 'pages'));
const get = (path: string, method = 'GET') => handle(new Request(`http://127.0.0.1:4173${path}`, { method }));

test('a folder answers with its index, a file with its type', async () => {
  expect(await (await get('/')).text()).toBe('<p>start</p>');
  expect((await get('/overlay.js')).headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
  expect(await (await get('/overlay.js', 'HEAD')).text()).toBe('');
});

test.each([
  '/../secret.txt',
  '/%2e%2e/secret.txt',
  '/%2e%2e%2fsecret.txt',
  '/..%5csecret.txt',
  '/%00',
  '/%E0%A4%A',
  '/none',
])('%s is not found', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('nothing can be sent', async () => {
  expect((await get('/', 'POST')).status).toBe(405);
});
