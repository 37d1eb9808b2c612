import type { User } from '@tiktool-widgets/client';
import { cleanText } from '../../text/clean.js';

const key = (name: string): string => cleanText(name.normalize('NFKC')).replace(/^@/, '').toLowerCase();

/** Who is listed: by handle (with or without `@`, any case), by user id, or by exactly this nickname. */
export function createUserFilter(list: readonly string[]): (user: Pick<User, 'id' | 'handle' | 'nickname'>) => boolean {
  const listed = new Set(list.map(key));
  listed.delete('');
  return ({ id, handle, nickname }) => listed.size > 0 && [handle, id, nickname].some((name) => listed.has(key(name)));
}
