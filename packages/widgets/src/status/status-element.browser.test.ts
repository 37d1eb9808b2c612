import { afterEach, describe, expect, it, vi } from 'vitest';
import { registerWords } from '../locales/words.js';
import { FakeClient } from '../testing/fake-client.js';
import { drawn, mount, part, parts, pause, texts } from '../testing/page.js';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const show = async (status: string, attributes: Readonly<Record<string, string>> = {}) => {
  const client = new FakeClient();
  const element = await mount('tiktool-status', { status, ...attributes }, { client });
  return { client, element };
};
const soon = (seconds: number): { retryAt: number } => ({ retryAt: Date.now() + seconds * 1000 });

describe('<tiktool-status>', () => {
  it('C68 shows nothing and takes no room by default, whatever happens', async () => {
    const client = new FakeClient();
    const element = await mount('tiktool-status', {}, { client });
    client.setState('blocked', 'The token was refused.', { reason: 'token-refused', ...soon(20) });
    await drawn(element);
    expect(element.shadowRoot?.textContent.trim()).toBe('');
    document.body.style.height = '300px';
    expect(element.offsetHeight).toBe(0);
    document.body.style.height = '';
    expect(element.shadowRoot?.querySelector('[role], [aria-live]')).toBeNull();
    expect(element.state.reason).toBe('token-refused');
  });

  it('C68 badge: one sentence, a shape, and when the next try is', async () => {
    const { client, element } = await show('badge');
    client.setState('waiting', 'The connection was lost.', { reason: 'dropped', ...soon(11.5) });
    await drawn(element);
    expect(texts(element, 'message')).toEqual(['The connection was lost.']);
    expect(part(element, 'retry').textContent).toMatch(/^Next try in 12/);
    expect(part(element, 'badge').dataset['state']).toBe('waiting');
    expect(parts(element, 'panel')).toEqual([]);
  });

  it('well, waiting, offline and blocked are told apart without colour', async () => {
    const { client, element } = await show('badge');
    const shapes = new Set<string | null | undefined>();
    const phases = ['closed', 'connecting', 'live', 'waiting', 'offline', 'blocked'] as const;
    for (const phase of phases) {
      client.setState(phase);
      await drawn(element);
      shapes.add(part(element, 'dot').querySelector('path')?.getAttribute('d'));
    }
    expect(shapes.size).toBe(phases.length);
  });

  it('panel: state, meaning, what to do, and which connection', async () => {
    const { client, element } = await show('panel');
    client.setState('blocked', 'The token was refused.', {
      reason: 'token-refused',
      attempt: 2,
      via: 'shared',
      ...soon(290),
    });
    await drawn(element);
    expect(texts(element, 'message')).toEqual(['Needs your attention']);
    const [meaning, help, facts] = texts(element, 'detail');
    expect(meaning).toBe('The token was refused.');
    expect(help).toContain('API key');
    // Each fact apart, so that one in another script does not turn the order of all.
    expect(facts).toMatch(/\u2068@ada\u2069.*Try 2.*another page/);
    expect(part(element, 'retry').textContent).toMatch(/^Next try in 5/);
  });

  it.each(['badge', 'panel'])(
    '%s: has its phase as a hook and a shape, and tells screen readers the words only',
    async (status) => {
      const { client, element } = await show(status);
      client.setState('offline', 'The creator is not live.', soon(20));
      await drawn(element);
      expect(part(element, 'status')).toBe(part(element, status));
      expect(part(element, status).dataset['state']).toBe('offline');
      expect(part(element, 'dot').getAttribute('aria-hidden')).toBe('true');
      const region = element.shadowRoot?.querySelector('[role="status"][aria-live="polite"]');
      expect(region?.contains(part(element, 'message'))).toBe(true);
      expect(region?.contains(part(element, 'retry'))).toBe(false);
    },
  );

  it('goes from one look to the other and back, and warns of others', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    const { element } = await show('badge');
    element.status = 'panel';
    await drawn(element);
    expect(parts(element, 'badge')).toEqual([]);
    expect(parts(element, 'panel')).toHaveLength(1);
    element.removeAttribute('status');
    element.setAttribute('status', 'loud');
    await drawn(element);
    expect(parts(element, 'status')).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(1);
    const chat = await mount('tiktool-chat', { status: 'panel' });
    expect(chat.status).toBe('none');
    expect(warn).toHaveBeenCalledTimes(2);
  });

  it('follows the provider', async () => {
    const live = await mount('tiktool-live', { status: 'badge' }, { client: new FakeClient() });
    const element = document.createElement('tiktool-status');
    live.append(element);
    await drawn(element);
    expect(parts(element, 'badge')).toHaveLength(1);
  });

  it('has no token and no address in it', async () => {
    const { client, element } = await show('panel', {
      'token-url': '/token?secret=1',
      endpoint: 'wss://elsewhere.test',
    });
    client.setState('waiting', 'Lost wss://elsewhere.test?jwtKey=abc', { reason: 'x' });
    await drawn(element);
    expect(element.shadowRoot?.innerHTML).not.toMatch(/elsewhere|secret|jwtKey|abc/);
  });

  it('does not draw for what happens in the room', async () => {
    const { client, element } = await show('panel');
    const update = vi.spyOn(element, 'requestUpdate');
    client.say('hi');
    await pause(150);
    expect(update).not.toHaveBeenCalled();
  });
});

describe('the countdown', () => {
  it('C138 ticks once a second outside of the live region, and ends', async () => {
    vi.useFakeTimers();
    const { client, element } = await (async () => {
      const pending = show('badge');
      await vi.advanceTimersByTimeAsync(10);
      return pending;
    })();
    const seen: (string | null)[] = [];
    client.setState('waiting', 'Lost.', { reason: 'dropped', ...soon(3) });
    await vi.advanceTimersByTimeAsync(0);
    const region = part(element, 'message');
    const retry = part(element, 'retry');
    expect(region.getAttribute('role')).toBe('status');
    expect(region.getAttribute('aria-live')).toBe('polite');
    expect(region.contains(retry)).toBe(false);
    expect(retry.getAttribute('aria-hidden')).toBe('true');
    const announced: MutationRecord[] = [];
    const observer = new MutationObserver((records) => announced.push(...records));
    observer.observe(region, { subtree: true, childList: true, characterData: true, attributes: true });
    for (let tenths = 0; tenths < 60; tenths++) {
      if (seen.at(-1) !== retry.textContent) seen.push(retry.textContent);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(seen.map((text) => text?.replace(/\D/g, ''))).toEqual(['3', '2', '1', '']);
    expect([...announced, ...observer.takeRecords()]).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('holds no timer while nobody waits, sees it or has it', async () => {
    vi.useFakeTimers();
    const pending = show('panel');
    await vi.advanceTimersByTimeAsync(10);
    const { client, element } = await pending;
    const waiting = async () => {
      client.setState('waiting', 'Lost.', { reason: 'dropped', ...soon(60) });
      await vi.advanceTimersByTimeAsync(0);
    };
    await waiting();
    expect(vi.getTimerCount()).toBe(1);
    client.setState('live');
    await vi.advanceTimersByTimeAsync(2000);
    expect(vi.getTimerCount()).toBe(0);

    await waiting();
    const hidden = vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    await vi.advanceTimersByTimeAsync(2000);
    expect(vi.getTimerCount()).toBe(0);
    hidden.mockReturnValue(false);
    document.dispatchEvent(new Event('visibilitychange'));
    await vi.advanceTimersByTimeAsync(0);
    expect(part(element, 'retry').textContent).toMatch(/58/);
    expect(vi.getTimerCount()).toBe(1);

    element.remove();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the badge of other widgets', () => {
  it('C68 is the same on each of them', async () => {
    const client = new FakeClient();
    const chat = await mount('tiktool-chat', { status: 'badge' }, { client });
    const gifts = await mount('tiktool-gifts', { status: 'badge' }, { client });
    client.setState('offline', 'The creator is not live.', { reason: 'offline', ...soon(59.5) });
    await drawn(chat);
    await drawn(gifts);
    for (const widget of [chat, gifts]) {
      expect(part(widget, 'status').textContent).toMatch(/The creator is not live\.\s*Next try in 60/);
      expect(part(widget, 'status').dataset['state']).toBe('offline');
      expect(parts(widget, 'dot')).toHaveLength(1);
      expect(parts(widget, 'message')).toEqual([]);
      const region = part(widget, 'status').querySelector('[role="status"][aria-live="polite"]');
      expect(region?.textContent).toBe('The creator is not live.');
      expect(part(widget, 'status').lang).toBe('en');
    }
    client.setState('offline', 'لا يوجد بث مباشر');
    await drawn(chat);
    expect(getComputedStyle(part(chat, 'status')).direction).toBe('rtl');
  });
});

describe('C140 its language', () => {
  it('follows the page, and `locale` overrides', async () => {
    registerWords('es', { waiting: 'Sin conexión', next: 'Próximo intento {time}' });
    const box = document.createElement('div');
    box.lang = 'es-MX';
    document.body.append(box);
    const { client, element } = await show('badge');
    box.append(element);
    client.setState('waiting', 'Lost.', { reason: 'dropped', ...soon(11.5) });
    await drawn(element);
    expect(texts(element, 'message')).toEqual(['Sin conexión']);
    expect(part(element, 'retry').textContent).toMatch(/^Próximo intento (en|dentro de) 12/);
    expect(part(element, 'badge').lang).toBe('es-MX');
    element.locale = 'en';
    await drawn(element);
    expect(texts(element, 'message')).toEqual(['Lost.']);
  });

  it.each(['badge', 'panel'])('%s: right-to-left words stand right to left on any page', async (status) => {
    registerWords('ar', { waiting: 'لا يوجد اتصال', next: 'المحاولة التالية {time}' });
    const { client, element } = await show(status, { locale: 'ar' });
    client.setState('waiting', 'Lost.', { reason: 'dropped', ...soon(11.5) });
    await drawn(element);
    expect(getComputedStyle(part(element, status)).direction).toBe('rtl');
    expect(part(element, status).lang).toBe('ar');
    element.locale = 'en';
    await drawn(element);
    expect(getComputedStyle(part(element, status)).direction).toBe('ltr');
  });
});
