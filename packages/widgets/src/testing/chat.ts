import type { User } from '@tiktool-widgets/client';
import type { TiktoolChat } from '../chat/chat-element.js';
import { FakeClient } from './fake-client.js';
import { mount } from './page.js';

/** A chat in the page that shows these lines, and its client to say more. */
export async function chatWith(
  lines: readonly (readonly [text: string, user?: Partial<User>])[],
  attributes: Readonly<Record<string, string>> = {},
): Promise<{ chat: TiktoolChat; client: FakeClient }> {
  const client = new FakeClient();
  for (const [text, user] of lines) client.say(text, user);
  const chat = await mount('tiktool-chat', attributes, { client });
  return { chat, client };
}
