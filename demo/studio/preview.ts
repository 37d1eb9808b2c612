import type { OverlayChoice } from './overlay-address.js';

/** Pixels of the picture that the widgets stand on, before it is scaled to the page. */
const picture = { width: 600, height: 1066 };
/** Of the room around it, so that the picture does not touch the bars. */
const margin = 48;

/** Scales the picture to its room, now and whenever that changes. */
export function fitPicture(element: HTMLElement): void {
  const room = element.parentElement;
  if (!room) return;
  new ResizeObserver(() => {
    const scale = Math.min((room.clientWidth - margin) / picture.width, (room.clientHeight - margin) / picture.height);
    element.style.setProperty('--scale', String(Math.max(0.2, scale)));
  }).observe(room);
}

/** Puts the chosen widgets into `<tiktool-live>` and sets what was chosen; widgets that stay keep their rows. */
export function showPreview(live: HTMLElement, choice: OverlayChoice): void {
  const present = new Map([...live.children].map((child) => [child.localName, child]));
  const wanted = choice.widgets.map((name) => present.get(`tiktool-${name}`) ?? createWidget(name));
  for (const child of present.values()) if (!wanted.includes(child)) child.remove();
  wanted.forEach((widget, index) => {
    if (live.children[index] !== widget) live.insertBefore(widget, live.children[index] ?? null);
  });
  setAttribute(live, 'creator', choice.creator);
  setAttribute(live, 'token-url', choice.tokenUrl);
  setAttribute(live, 'live-url', choice.liveUrl);
  setAttribute(live, 'endpoint', choice.endpoint);
  setAttribute(live, 'theme', choice.theme);
  live.style.setProperty('--tiktool-font-size', `${choice.size}px`);
  for (const widget of wanted) setOptions(widget, choice.attributes);
}

function createWidget(name: string): HTMLElement {
  const widget = document.createElement(`tiktool-${name}`);
  widget.dataset['widget'] = name;
  return widget;
}

function setOptions(widget: Element, values: ReadonlyMap<string, string>): void {
  for (const name of widget.getAttributeNames()) {
    if (name !== 'data-widget' && !values.has(name)) widget.removeAttribute(name);
  }
  for (const [name, value] of values) {
    if (widget.getAttribute(name) !== value) widget.setAttribute(name, value);
  }
}

/** An empty value takes the attribute away, so that the default applies. */
function setAttribute(element: Element, name: string, value: string): void {
  if (value === '') element.removeAttribute(name);
  else if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}
