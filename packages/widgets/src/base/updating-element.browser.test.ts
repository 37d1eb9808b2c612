import { expect, it, vi } from 'vitest';
import { mount, part } from '../testing/page.js';

it('draws nothing before it is in a page', async () => {
  const chat = document.createElement('tiktool-chat');
  const render = vi.spyOn(chat, 'render');
  chat.requestUpdate();
  await Promise.resolve();
  expect(render).not.toHaveBeenCalled();
  document.body.append(chat);
  await chat.updateComplete;
  expect(render).toHaveBeenCalledOnce();
});

it('keeps its look on a way into another document and back', async () => {
  const chat = await mount('tiktool-chat');
  const look = (): string => getComputedStyle(part(chat, 'list')).display;
  const frame = document.body.appendChild(document.createElement('iframe'));
  frame.contentDocument?.body.append(chat);
  expect(look()).toBe('flex');
  document.body.append(chat);
  expect(look()).toBe('flex');
});

it('makes one drawing of several requests', async () => {
  const chat = await mount('tiktool-chat');
  const render = vi.spyOn(chat, 'render');
  chat.requestUpdate();
  chat.requestUpdate();
  await chat.updateComplete;
  expect(render).toHaveBeenCalledOnce();
});

it('says that a drawing failed, and makes the next one', async () => {
  const chat = await mount('tiktool-chat');
  const render = vi.spyOn(chat, 'render').mockImplementationOnce(() => {
    throw new Error('broken');
  });
  chat.requestUpdate();
  await expect(chat.updateComplete).rejects.toThrow('broken');
  chat.requestUpdate();
  await chat.updateComplete;
  expect(render).toHaveBeenCalledTimes(2);
});
