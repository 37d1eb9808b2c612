export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge';
}

export class BodyTimeout extends Error {
  override readonly name = 'BodyTimeout';
}

/**
 * Reads a body as UTF-8, and no more of it than asked for: `Content-Length` may be absent or lie, and a sender may
 * stop in the middle and keep the connection open.
 * @throws BodyTooLarge, BodyTimeout
 */
export async function readText(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
  timeoutMs: number,
): Promise<string> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new BodyTimeout('The body did not arrive in time')), timeoutMs);
  });
  let text = '';
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await Promise.race([reader.read(), timeout]);
      if (done) return text + decoder.decode();
      bytes += value.byteLength;
      if (bytes > maxBytes) throw new BodyTooLarge('The body is too large');
      text += decoder.decode(value, { stream: true });
    }
  } catch (error) {
    // Not awaited: a stream that hangs may never confirm its cancellation.
    reader.cancel().catch(() => undefined);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
