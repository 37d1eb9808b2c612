let made = 0;

/** A chat frame for bursts and oversized frames; `bytes` pads its text. Each one is a message of its own. */
export function madeUpChat(bytes = 0): string {
  made += 1;
  const id = `75000000${String(made).padStart(11, '0')}`;
  const text = (comment: string): string =>
    JSON.stringify({
      event: 'chat',
      data: {
        type: 'chat',
        user: { userId: '7111222333444555666', uniqueId: 'burst.tester', nickname: 'Burst Tester' },
        comment,
        messageUuid: id,
        msgId: id,
        timestamp: Date.now(),
      },
    });
  const bare = text(`burst ${made}`);
  return bytes > bare.length ? text(`burst ${made} ${'x'.repeat(bytes - bare.length - 1)}`) : bare;
}
