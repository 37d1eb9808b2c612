// The studio: pick widgets and a look over a picture of a LIVE, try them with made-up events, copy one URL into OBS.
import 'tiktool-widgets/define/all';
import type { ConnectionState, LiveClient } from '@tiktool-widgets/client';
import { normaliseCreator } from '@tiktool-widgets/client/protocol';
import { connectionLine, missingLine } from './connection-line.js';
import { playLocalShow } from './local-show.js';
import { defaultSize, overlayAddress } from './overlay-address.js';
import type { OverlayChoice } from './overlay-address.js';
import { fitPicture, showPreview } from './preview.js';
import { readSettings } from './settings.js';
import { checkedChips, chip, drawOptions, part, readOptions } from './setup-form.js';
import { testEvents } from './test-events.js';
import { shownAtFirst, themes, widgets } from './widget-list.js';

const form = part('setup', HTMLFormElement);
const widgetChips = part('widgets', HTMLElement);
const themeChips = part('themes', HTMLElement);
const options = part('options', HTMLElement);
const size = part('size', HTMLInputElement);
const sizeValue = part('size-value', HTMLOutputElement);
const creator = part('creator', HTMLInputElement);
const tokenUrl = part('token-url', HTMLInputElement);
const address = part('address', HTMLTextAreaElement);
const copy = part('copy', HTMLButtonElement);
const openLink = part('open', HTMLAnchorElement);
const connection = part('connection', HTMLElement);
const showButton = part('show', HTMLButtonElement);

const live = document.createElement('tiktool-live');
let endpoint = '';

function readChoice(): OverlayChoice {
  const theme = checkedChips(themeChips)[0] ?? '';
  return {
    widgets: checkedChips(widgetChips),
    creator: normaliseCreator(creator.value),
    tokenUrl: tokenUrl.value.trim(),
    liveUrl: '',
    endpoint,
    theme: theme === themes[0] ? '' : theme,
    size: Number(size.value),
    attributes: readOptions(options),
  };
}

function update(): void {
  const choice = readChoice();
  showPreview(live, choice);
  part('host', HTMLElement).textContent = choice.creator || 'nobody yet';
  sizeValue.value = `${choice.size} px`;
  const usable = choice.widgets.length > 0;
  const url = usable ? overlayAddress(location.href, choice) : '';
  address.value = url;
  copy.disabled = !usable;
  if (usable) openLink.href = url;
  else openLink.removeAttribute('href');
  showConnection(live.state);
}

/** Only where the widgets change: a field that is being typed into must stay. */
function updateOptions(): void {
  drawOptions(options, [...live.querySelectorAll<HTMLElement>('[data-widget]')]);
}

function showConnection(state: ConnectionState): void {
  const missing = missingLine(creator.value.trim(), tokenUrl.value.trim());
  connection.dataset['state'] = missing ? 'blocked' : state.state;
  connection.textContent = missing ?? connectionLine(state, readChoice().creator);
}

function client(): LiveClient {
  return live.client;
}

async function copyAddress(): Promise<void> {
  const label = copy.textContent;
  try {
    await navigator.clipboard.writeText(address.value);
    copy.textContent = 'Copied';
  } catch {
    // No clipboard without https or a permission: the text is there to be copied by hand.
    address.select();
    copy.textContent = 'Press Ctrl+C';
  }
  setTimeout(() => {
    copy.textContent = label;
  }, 1600);
}

let endShow: (() => void) | undefined;
function toggleShow(): void {
  if (endShow) endShow();
  endShow = endShow ? undefined : playLocalShow(client);
  showButton.setAttribute('aria-pressed', String(endShow !== undefined));
  showButton.textContent = endShow ? 'Stop the demo' : 'Demo without a server';
}

function drawPage(): void {
  widgetChips.append(...widgets.map((name) => chip('checkbox', 'widget', name, name, shownAtFirst.includes(name))));
  themeChips.append(...themes.map((name, index) => chip('radio', 'theme', name, name, index === 0)));
  size.value = String(defaultSize);
  part('events', HTMLElement).append(
    ...testEvents.map(({ label, events }) => {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = label;
      button.addEventListener('click', () => {
        for (const [delay, event] of events()) setTimeout(() => client().inject(event), delay);
      });
      return button;
    }),
  );
  part('overlay', HTMLElement).append(live);
  fitPicture(part('picture', HTMLElement));
}

async function start(): Promise<void> {
  drawPage();
  const settings = await readSettings();
  creator.value = settings?.creator ?? '';
  tokenUrl.value = settings?.tokenUrl ?? '';
  endpoint = settings?.endpoint ?? '';
  live.addEventListener('tiktool-state', (event) => showConnection(event.detail));
  // A name that is being typed is not asked for letter by letter.
  form.addEventListener('input', ({ target }) => {
    if (target !== creator && target !== tokenUrl) update();
  });
  form.addEventListener('change', update);
  widgetChips.addEventListener('change', updateOptions);
  form.addEventListener('submit', (event) => event.preventDefault());
  copy.addEventListener('click', () => void copyAddress());
  showButton.addEventListener('click', toggleShow);
  update();
  updateOptions();
  // Pages on a plain web host have no token server beside them: they begin with the show that needs none.
  if (!settings) toggleShow();
}

void start();
