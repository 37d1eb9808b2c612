import { expect, it } from 'vitest';
import '../define/chat.js';

// Without the page helper, which defines everything at once: here the provider comes last, as with split imports.
it('a provider that is defined after the widgets inside it gives them its client', async () => {
  const live = document.createElement('tiktool-live');
  const chat = document.createElement('tiktool-chat');
  live.append(chat);
  document.body.append(live);
  await chat.updateComplete;
  const own = chat.client;
  await import('../define/live.js');
  await customElements.whenDefined('tiktool-live');
  await expect.poll(() => chat.client).not.toBe(own);
  expect(chat.client).toBe(live.client);
  live.remove();
});
