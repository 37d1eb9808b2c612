/** Takes an API key out of a tag, and says in the console where it belongs. The key itself is never repeated. */
export function refuseKey(tag: Element, attribute: string): void {
  tag.removeAttribute(attribute);
  console.error(
    `<${tag.localName}> ignores ${attribute}: whoever opens the page could read the key. Keep it on a server that answers with short-lived tokens (tiktool-token-server does), and set token-url to its address.`,
  );
}
