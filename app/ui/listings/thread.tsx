import type { ThreadMessage } from "~/domain/listings/change-views.server";
import { MomentText } from "~/ui/kit/day";
import { Timeline } from "~/ui/kit/timeline";

/** What supplier and centre wrote to each other about a change, the earliest first. */
export function Thread({ messages }: { messages: readonly ThreadMessage[] }) {
  if (messages.length === 0) return <p>Nobody has written anything yet.</p>;
  return (
    <Timeline
      entries={messages.map((message) => ({
        key: String(message.id),
        title: `${message.author}, ${message.organisation}`,
        when: <MomentText at={message.at} />,
        description: <p className="dt-pre-line">{message.text}</p>,
      }))}
    />
  );
}
