import { defaultEndpoint, normaliseCreator, type TokenProvider } from '@tiktool-widgets/client';
import { localeTag } from '../locales/per-locale.js';
import { themeNames } from '../themes/theme-names.js';
import { choice, text, type Option } from './options.js';

const isTokenProvider = (value: unknown): value is TokenProvider => typeof value === 'function';

const tokenProvider: Option<TokenProvider | undefined> = {
  fallback: undefined,
  parse: (value) => (isTokenProvider(value) ? value : undefined),
};

/** What decides which client an element has. */
export const sourceOptions = {
  /** TikTok username, with or without `@`, any case. */
  creator: text('', (name) => !name || normaliseCreator(name)),
  /** Where the token is fetched: `GET`, `uniqueId=<creator>` is added, or put in place of `{creator}`. */
  tokenUrl: text(),
  /** A function that gives a token, instead of a URL; called again whenever a token ages or is refused. */
  tokenProvider,
  /**
   * The service's WebSocket, `ws:` or `wss:`.
   * @default wss://api.tik.tools
   */
  endpoint: text(defaultEndpoint, (url) => /^wss?:\/\/./i.test(url)),
  /** Says whether the creator is live; asked while offline instead of spending connects. */
  liveUrl: text(),
  /** `origin`: one socket for all pages of the origin; `page`: one for this page. */
  share: choice('origin', 'page'),
};

/** The options of every element. */
export const connectionOptions = {
  ...sourceOptions,
  /** `badge` shows the connection's state, for setting up. */
  status: choice('none', 'badge'),
  /** The look. */
  theme: choice(...themeNames),
  /**
   * Language of words and numbers.
   * @default the page's
   */
  locale: text('', localeTag),
};
