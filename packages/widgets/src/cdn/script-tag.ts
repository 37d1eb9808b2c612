import { createLiveClient } from '@tiktool-widgets/client';
import { connectionOptions } from '../base/connection-options.js';
import { pageDefaults } from '../base/page-defaults.js';
import { refuseKey } from '../base/refuse-key.js';
import { version } from '../base/version.js';
import { defineAll } from '../define-all.js';

declare global {
  interface Window {
    tiktool?: { readonly version: string; readonly createLiveClient: typeof createLiveClient };
  }
}

const fromScript = ['creator', 'tokenUrl', 'endpoint', 'theme'] as const;

// Only a classic script knows its own tag, and only while it runs.
const script = document.currentScript;
if (script) {
  if ('apiKey' in script.dataset) refuseKey(script, 'data-api-key');
  for (const name of fromScript) {
    const written = script.dataset[name];
    if (written === undefined) continue;
    const value = connectionOptions[name].parse(written);
    if (value === undefined) console.warn(`tiktool-widgets cannot use this value for data-${name}:`, written);
    else pageDefaults()[name] ??= value;
  }
}

// Whoever comes first stays: the page may hold on to its client already.
window.tiktool ??= { version, createLiveClient };
defineAll();
