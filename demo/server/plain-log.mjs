/**
 * The token server's log in sentences, for a person at a terminal. Pages ask again and again while something is wrong:
 * what was said last is not repeated.
 * @param {(line: string) => void} print
 * @returns {(entry: { level: string, event: string, code?: string, message?: string }) => void}
 */
export function createPlainLog(print) {
  let said = '';
  return ({ level, event, code, message }) => {
    if (level === 'info') return;
    const line = code === 'key-refused' ? 'The service refuses the API key: look at TIKTOOL_API_KEY.' : message;
    const text = line ?? `Token server: ${[event, code].join(' ')}`;
    if (text !== said) print(text);
    said = text;
  };
}
