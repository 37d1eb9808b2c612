import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineAll } from '../define-all.js';
import { TiktoolChat } from '../chat/chat-element.js';
import '../testing/page.js';
import { defineElement } from './define.js';
import { version } from './version.js';

afterEach(() => {
  vi.restoreAllMocks();
});

describe('defining', () => {
  it('C107 the same version twice is silent', () => {
    const error = vi.spyOn(console, 'error');
    const warn = vi.spyOn(console, 'warn');
    const before = customElements.get('tiktool-chat');
    defineAll();
    expect(customElements.get('tiktool-chat')).toBe(before);
    expect(error).not.toHaveBeenCalled();
    expect(warn).not.toHaveBeenCalled();
  });

  it('C91 C107 another version stays, and the console names both in one warning', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
    class Older extends HTMLElement {
      static readonly version = '0.0.1';
    }
    customElements.define('tiktool-older', Older);
    customElements.define('tiktool-older-too', class extends Older {});
    defineElement('tiktool-older', class extends TiktoolChat {});
    defineElement('tiktool-older-too', class extends TiktoolChat {});
    expect(customElements.get('tiktool-older')).toBe(Older);
    expect(warn).toHaveBeenCalledTimes(1);
    expect(warn.mock.calls[0]?.[0]).toContain('0.0.1');
    expect(warn.mock.calls[0]?.[0]).toContain(version);
  });

  it('C91 the version can be read from class, property and attribute', () => {
    const chat = document.createElement('tiktool-chat');
    expect(TiktoolChat.version).toBe(version);
    expect(chat.version).toBe(version);
    document.body.append(chat);
    expect(chat.getAttribute('version')).toBe(version);
    chat.remove();
  });
});
