import {
  acquireClient,
  createLiveClient,
  type ClientHold,
  type ConnectionState,
  type LiveClient,
  type TokenProvider,
} from '@tiktool-widgets/client';
import { connectionOptions, sourceOptions } from './connection-options.js';
import { askForLive, type LiveContext } from './live-context.js';
import type { LiveElementEventMap } from './live-events.js';
import { attributeName, type OptionTable, type OptionValues } from './options.js';
import { pageDefaults } from './page-defaults.js';
import { UpdatingElement } from './updating-element.js';
import { refuseKey } from './refuse-key.js';
import { version } from './version.js';

type Settings = OptionValues<typeof connectionOptions>;

const sourceNames = Object.keys(sourceOptions);
const keyAttributes = ['api-key', 'apikey'];
// A creator's name typed letter by letter, or a framework that sets one attribute after the other, is one reconnect.
const settleTime = 250;

/**
 * What every element shares: options as attributes and properties, one client, DOM events. What its options mean is
 * written beside them, in the table.
 */
export abstract class LiveElement extends UpdatingElement {
  /** Version of the library this element is from. */
  static readonly version: string = version;
  /** Attributes and properties of the element, as data. */
  static readonly options: OptionTable = connectionOptions;

  /** From here the tag's attributes and properties are made; the browser reads it once, when the tag is defined. */
  static get observedAttributes(): string[] {
    const names = Object.keys(this.options);
    for (const name of names) {
      const { fallback } = this.options[name] ?? {};
      Object.defineProperty(this.prototype, name, {
        configurable: true,
        enumerable: true,
        get(this: LiveElement) {
          return name in this.#values ? this.#values[name] : fallback;
        },
        set(this: LiveElement, value: unknown) {
          this.#setOption(name, value);
        },
      });
    }
    return [...keyAttributes, ...names.map(attributeName)];
  }

  declare creator: string;
  declare tokenUrl: string;
  declare tokenProvider: TokenProvider | undefined;
  declare endpoint: string;
  declare liveUrl: string;
  declare share: 'origin' | 'page';
  /** `panel` is for `<tiktool-status>` alone. */
  declare status: Settings['status'] | 'panel';
  declare theme: Settings['theme'];
  declare locale: string;

  /** Since the last drawing. */
  protected optionsChanged = false;
  /** Only what was set and is usable: a setting that is absent here is looked for elsewhere. */
  readonly #values: Record<string, unknown> = {};
  readonly #refused = new Map<string, unknown>();
  /** Properties that were set before the tag was defined: they win over attributes, as they would have afterwards. */
  readonly #early = new Set<string>();
  #provided: LiveContext | undefined;
  #unask: (() => void) | undefined;
  #ownClient: LiveClient | undefined;
  #source: readonly unknown[] = [];
  #client: LiveClient | undefined;
  #idle: LiveClient | undefined;
  #release: (() => void) | undefined;
  #settling: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    for (const name of [...Object.keys(this.#table), 'client']) {
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (!early) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, early.value);
      this.#early.add(name);
    }
    queueMicrotask(() => {
      this.#early.clear();
    });
    // A provider that is defined after the widgets inside it did not hear their question.
    void customElements.whenDefined('tiktool-live').then(() => {
      if (this.isConnected) this.#ask();
    });
  }

  /** The client behind this widget, or one of your own making to be used instead. */
  get client(): LiveClient {
    if (this.isConnected) this.#follow();
    return this.#client ?? this.#borrow();
  }
  set client(client: LiveClient | null | undefined) {
    this.#ownClient = client ?? undefined;
    this.requestUpdate();
  }

  /** The client that is listened to now; `client` would hurry a change that is still settling. */
  protected get held(): LiveClient {
    return this.#client ?? this.client;
  }

  /** The connection's state now. */
  get state(): ConnectionState {
    return this.client.state;
  }

  /** Version of the library this element is from. */
  get version(): string {
    return version;
  }

  attributeChangedCallback(name: string, _old: string | null, value: string | null): void {
    if (keyAttributes.includes(name)) {
      if (value !== null) refuseKey(this, name);
      return;
    }
    const property = Object.keys(this.#table).find((option) => attributeName(option) === name);
    if (property && !this.#early.has(property)) this.#setOption(property, value);
  }

  override connectedCallback(): void {
    // Seen in the developer tools: an old file in a cache explains many a fault.
    this.setAttribute('version', version);
    this.#ask();
    super.connectedCallback();
  }

  disconnectedCallback(): void {
    this.#unask?.();
    this.#leave();
  }

  /** Own value, else the provider's, else the page's, else the default. */
  protected setting<K extends keyof Settings>(name: K): Settings[K] {
    // The tables' parsers are the only writers of these records.
    return (this.settings()[name] ?? connectionOptions[name].fallback) as Settings[K];
  }

  /** Everything that is set, here or further out. */
  protected settings(): Readonly<Record<string, unknown>> {
    return { ...pageDefaults(), ...this.#provided?.settings, ...this.#values };
  }

  /** The room is another one now. */
  protected roomChanged(): void {
    // for elements that draw
  }

  protected override update(): void {
    if (this.isConnected) this.#followSoon();
    super.update();
    this.optionsChanged = false;
  }

  get #table(): OptionTable {
    return (this.constructor as typeof LiveElement).options;
  }

  #ask(): void {
    this.#unask?.();
    this.#provided = undefined;
    this.#unask = askForLive(this, (context) => {
      this.#provided = context;
      this.requestUpdate();
    });
  }

  #setOption(name: string, raw: unknown): void {
    const value = raw === null || raw === undefined ? undefined : this.#table[name]?.parse(raw);
    const old = Reflect.get(this, name);
    if (value === undefined) {
      Reflect.deleteProperty(this.#values, name);
      if (raw !== null && raw !== undefined && this.#refused.get(name) !== raw)
        console.warn(`<${this.localName}> cannot use this value for ${attributeName(name)}; the default applies:`, raw);
    } else this.#values[name] = value;
    this.#refused.set(name, raw);
    if (Reflect.get(this, name) === old) return;
    this.optionsChanged = true;
    this.requestUpdate();
  }

  /** Before the element is in a page it may not hold a socket open: the client's own grace bridges the time until then. */
  #borrow(): LiveClient {
    const { client, release } = this.#acquire();
    release();
    return client;
  }

  #acquire(): ClientHold {
    const creator = this.setting('creator');
    // Nothing to connect to: a client of this element alone, for test events.
    if (!creator)
      return { client: (this.#idle ??= createLiveClient({ creator, share: 'page' })), release: () => undefined };
    return acquireClient({
      creator,
      tokenUrl: this.setting('tokenUrl'),
      tokenProvider: this.setting('tokenProvider'),
      endpoint: this.setting('endpoint'),
      liveUrl: this.setting('liveUrl'),
      share: this.setting('share'),
    });
  }

  #wanted(): readonly unknown[] {
    // A widget that says nothing about its source shares the provider's client, even one that has no creator.
    const inherited = sourceNames.some((name) => name in this.#values) ? undefined : this.#provided?.client;
    const settings = this.settings();
    return [this.#ownClient, inherited, ...sourceNames.map((name) => settings[name])];
  }

  #followSoon(): void {
    const wanted = this.#wanted();
    if (!this.#release || wanted[0] !== this.#source[0] || !this.#client?.creator) this.#follow();
    else if (wanted.some((value, i) => value !== this.#source[i]))
      this.#settling ??= setTimeout(() => {
        // Also where nothing is left to change: the next change has to settle, too.
        this.#settling = undefined;
        this.#follow();
      }, settleTime);
  }

  #follow(): void {
    const wanted = this.#wanted();
    if (this.#release && !wanted.some((value, i) => value !== this.#source[i])) return;
    const [own, inherited] = [this.#ownClient, wanted[1] ? this.#provided?.client : undefined];
    const given = own ?? inherited;
    const held = given ? { client: given, release: () => undefined } : this.#acquire();
    // The old client goes after the new one is there, so that a shared one is not let go in between.
    this.#leave();
    this.#source = wanted;
    const client = (this.#client = held.client);
    const off = [
      client.on('state', (state) => {
        this.#tell('tiktool-state', state);
        this.requestUpdate();
      }),
      client.on('gap', (gap) => {
        this.#tell('tiktool-gap', gap);
      }),
      client.on('*', (event) => {
        this.#tell('tiktool-event', event);
      }),
      client.on('room', () => {
        this.roomChanged();
      }),
    ];
    this.#release = () => {
      for (const stop of off) stop();
      held.release();
    };
    this.requestUpdate();
    this.#tell('tiktool-state', client.state);
  }

  #leave(): void {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#release?.();
    this.#release = undefined;
  }

  #tell<K extends keyof LiveElementEventMap>(type: K, detail: LiveElementEventMap[K]['detail']): void {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
