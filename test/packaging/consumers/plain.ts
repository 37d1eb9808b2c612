// An application without a framework, type-checked with the packages as they are published.
import { registerWords, type TiktoolGifts } from 'tiktool-widgets';
import 'tiktool-widgets/define/all.js';

registerWords('nl', { gift: 'Cadeau' });

const chat = document.createElement('tiktool-chat');
chat.maxMessages = 8;
chat.blockWords = ['one', 'two'];
chat.addEventListener('tiktool-event', ({ detail }) => {
  if (detail.kind === 'gift') console.log(detail.gift.name, detail.count);
});
chat.addEventListener('tiktool-state', ({ detail }) => {
  console.log(detail.message, detail.retryAt?.toFixed());
});
chat.addEventListener('tiktool-gap', ({ detail }) => {
  console.log(detail.to - detail.from);
});

export const gifts: TiktoolGifts | null = document.querySelector('tiktool-gifts');

// @ts-expect-error no such word
chat.layout = 'circle';
// @ts-expect-error not a list
chat.blockWords = 5;
