import type { FaultAction } from './faults.js';
import type { Simulator } from './simulator-options.js';

interface PageTokenAnswer {
  readonly body: unknown;
  readonly contentType: string;
  readonly token?: string;
}

type TokenFault = Extract<FaultAction, { type: 'token' }>;

/** Answers as a page's own token endpoint does, in whatever form is ordered. */
export function answerPageToken(
  creator: string,
  fault: FaultAction | undefined,
  options: { readonly expireAfter?: number; readonly maxWebsockets?: number },
  mint: Simulator['mint'],
): PageTokenAnswer {
  const expireAfter = options.expireAfter ?? 3600;
  const maxWebsockets = options.maxWebsockets ?? 1;
  const allowedCreators = creator ? [creator] : undefined;
  const good = mint({ expireAfter, maxWebsockets, ...(allowedCreators && { allowedCreators }) });
  const json = (body: unknown, token = good): PageTokenAnswer => ({ body, contentType: 'application/json', token });
  if (fault?.type !== 'token') return json({ token: good, expiresIn: expireAfter });
  return formOf(fault, good, mint, json);
}

function formOf(
  fault: TokenFault,
  good: string,
  mint: Simulator['mint'],
  json: (body: unknown, token?: string) => PageTokenAnswer,
): PageTokenAnswer {
  const extra = fault.expiresIn === undefined ? {} : { expiresIn: fault.expiresIn };
  switch (fault.form) {
    case 'service':
      return json({ status_code: 0, data: { token: good }, ...extra });
    case 'token':
      return json({ token: good, ...extra });
    case 'jwtKey':
      return json({ jwtKey: good, ...extra });
    case 'text':
      return { body: good, contentType: 'text/plain', token: good };
    case 'expired': {
      const expired = mint({ expireAfter: -60 });
      return json({ token: expired, ...extra }, expired);
    }
    case 'forged': {
      const forged = `${good.slice(0, good.lastIndexOf('.'))}.${'A'.repeat(43)}`;
      return json({ token: forged, ...extra }, forged);
    }
    case 'other-creator': {
      const other = mint({ allowedCreators: ['somebody.else'] });
      return json({ token: other, ...extra }, other);
    }
    case 'empty':
      return { body: '', contentType: 'application/json' };
    case 'html':
      return { body: '<!doctype html><title>Sign in</title><p>Please sign in.</p>', contentType: 'text/html' };
    case 'broken-json':
      return { body: '{"token":"eyJ', contentType: 'application/json' };
    case 'no-token':
      return { body: { ok: true }, contentType: 'application/json' };
    case 'huge':
      return { body: { token: 'x'.repeat(5_000_000) }, contentType: 'application/json' };
  }
}
