import { describe, expect, it, vi } from 'vitest';
import type { LogEntry } from './log-entry.js';
import { outcome, serviceError, serviceJson, testHandler } from './testing/test-handler.js';

const forms = ['message', 'error', 'nested'] as const;

describe('errors of the service, in each form', () => {
  it.each(
    forms.flatMap((form) => [
      [form, 400, '', 502, 'service-failed'] as const,
      [form, 401, 'Invalid API key', 403, 'key-refused'] as const,
      [form, 403, 'Evaluation period ended. Upgrade', 403, 'plan-over'] as const,
      [form, 403, 'Evaluation is over', 403, 'plan-over'] as const,
      [form, 403, 'Please upgrade', 403, 'plan-over'] as const,
      [form, 403, 'Not in your plan', 403, 'plan-over'] as const,
      [form, 403, 'Trial ended', 403, 'plan-over'] as const,
      [form, 403, 'WebSocket connection limit reached', 403, 'connection-limit'] as const,
      [form, 403, '', 403, 'key-refused'] as const,
      [form, 404, 'Not found', 404, 'not-known'] as const,
      [form, 400, 'User is not live', 404, 'not-known'] as const,
      [form, 400, 'User is not currently live', 404, 'not-known'] as const,
      [form, 400, 'User is offline', 404, 'not-known'] as const,
      [form, 500, 'We are offline', 502, 'service-failed'] as const,
      [form, 429, 'Rate limit exceeded', 429, 'service-rate-limited'] as const,
      [form, 500, '', 502, 'service-failed'] as const,
      [form, 503, '', 503, 'service-unavailable'] as const,
    ]),
  )('%s: %i %s → %i %s', async (form, status, words, answered, code) => {
    const { ask, service } = testHandler();
    service.reply = () => serviceError(status, form, words);
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([answered, code]);
  });

  it.each([
    ['HTML', () => new Response('<h1>Bad gateway</h1>', { status: 502 }), 502, 'service-failed'],
    ['HTML that says 200', () => new Response('<h1>Sign in</h1>'), 502, 'service-answer'],
    ['nothing', () => new Response(null, { status: 204 }), 502, 'service-answer'],
    ['a list', () => new Response('[]'), 502, 'service-answer'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
      502,
      'service-failed',
    ],
    ['a film', () => new Response('x'.repeat(2_000_000)), 502, 'service-answer'],
    ['a broken line', () => Promise.reject(new TypeError('fetch failed: ECONNREFUSED')), 502, 'service-unreachable'],
  ])('%s', async (_, reply, status, code) => {
    const { ask, service } = testHandler();
    service.reply = reply;
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([status, code]);
  });

  it('tells the log in a sentence, and nothing of what the service said', async () => {
    const entries: LogEntry[] = [];
    const { ask, service } = testHandler({ log: (entry) => entries.push(entry) });
    service.reply = () => serviceError(401, 'message', 'Invalid API key k-123');
    await ask('/token?uniqueId=alice');
    expect(entries).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        event: 'upstream',
        code: 'key-refused',
        message: 'The service refuses the API key of the token server.',
      }),
    );
    expect(JSON.stringify(entries)).not.toContain('k-123');
  });

  it('follows no redirect, which would carry the key away', async () => {
    let redirect: string | undefined;
    const { ask } = testHandler({
      fetch: (_, init) => {
        redirect = init.redirect;
        return Promise.resolve(serviceJson({ data: { token: 't' } }));
      },
    });
    await ask('/token?uniqueId=alice');
    expect(redirect).toBe('manual');
  });
});

describe('time', () => {
  it('gives up after 8 s, also where fetch ignores its signal', async () => {
    vi.useFakeTimers();
    try {
      const { ask, service } = testHandler();
      service.reply = () => new Promise<Response>(() => undefined);
      const answer = ask('/token?uniqueId=alice');
      await vi.advanceTimersByTimeAsync(8000);
      expect(await outcome(await answer)).toEqual([504, 'service-timeout']);
    } finally {
      vi.useRealTimers();
    }
  });

  it('gives up on a body that stops in the middle, and aborts the request', async () => {
    vi.useFakeTimers();
    try {
      let signal: AbortSignal | null | undefined;
      const { ask } = testHandler({
        fetch: (_, init) => {
          signal = init.signal;
          return Promise.resolve(
            new Response(new ReadableStream({ start: (body) => body.enqueue(new Uint8Array(1)) })),
          );
        },
      });
      const answer = ask('/token?uniqueId=alice');
      await vi.advanceTimersByTimeAsync(8000);
      expect((await outcome(await answer))[0]).toBe(504);
      expect(signal?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it('holds no visitor in the queue for longer while the service hangs, and has no more than 8 requests out', async () => {
    vi.useFakeTimers();
    try {
      const { ask, service } = testHandler({ creators: ['*'] });
      service.reply = () => new Promise<Response>(() => undefined);
      const answers = Array.from({ length: 50 }, (_, index) => ask(`/token?uniqueId=creator${index}`));
      await vi.advanceTimersByTimeAsync(7999);
      expect(service.requests).toHaveLength(8);
      await vi.advanceTimersByTimeAsync(1);
      const statuses = (await Promise.all(answers)).map(({ status }) => status);
      expect(new Set(statuses)).toEqual(new Set([503, 504]));
    } finally {
      vi.useRealTimers();
    }
  });
});

describe('rate limit of the service', () => {
  const mintedWith = (headers: Record<string, string>) => () => serviceJson({ data: { token: 't' } }, { headers });

  it('asks no more while nothing remains, says until when, and goes on after the reset', async () => {
    const { ask, service, clock } = testHandler({ creators: ['alice', 'bob'] });
    const reset = Math.floor(clock.now / 1000) + 42;
    service.reply = mintedWith({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) });
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
    const refused = await ask('/token?uniqueId=bob');
    expect(refused.headers.get('retry-after')).toBe('42');
    expect(await outcome(refused)).toEqual([429, 'service-rate-limited']);
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
    expect(service.mints).toBe(1);
    clock.now += 42_000;
    expect((await ask('/token?uniqueId=bob')).status).toBe(200);
  });

  it.each([
    [{ 'retry-after': '7' }, '7'],
    [{ 'retry-after': new Date(Date.UTC(2026, 8, 1, 0, 0, 30)).toUTCString() }, '30'],
    [{ 'x-ratelimit-reset': String(Date.UTC(2026, 8, 1) / 1000 + 90) }, '90'],
    [{ 'x-ratelimit-reset': String(Date.UTC(2026, 8, 1) + 90_000) }, '90'],
    [{ 'x-ratelimit-reset': '12' }, '12'],
    [{ 'x-ratelimit-reset': String(Date.UTC(2027, 8, 1) / 1000) }, '900'],
    [{ 'x-ratelimit-reset': 'soon' }, '60'],
    [{ 'x-ratelimit-reset': '-5' }, '60'],
    [{ 'retry-after': '-5' }, '1'],
    [{ 'x-ratelimit-reset': '1000000000' }, '1'],
    [{}, '60'],
  ])('429 with %j → Retry-After %s', async (headers, expected) => {
    const { ask, service } = testHandler();
    service.reply = () => new Response('{}', { status: 429, headers });
    expect((await ask('/token?uniqueId=alice')).headers.get('retry-after')).toBe(expected);
    await ask('/token?uniqueId=alice');
    expect(service.mints).toBe(1);
  });

  it.each([
    ['something remains', { 'x-ratelimit-remaining': '1', 'x-ratelimit-reset': '42' }],
    ['it does not say what remains', { 'x-ratelimit-remaining': ' ', 'x-ratelimit-reset': '42' }],
    ['it does not say until when', { 'x-ratelimit-remaining': '0' }],
  ])('goes on asking where %s', async (_, headers) => {
    const { ask, service } = testHandler({ creators: ['alice', 'bob'] });
    service.reply = mintedWith(headers);
    await ask('/token?uniqueId=alice');
    expect((await ask('/token?uniqueId=bob')).status).toBe(200);
  });

  it('does not wait for longer because the own clock was set back', async () => {
    const { ask, service, clock } = testHandler({ creators: ['alice', 'bob'] });
    service.reply = mintedWith({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '42' });
    await ask('/token?uniqueId=alice');
    clock.now -= 3_600_000;
    expect((await ask('/token?uniqueId=bob')).status).toBe(200);
  });

  it('counts from the own clock where that of the service, in whole seconds, is as good', async () => {
    const { ask, service, clock } = testHandler();
    const theirs = clock.now;
    clock.now += 1500;
    const headers = { date: new Date(theirs).toUTCString(), 'x-ratelimit-reset': String(theirs / 1000 + 20) };
    service.reply = () => new Response('{}', { status: 429, headers });
    expect((await ask('/token?uniqueId=alice')).headers.get('retry-after')).toBe('19');
  });

  it.each([1, -1])('counts from the service’s clock when the own one is %i hours wrong', async (hours) => {
    const { ask, service, clock } = testHandler();
    const theirs = clock.now + hours * 3_600_000;
    const headers = { date: new Date(theirs).toUTCString(), 'x-ratelimit-reset': String(theirs / 1000 + 20) };
    service.reply = () => new Response('{}', { status: 429, headers });
    expect((await ask('/token?uniqueId=alice')).headers.get('retry-after')).toBe('20');
  });

  it('lets a flood of creators through only as far as the first answers allow', async () => {
    const { ask, service, clock } = testHandler({ creators: ['*'] });
    let left = 20;
    const reset = String(clock.now / 1000 + 60);
    service.reply = () => {
      left--;
      const headers = { 'x-ratelimit-remaining': String(Math.max(0, left)), 'x-ratelimit-reset': reset };
      return left < 0 ? serviceError(429) : serviceJson({ data: { token: 't' } }, { headers });
    };
    await Promise.all(Array.from({ length: 500 }, (_, index) => ask(`/token?uniqueId=c${index}`)));
    expect(service.mints).toBeLessThanOrEqual(28);
  });
});
