import { sampleKinds } from './show/sample-frames.js';
import type { Simulator } from './simulator-options.js';

/** A button and what it posts to the control API. */
interface Order {
  readonly label: string;
  readonly path: string;
  readonly body: unknown;
}

const fault = (label: string, on: string, action: unknown, more: object = {}): Order => ({
  label,
  path: '/_control/faults',
  body: { on, do: action, ...more },
});

const events: readonly Order[] = sampleKinds.map((event) => ({
  label: event,
  path: '/_control/send',
  body: { event },
}));

const now: readonly Order[] = [
  { label: 'cut all sockets', path: '/_control/drop', body: {} },
  { label: 'restart, 5 s', path: '/_control/restart', body: { ms: 5_000 } },
  { label: 'restart politely (1012), 2 s', path: '/_control/restart', body: { ms: 2_000, polite: true } },
  {
    label: 'evict (4429)',
    path: '/_control/close',
    body: { code: 4429, reason: 'Evicted - newer connection arrived (FIFO)' },
  },
  { label: 'token refused (4401)', path: '/_control/close', body: { code: 4401, reason: 'Invalid or expired JWT' } },
  {
    label: 'planned cut (4006)',
    path: '/_control/close',
    body: { code: 4006, reason: 'Session duration limit reached' },
  },
];

const faults: readonly Order[] = [
  fault('next token: 401', 'token', { type: 'status', status: 401 }, { times: 1 }),
  fault(
    'next token: 429, Retry-After 30',
    'token',
    { type: 'status', status: 429, headers: { 'retry-after': '30' } },
    { times: 1 },
  ),
  fault('next token: not JSON', 'token', { type: 'token', form: 'broken-json' }, { times: 1 }),
  fault('tokens hang', 'token', 'hang'),
  fault('upgrades: 429', 'upgrade', { type: 'status', status: 429 }),
  fault('upgrades hang', 'upgrade', 'hang'),
  fault('upgrades take 5 s', 'upgrade', { type: 'delay', ms: 5_000 }),
  fault('upgrades refused', 'upgrade', 'refuse'),
  fault('sockets fall silent after 5 s', 'open', { type: 'silence', afterMs: 5_000 }),
  fault('sockets cut after 5 s', 'open', { type: 'drop', afterMs: 5_000 }),
  fault('half of the frames twice', 'frame', 'duplicate', { probability: 0.5 }),
  fault('a fifth of the frames late', 'frame', 'reorder', { probability: 0.2 }),
  fault('a tenth of the frames lost', 'frame', 'lose', { probability: 0.1 }),
  fault('malformed frames between', 'frame', 'malformed', { probability: 0.1 }),
  fault('burst of 500', 'frame', { type: 'burst', count: 500 }, { times: 1 }),
];

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => escapes[character] ?? '');

function buttons(orders: readonly Order[]): string {
  return orders
    .map(({ label, path, body }) => {
      const data = escape(JSON.stringify(body));
      return `<button type="button" data-path="${path}" data-body="${data}">${escape(label)}</button>`;
    })
    .join('\n');
}

/** The page at `/`: what this is, and every order as a button. */
export function welcomePage({ url, wsUrl, tokenUrl, liveUrl }: Simulator): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>tiktool simulator</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
  h1 { font-size: 1.5rem; } h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
  button { font: inherit; padding: .25rem .75rem; margin: 0 .25rem .5rem 0; cursor: pointer; }
  code, pre { font: .875rem/1.5 ui-monospace, monospace; }
  pre { overflow: auto; max-height: 26rem; padding: .75rem; background: color-mix(in srgb, currentcolor 8%, transparent); }
</style>
<h1>tiktool simulator</h1>
<p>A local stand-in of the tik.tools LIVE service. Every API key is good and everybody is live, unless it was started otherwise.</p>
<p><code>${wsUrl}?uniqueId=NAME&amp;jwtKey=TOKEN</code> the socket<br>
<code>POST ${url}/authentication/jwt?apiKey=any-key</code> a token, as from the service<br>
<code>GET <a href="${tokenUrl}?uniqueId=demo">${tokenUrl}?uniqueId=demo</a></code> a token, as from a page's own endpoint<br>
<code>GET <a href="${liveUrl}?uniqueId=demo">${liveUrl}?uniqueId=demo</a></code> is the creator live?</p>
<h2>Send an event to every socket</h2>
${buttons(events)}
<h2>Do at once</h2>
${buttons(now)}
<form id="live"><label>creator <input name="creator" value="demo" required></label>
<button name="live" value="false">ends the stream</button><button name="live" value="true">goes live</button></form>
<h2>Order a fault</h2>
${buttons(faults)}
<button type="button" id="clear"><strong>clear all faults</strong></button>
<h2>State</h2>
<p id="said" role="status"></p>
<pre id="state"></pre>
<script>
  const said = document.getElementById('said');
  const order = async (path, body, method = 'POST') => {
    const answer = await fetch(path, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    said.textContent = method + ' ' + path + ' → ' + (await answer.text());
    void show();
  };
  document.addEventListener('click', ({ target }) => {
    if (target.dataset?.path) void order(target.dataset.path, JSON.parse(target.dataset.body));
    if (target.closest('#clear')) void order('/_control/faults', undefined, 'DELETE');
  });
  document.getElementById('live').addEventListener('submit', (event) => {
    event.preventDefault();
    void order('/_control/live', { creator: event.target.creator.value, live: event.submitter.value === 'true' });
  });
  const show = async () => {
    const state = await fetch('/_control/state').then((answer) => answer.json(), () => undefined);
    if (!state) return;
    const line = ({ at, type, ...rest }) => new Date(at).toISOString().slice(11, 23) + ' ' + type + ' ' + JSON.stringify(rest);
    document.getElementById('state').textContent = [
      'stats   ' + JSON.stringify(state.stats),
      'faults  ' + JSON.stringify(state.faults),
      ...state.log.filter(({ type }) => type !== 'control').slice(-25).reverse().map(line),
    ].join('\\n');
  };
  setInterval(() => document.hidden || show(), 1000);
  void show();
</script>
</html>
`;
}
