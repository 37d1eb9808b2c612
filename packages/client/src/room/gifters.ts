import type { User } from '../protocol/live-event.js';
import type { Gifter } from './room-state.js';

/** More rows are kept than shown, so that somebody near the end keeps the score when others pass. */
const KEPT = 2000;

/**
 * Adds to a person's row. Best first; a row moves above those it has passed, never above an equal one: who reached a
 * score first stays above.
 */
export function credit(board: readonly Gifter[], user: User, count: number, diamonds: number): readonly Gifter[] {
  const key = user.id || user.nickname;
  if (!key) return board;
  const at = board.findIndex((row) => (row.user.id || row.user.nickname) === key);
  const old = board[at];
  const row: Gifter = Object.freeze({
    user,
    count: count + (old?.count ?? 0),
    diamonds: diamonds + (old?.diamonds ?? 0),
  });
  const rows = [...board];
  let to = old ? at : rows.length;
  for (let above = rows[to - 1]; above && above.diamonds < row.diamonds; above = rows[to - 1]) rows[to--] = above;
  rows[to] = row;
  return rows.slice(0, KEPT);
}
