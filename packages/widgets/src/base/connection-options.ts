import { defaultEndpoint, type TokenProvider } from '@tiktool-widgets/client';
import { isLocale } from '../locales/per-locale.js';
import { themeNames } from '../themes/theme-names.js';
import { choice, text, type Option } from './options.js';

/** How much of the connection's state shows; `panel` is for `<tiktool-status>` alone. */
type StatusLook = 'none' | 'badge' | 'panel';

const status: Option<StatusLook> = choice('none', 'badge');

const isTokenProvider = (value: unknown): value is TokenProvider => typeof value === 'function';

const tokenProvider: Option<TokenProvider | undefined> = {
  fallback: undefined,
  parse: (value) => (isTokenProvider(value) ? value : undefined),
};

/** What decides which client an element has. */
export const sourceOptions = {
  creator: text(),
  tokenUrl: text(),
  tokenProvider,
  endpoint: text(defaultEndpoint, (url) => /^wss?:\/\/./i.test(url)),
  liveUrl: text(),
  share: choice('origin', 'page'),
};

/** The options of every element. */
export const connectionOptions = {
  ...sourceOptions,
  status,
  theme: choice(...themeNames),
  locale: text('', isLocale),
};
