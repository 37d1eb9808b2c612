import { describe, expect, it } from 'vitest';
import { outcome, testHandler } from './testing/test-handler.js';

const path = '/token?uniqueId=alice';
const corsOf = (response: Response) => response.headers.get('access-control-allow-origin');

describe('origins', () => {
  it('lets the same origin in, and programs without one', async () => {
    const { ask } = testHandler();
    expect((await ask(path)).status).toBe(200);
    const same = await ask(path, { headers: { origin: 'https://overlay.example' } });
    expect([same.status, corsOf(same)]).toEqual([200, 'https://overlay.example']);
  });

  it.each([
    'https://evil.example',
    'http://overlay.example',
    'https://overlay.example.evil.example',
    'https://evil.example/https://overlay.example',
    'https://overlay.example:8443',
    'https://sub.overlay.example',
    'https://overlay.example, https://evil.example',
    'https://overlay.example\\@evil.example',
    'https://listed.example.evil.example',
    'https://xlisted.example',
    'HTTPS://LISTED.EXAMPLE',
    'null',
    '*',
    '',
  ])('refuses %j before anything else happens', async (origin) => {
    const { ask, service } = testHandler({ origins: ['https://listed.example'] });
    const response = await ask(path, { headers: { origin } });
    expect(corsOf(response)).toBeNull();
    expect(await outcome(response)).toEqual([403, 'origin-not-allowed']);
    expect(service.requests).toEqual([]);
  });

  it('lets listed origins in exactly, and lets them read errors and Retry-After', async () => {
    const { ask } = testHandler({ origins: ['https://Listed.example/', 'http://absolute', 'https://a.example:443'] });
    for (const origin of ['https://listed.example', 'http://absolute', 'https://a.example']) {
      const good = await ask(path, { headers: { origin } });
      expect([good.status, corsOf(good)]).toEqual([200, origin]);
      const bad = await ask('/token', { headers: { origin } });
      expect([bad.status, corsOf(bad)]).toEqual([400, origin]);
      expect(bad.headers.get('access-control-expose-headers')).toBe('Retry-After');
      expect(bad.headers.get('access-control-allow-credentials')).toBeNull();
    }
  });

  it('takes null and * only when they are listed', async () => {
    const file = testHandler({ origins: ['null'] });
    expect(corsOf(await file.ask(path, { headers: { origin: 'null' } }))).toBe('null');
    expect((await file.ask(path, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
    const open = testHandler({ origins: '*' });
    expect(corsOf(await open.ask(path, { headers: { origin: 'https://any.example' } }))).toBe('https://any.example');
  });

  it('answers a preflight to those it lets in', async () => {
    const { ask } = testHandler({ origins: ['https://listed.example'] });
    const preflight = (origin: string) =>
      ask('/token', {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'content-type',
          'access-control-request-private-network': 'true',
        },
      });
    const good = await preflight('https://listed.example');
    expect(good.status).toBe(204);
    expect(good.headers.get('access-control-allow-methods')).toContain('POST');
    expect(good.headers.get('access-control-allow-headers')).toBe('Content-Type, Authorization');
    expect(good.headers.get('access-control-allow-private-network')).toBe('true');
    const bad = await preflight('https://evil.example');
    expect([bad.status, bad.headers.get('access-control-allow-methods')]).toEqual([403, null]);
  });

  it('refuses pictures and scripts of other sites, which have no Origin', async () => {
    const { ask, service } = testHandler();
    const image = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask(path, { headers: image })).status).toBe(403);
    expect(service.requests).toEqual([]);
    const typed = { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' };
    expect((await ask(path, { headers: typed })).status).toBe(200);
  });

  it('knows the page of a server behind a proxy that ends TLS, and not the other way round', async () => {
    const { handle } = testHandler();
    const ask = (url: string, origin: string) => handle(new Request(url + path, { headers: { origin } }));
    expect((await ask('http://overlay.example', 'https://overlay.example')).status).toBe(200);
    expect((await ask('https://overlay.example', 'http://overlay.example')).status).toBe(403);
  });

  it('believes forwarded hosts only of its own proxy', async () => {
    const headers = {
      origin: 'https://public.example',
      'x-forwarded-host': 'public.example',
      'x-forwarded-proto': 'https',
    };
    const request = () => new Request(`http://10.0.0.7:8787${path}`, { headers });
    expect((await testHandler().handle(request())).status).toBe(403);
    expect((await testHandler({ trustProxy: true }).handle(request())).status).toBe(200);
  });
});
