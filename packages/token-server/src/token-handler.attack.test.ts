import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { outcome, testHandler } from './testing/test-handler.js';

const json = { 'content-type': 'application/json' };

describe('names that are not what they look like', () => {
  it.each([
    ['Cyrillic \u0430', '\u0430lice'],
    ['Greek \u03bf', 'alice_\u03bf'],
    ['full-width letters', '\uff41\uff4c\uff49\uff43\uff45'],
    ['Kelvin sign', 'alice\u212a'],
    ['dotless i', 'al\u0131ce'],
    ['long s', 'alice\u017f'],
    ['mathematical letters', '\u{1d41a}\u{1d425}\u{1d422}\u{1d41c}\u{1d41e}'],
    ['combining mark', 'alic\u00e9'],
    ['zero-width space', 'ali\u200bce'],
    ['zero-width joiner', 'ali\u200dce'],
    ['soft hyphen', 'ali\u00adce'],
    ['right-to-left override', '\u202eecila'],
    ['byte order mark inside', 'ali\ufeffce'],
    ['NUL', 'alice\0'],
    ['NUL in front', '\0alice'],
    ['line break inside', 'ali\nce'],
    ['header injection', 'alice\r\nX-Evil: 1'],
    ['backspace', 'bob\b\b\balice'],
    ['query injection', 'alice&allowed_creators=bob'],
    ['encoded query injection', 'alice%26apiKey%3Dx'],
    ['fragment', 'alice#bob'],
    ['path', '../../webcast/ws_sessions'],
    ['list', 'alice,bob'],
    ['list of JSON', '["alice","bob"]'],
    ['wildcard', '*'],
    ['pattern', 'ali.*\\'],
    ['markup', '<script>alice</script>'],
    ['percent', 'alice%00'],
    ['lone surrogate', 'alice\ud800'],
  ])('%s', async (_, name) => {
    const { ask, service } = testHandler({ creators: [/./] });
    const answers = [
      await ask(`/token?${new URLSearchParams({ uniqueId: name }).toString()}`),
      await ask('/token', { method: 'POST', headers: json, body: JSON.stringify({ uniqueId: name }) }),
    ];
    for (const answer of answers) expect(await outcome(answer)).toEqual([400, 'creator-invalid']);
    expect(service.requests).toEqual([]);
  });

  it.each(['__proto__', 'constructor', 'tostring', 'valueof', 'hasownproperty', 'prototype'])(
    'prototype key %s is a name like any other',
    async (name) => {
      const { ask, service } = testHandler({ creators: ['alice', '*_*', 'c*'] });
      const listed = await ask(`/token?uniqueId=${name}`);
      expect([200, 403]).toContain(listed.status);
      await ask(`/live?uniqueId=${name}`);
      expect((await ask('/token?uniqueId=alice')).status).toBe(200);
      for (const { body } of service.requests) {
        if (body) expect(Object.keys(body)).toContain('allowed_creators');
      }
      expect(Object.prototype).not.toHaveProperty('token');
    },
  );

  it.each([
    '{"__proto__":{"uniqueId":"alice"}}',
    '{"constructor":{"prototype":{"uniqueId":"alice"}}}',
    '{"uniqueid":"alice"}',
    '{"data":{"uniqueId":"alice"}}',
  ])('no creator comes out of %s', async (body) => {
    const { ask } = testHandler();
    const answer = await ask('/token', { method: 'POST', headers: json, body });
    expect(await outcome(answer)).toEqual([400, 'creator-missing']);
  });

  it.each(['["alice"]', '"alice"', 'null', '7', '{', '{"uniqueId":["alice"]}', '{"uniqueId":{"toString":"alice"}}'])(
    'refuses the body %s',
    async (body) => {
      const { ask } = testHandler();
      expect((await ask('/token', { method: 'POST', headers: json, body })).status).toBe(400);
    },
  );

  it('asks for exactly the creator that was checked, whatever is sent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), async (name) => {
        const { ask, service } = testHandler({ creators: [/./] });
        const answer = await ask(`/token?uniqueId=${encodeURIComponent(name)}`);
        expect([200, 400]).toContain(answer.status);
        const asked = service.requests.map(({ body }) => body);
        for (const body of asked) expect(JSON.stringify(body)).toMatch(/"allowed_creators":\["[a-z0-9._]+"\]/);
      }),
      { numRuns: 300 },
    );
  });
});

describe('paths', () => {
  it.each([
    ['/token/../x', 404],
    ['/x/../token', 200],
    ['/token/', 404],
    ['/token%2f', 404],
    ['/x%2ftoken', 404],
    ['/token%00', 404],
    ['/token;a=b', 404],
    ['/token.json', 404],
    ['/xtoken', 404],
    ['/TOKEN', 404],
    ['/%74oken', 404],
    ['/token/live', 200],
    ['/live/token', 200],
    ['/token//', 404],
  ])('%s → %i', async (path, status) => {
    const { ask } = testHandler();
    expect((await ask(`${path}?uniqueId=alice`)).status).toBe(status);
  });

  it('takes the creator from the query of the address, not from what looks like one', async () => {
    const { ask } = testHandler();
    expect(await outcome(await ask('/token?x=?uniqueId=alice'))).toEqual([400, 'creator-missing']);
    expect(await outcome(await ask('/token?uniqueId[]=alice'))).toEqual([400, 'creator-missing']);
    expect(await outcome(await ask('/token?UNIQUEID=alice'))).toEqual([400, 'creator-missing']);
    expect(await outcome(await ask('/token;uniqueId=alice'))).toEqual([404, 'not-found']);
  });

  it('does not take two names for one', async () => {
    const { ask } = testHandler({ creators: ['alice', 'bob'] });
    const body = '{"uniqueId":"bob"}';
    const answer = await ask('/token?uniqueId=alice', { method: 'POST', headers: json, body });
    expect(await outcome(answer)).toEqual([400, 'creator-ambiguous']);
    expect((await ask('/token?uniqueId=alice&uniqueId=@ALICE')).status).toBe(200);
  });
});

describe('bodies', () => {
  const stream = (start: (body: ReadableStreamDefaultController<Uint8Array>) => void, cancel = vi.fn()) => ({
    method: 'POST',
    headers: json,
    duplex: 'half' as const,
    body: new ReadableStream<Uint8Array>({ start, cancel }),
  });

  it('refuses a large one, whether it says so or not', async () => {
    const { ask } = testHandler();
    const body = JSON.stringify({ uniqueId: 'alice', more: 'x'.repeat(5000) });
    expect(await outcome(await ask('/token', { method: 'POST', headers: json, body }))).toEqual([
      413,
      'body-too-large',
    ]);
    const declared = { ...json, 'content-length': '999999999' };
    expect((await ask('/token', { method: 'POST', headers: declared, body: '{}' })).status).toBe(413);
  });

  it.each([
    ['without hooks', {}],
    ['with a hook that may want it', { authorize: () => true }],
  ])('stops reading an endless one, %s', async (_, options) => {
    const { handle } = testHandler(options);
    let pulled = 0;
    const cancel = vi.fn();
    const endless = new ReadableStream<Uint8Array>({
      pull: (body) => {
        pulled++;
        body.enqueue(new Uint8Array(1024));
      },
      cancel,
    });
    const init = { method: 'POST', headers: json, body: endless, duplex: 'half' as const };
    const answer = await handle(new Request('https://overlay.example/token', init));
    expect(await outcome(answer)).toEqual([413, 'body-too-large']);
    expect(pulled).toBeLessThan(10);
    expect(cancel).toHaveBeenCalled();
  });

  it('gives up on one that stops in the middle', async () => {
    const { handle } = testHandler({ timeout: 20 });
    const init = stream((body) => body.enqueue(new TextEncoder().encode('{"uniqueId":')));
    const answer = await handle(new Request('https://overlay.example/token', init));
    expect(await outcome(answer)).toEqual([408, 'body-incomplete']);
  });

  it('gives up on one that breaks', async () => {
    const { handle } = testHandler();
    const init = stream((body) => body.error(new Error('reset')));
    const answer = await handle(new Request('https://overlay.example/token', init));
    expect(await outcome(answer)).toEqual([408, 'body-incomplete']);
  });

  it.each(['text/plain', 'multipart/form-data; boundary=x', 'application/xml', 'application/jsonp'])(
    'refuses %s',
    async (type) => {
      const { ask } = testHandler();
      const init = { method: 'POST', headers: { 'content-type': type }, body: 'uniqueId=alice' };
      expect(await outcome(await ask('/token', init))).toEqual([415, 'body-type']);
      if (type !== 'text/plain')
        expect((await ask('/token', { ...init, body: '{"uniqueId":"alice"}' })).status).toBe(415);
    },
  );
});

describe('floods', () => {
  it('answers a thousand random creators in turn without growing or forgetting the others', async () => {
    const { ask, service } = testHandler({ creators: ['*'], rateLimit: false });
    for (let index = 0; index < 3000; index++) await ask(`/token?uniqueId=user${index}`);
    expect(service.mints).toBe(3000);
    // The newest thousand are still there; what was asked longest ago is minted again.
    await ask('/token?uniqueId=user2999');
    await ask('/token?uniqueId=user2001');
    expect(service.mints).toBe(3000);
    await ask('/token?uniqueId=user0');
    expect(service.mints).toBe(3001);
  });

  it('refuses creators that are not allowed without a question to anybody', async () => {
    const { ask, service } = testHandler();
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => ask(`/token?uniqueId=user${index}`)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([403]));
    expect(service.requests).toEqual([]);
    expect((await ask('/token?uniqueId=alice')).status).toBe(200);
  });
});
