import { normaliseCreator } from '@tiktool-widgets/client/protocol';
import { Refusal } from './answer.js';
import { isRecord, parseJson } from './json.js';
import { BodyTooLarge, readText } from './read-text.js';

const maxBodyBytes = 4096;

/**
 * The creator a request asks for: `uniqueId` of the query, and for `POST` of a JSON or form body, normalised.
 * @throws Refusal 400, 408, 413 or 415
 */
export async function requestedCreator(request: Request, url: URL, bodyTimeout: number): Promise<string> {
  const values = url.searchParams.getAll('uniqueId');
  if (request.method === 'POST') values.push(...(await bodyCreators(request, bodyTimeout)));
  const [first] = values;
  if (first === undefined || first.trim() === '') {
    throw new Refusal(400, 'creator-missing', 'Say which creator: add ?uniqueId=NAME to the address.');
  }
  // Some letters of other scripts become a to z when lower-cased (the Kelvin sign, say): none of them is in a username.
  const creator = /[^\x20-\x7e＠]/.test(first.trim()) ? '' : normaliseCreator(first);
  if (!creator) {
    throw new Refusal(
      400,
      'creator-invalid',
      'This is not a TikTok username: letters a to z, digits, dots and underscores only.',
    );
  }
  // Two names in one request are how a check and its use come to see different ones.
  if (values.some((value) => normaliseCreator(value) !== creator)) {
    throw new Refusal(400, 'creator-ambiguous', 'The request names more than one creator.');
  }
  return creator;
}

async function bodyCreators(request: Request, timeout: number): Promise<string[]> {
  // A body that the framework has read already is not there any more.
  if (request.bodyUsed) return [];
  const text = await bodyText(request, timeout);
  if (text.trim() === '') return [];
  const type = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(text).getAll('uniqueId');
  // `fetch` sends a text without a type of its own as plain text.
  const looksLikeJson = type === 'text/plain' && text.trimStart().startsWith('{');
  if (type === 'application/json' || type === '' || looksLikeJson) return jsonCreators(text);
  throw new Refusal(415, 'body-type', 'Send the body as application/json or application/x-www-form-urlencoded.');
}

async function bodyText(request: Request, timeout: number): Promise<string> {
  const length = Number(request.headers.get('content-length') ?? 0);
  if (length > maxBodyBytes) throw new Refusal(413, 'body-too-large', 'The request body is too large.');
  try {
    return await readText(request.body, maxBodyBytes, timeout);
  } catch (error) {
    if (error instanceof BodyTooLarge) throw new Refusal(413, 'body-too-large', 'The request body is too large.');
    throw new Refusal(408, 'body-incomplete', 'The request body did not arrive.');
  }
}

function jsonCreators(text: string): string[] {
  const body = parseJson(text);
  if (!isRecord(body)) {
    throw new Refusal(400, 'body-invalid', 'The request body has to be a JSON object with "uniqueId".');
  }
  // Own properties only: an inherited one would be somebody else's doing.
  if (!Object.hasOwn(body, 'uniqueId')) return [];
  if (typeof body.uniqueId !== 'string') {
    throw new Refusal(400, 'creator-invalid', '"uniqueId" has to be text.');
  }
  return [body.uniqueId];
}
