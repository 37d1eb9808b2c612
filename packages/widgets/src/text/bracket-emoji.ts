/** TikTok's own codes, each followed by the Unicode emoji that says the same. */
const codes =
  ' smile😊happy😄angry😠cry😢embarrassed😳surprised😮wronged🥺shout😫flushed😳yummy😋complacent😌drool🤤scream😱weep😭' +
  'speechless😶funnyface🤪laughwithtears😂laughcry😂wicked😈facewithrollingeyes🙄sulk😤thinking🤔lovely🥰greedy🤑' +
  'wow🤩joyful😁hehe😏slap🤦tears🥹stun😵cute🥰blink😉disdain😒astonish😲rage😡cool😎excited🤗proud😤smileface😃evil😈' +
  'angel😇laugh😆pride😌nap😴loveface😍awkward😅shock😨heart❤️heart-like🫰thumb👍rose🌹';

/** `[laughcry]` becomes 😂; brackets that are no code stay as typed. */
export function bracketEmoji(text: string): string {
  return text.replace(
    /\[([a-z-]+)\]/g,
    (typed, code: string) => new RegExp(`[^a-z-]${code}([^a-z-]+)`).exec(codes)?.[1] ?? typed,
  );
}
