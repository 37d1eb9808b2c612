export { createTokenHandler, type TokenHandler } from './token-handler.js';
export type { TokenHandlerOptions } from './handler-options.js';
export type { AllowedCreators } from './allowed-creators.js';
export type { RateLimit } from './rate-limiter.js';
export type { TokenCache } from './token-cache.js';
export type { TokenAnswer } from './creator-tokens.js';
export type { LiveAnswer } from './live-status.js';
export type { Log, LogEntry } from './log-entry.js';
export { setRemoteAddress } from './client-address.js';
