/** @jsxImportSource react */
// An application in React 19, type-checked with the packages as they are published.
import type { LiveEvent, TiktoolChat } from 'tiktool-widgets';
import type {} from 'tiktool-widgets/jsx';

const kinds: LiveEvent['kind'][] = [];

export const Overlay = ({ creator }: { readonly creator: string }) => (
  <tiktool-live creator={creator} tokenUrl="/token" share="page" ontiktool-state={({ detail }) => detail.message}>
    <tiktool-chat
      key="chat"
      className="chat"
      style={{ height: 400 }}
      ref={(chat: TiktoolChat | null) => chat?.client.reconnect()}
      maxMessages={8}
      hide-after="2.5"
      layout="bubbles"
      blockWords={['one', 'two']}
      block-users="one,two"
      merge
      mask-links={false}
      ontiktool-event={({ detail }) => kinds.push(detail.kind)}
    />
    <tiktool-gifts class="gifts" min-diamonds={5} tokenProvider={() => Promise.resolve('token')} />
    <tiktool-status status="panel" />
  </tiktool-live>
);

export const mistakes = [
  // @ts-expect-error no such word
  <tiktool-chat layout="circle" />,
  // @ts-expect-error not a number
  <tiktool-chat max-messages="many" />,
  // @ts-expect-error no such option
  <tiktool-chat maxMessage={8} />,
  // @ts-expect-error an option of another element
  <tiktool-gifts maxMessages={8} />,
  // @ts-expect-error only the status element has a panel
  <tiktool-chat status="panel" />,
  // @ts-expect-error no such kind of event
  <tiktool-chat ontiktool-event={({ detail }) => detail.kind === 'present'} />,
  // @ts-expect-error no such element
  <tiktool-weather />,
];
