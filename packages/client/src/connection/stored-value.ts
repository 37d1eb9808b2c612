import type { TextStorage } from './environment.js';

/** What is stored, or null where storage is missing or forbidden. */
export function readStored(storage: TextStorage | undefined, key: string): string | null {
  try {
    return storage?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Stores it where that is possible. Storage may be full or forbidden: then this page alone knows. */
export function writeStored(storage: TextStorage | undefined, key: string, value: string): void {
  try {
    storage?.setItem(key, value);
  } catch {
    // As said.
  }
}
