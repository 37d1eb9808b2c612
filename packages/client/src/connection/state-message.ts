/** Reason → one plain English sentence, where the reason's own words are not plain enough. Widgets translate the reason. */
const sentences: Readonly<Record<string, string>> = {
  idle: 'Not started.',
  token: 'Getting a token.',
  dial: 'Connecting.',
  connected: 'Connected; nothing has happened yet.',
  closed: 'Closed by the page.',
  away: 'The page is not in use.',
  dropped: 'The connection was lost.',
  silent: 'Nothing has arrived for too long.',
  unreachable: 'The service cannot be reached.',
  timeout: 'The service does not answer.',
  refused: 'The service refuses the connection before it opens.',
  network: 'There is no network.',
  restart: 'The service restarts.',
  overloaded: 'The service is overloaded.',
  evicted: 'Another page has taken this connection over.',
  budget: 'Waiting, because the service allows few connects an hour.',
  'connection-limit': 'Too many connections are open at once.',
  planned: 'The service has ended the session.',
  offline: 'The creator is not live.',
  ended: 'The stream has ended.',
  'plan-over': 'The plan of the API key is over.',
  'not-allowed': 'The token does not allow this creator.',
  'token-refused': 'The token was refused: check the API key and the allowed creators.',
  'token-invalid': 'The token URL does not answer with a token.',
  'no-websocket': 'There is no WebSocket here: pass one as an option.',
  'bad-endpoint': 'The endpoint must be a ws: or wss: address.',
  'mixed-content': 'A secure page cannot connect to a ws: address: use wss:.',
};

export function stateMessage(reason: string): string {
  const words = reason.replace(/^token-/, 'the token URL failed: ').replace(/-/g, ' ');
  return sentences[reason] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}
