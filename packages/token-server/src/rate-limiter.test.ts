import { describe, expect, it } from 'vitest';
import { addressKey, remoteAddress, setRemoteAddress } from './client-address.js';
import { LruMap } from './lru-map.js';
import { RateLimiter } from './rate-limiter.js';
import { outcome, testHandler } from './testing/test-handler.js';

describe('rate limiter', () => {
  it('allows a burst, then refills evenly', () => {
    let now = 0;
    const limiter = new RateLimiter({ requests: 3, seconds: 60 }, () => now);
    for (let index = 0; index < 3; index++) {
      expect(limiter.wait('a')).toBe(0);
      limiter.spend('a');
    }
    expect(limiter.wait('a')).toBe(20);
    expect(limiter.wait('b')).toBe(0);
    now = 5000;
    expect(limiter.wait('a')).toBe(15);
    now = 20_000;
    expect(limiter.wait('a')).toBe(0);
  });

  it('is not filled by a clock that is set back', () => {
    let now = 1_000_000;
    const limiter = new RateLimiter({ requests: 1, seconds: 60 }, () => now);
    limiter.spend('a');
    now = 0;
    expect(limiter.wait('a')).toBe(60);
  });

  it('forgets who was quiet longest', () => {
    const map = new LruMap<number>(2);
    map.set('a', 1);
    map.set('b', 2);
    map.get('a');
    map.set('c', 3);
    expect([map.get('a'), map.get('b'), map.get('c'), map.size]).toEqual([1, undefined, 3, 2]);
  });
});

describe('addresses', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['[fe80::1%eth0]', 'fe80:0:0:0::/64'],
    ['x'.repeat(1000), 'x'.repeat(64)],
  ])('%s is counted as %s', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('believes X-Forwarded-For as far as own proxies wrote it', () => {
    const request = new Request('https://a.example', {
      headers: { 'x-forwarded-for': 'forged, 198.51.100.9, 10.0.0.1' },
    });
    setRemoteAddress(request, '10.0.0.2');
    expect(remoteAddress(request, 0)).toBe('10.0.0.2');
    expect(remoteAddress(request, 1)).toBe('10.0.0.1');
    expect(remoteAddress(request, 2)).toBe('198.51.100.9');
    expect(remoteAddress(new Request('https://a.example'), 1)).toBeUndefined();
  });
});

describe('limits of the handler', () => {
  const from = (address: string) => ({ headers: { 'x-from': address } });
  const clientAddress = (request: Request) => request.headers.get('x-from');

  it('cuts off an address that spends, and nobody else', async () => {
    const { ask, service, clock } = testHandler({ creators: ['*'], clientAddress });
    const statuses: number[] = [];
    for (let index = 0; index < 70; index++)
      statuses.push((await ask(`/token?uniqueId=c${index}`, from('1.1.1.1'))).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    const refused = await ask('/token?uniqueId=new', from('1.1.1.1'));
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(await outcome(refused)).toEqual([429, 'rate-limited']);
    expect((await ask('/token?uniqueId=new', from('2.2.2.2'))).status).toBe(200);
    expect(service.mints).toBe(61);
    clock.now += 1000;
    expect((await ask('/token?uniqueId=other', from('1.1.1.1'))).status).toBe(200);
  });

  it('does not count answers from the cache', async () => {
    const { ask } = testHandler({ clientAddress });
    for (let index = 0; index < 500; index++) {
      expect((await ask('/token?uniqueId=alice', from('1.1.1.1'))).status).toBe(200);
    }
  });

  it('asks the service about one creator 20 times a minute at most, however it fails', async () => {
    const { ask, service } = testHandler();
    service.reply = () => new Response('', { status: 500 });
    for (let index = 0; index < 50; index++) await ask('/token?uniqueId=alice');
    expect(service.mints).toBe(20);
    expect(await outcome(await ask('/token?uniqueId=alice'))).toEqual([429, 'rate-limited']);
  });

  it('stops who tries passwords before the check is asked again', async () => {
    let asked = 0;
    const { ask } = testHandler({
      clientAddress,
      authorize: () => {
        asked++;
        return false;
      },
    });
    for (let index = 0; index < 100; index++) await ask('/token?uniqueId=alice', from('1.1.1.1'));
    expect(asked).toBe(60);
  });

  it('does not charge a visitor for what the same household or nobody did', async () => {
    const { ask } = testHandler({
      clientAddress,
      creators: ['*'],
      rateLimit: { perAddress: { requests: 1, seconds: 60 } },
    });
    expect((await ask('/token?uniqueId=a', from('2001:db8::1'))).status).toBe(200);
    expect((await ask('/token?uniqueId=b', from('2001:db8::2'))).status).toBe(429);
    expect((await ask('/token?uniqueId=b', from('2001:db9::2'))).status).toBe(200);
  });

  it('counts a question once for all who wait for its answer', async () => {
    const { ask } = testHandler({ clientAddress, rateLimit: { perAddress: { requests: 1, seconds: 60 } } });
    const answers = await Promise.all([1, 2, 3].map(() => ask('/token?uniqueId=alice', from('1.1.1.1'))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  it('asks whether one creator is live 20 times a minute at most, however it fails', async () => {
    const { ask, service } = testHandler();
    service.reply = () => new Response('', { status: 500 });
    for (let index = 0; index < 50; index++) await ask('/live?uniqueId=alice');
    expect(await outcome(await ask('/live?uniqueId=alice'))).toEqual([429, 'rate-limited']);
    // Tokens have a limit of their own.
    expect((await ask('/token?uniqueId=alice')).status).not.toBe(429);
  });

  it('stops who tries names before the owner’s function is asked again', async () => {
    let asked = 0;
    const creators = (): boolean => {
      asked++;
      return false;
    };
    const { ask } = testHandler({ clientAddress, creators });
    for (let index = 0; index < 100; index++) await ask(`/token?uniqueId=c${index}`, from('1.1.1.1'));
    expect(asked).toBe(60);
  });

  it('can be switched off', async () => {
    const { ask, service } = testHandler({ rateLimit: false, clientAddress });
    service.reply = () => new Response('', { status: 500 });
    for (let index = 0; index < 100; index++) await ask('/token?uniqueId=alice', from('1.1.1.1'));
    expect(service.mints).toBe(100);
  });
});
