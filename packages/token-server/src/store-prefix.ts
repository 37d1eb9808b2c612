/**
 * Where entries of this deployment stand in a shared store. The fingerprint of key and service keeps a token of an
 * old key, or of a test system, from being handed out after a change; it says nothing about the key itself.
 */
export function storePrefix(options: {
  apiKey: string | (() => string | Promise<string>);
  apiUrl: string;
}): () => Promise<string> {
  const fingerprints = new Map<string, Promise<string>>();
  return async () => {
    const key = typeof options.apiKey === 'function' ? await options.apiKey() : options.apiKey;
    const known = fingerprints.get(key);
    if (known) return known;
    // A key that changes is a rotated one; the old ones are of no use any more.
    fingerprints.clear();
    const made = fingerprint(`${options.apiUrl}\n${key.trim()}`);
    fingerprints.set(key, made);
    return made;
  };
}

async function fingerprint(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  const hex = [...new Uint8Array(digest, 0, 8)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `tiktool:${hex}`;
}
