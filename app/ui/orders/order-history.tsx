import { MomentText } from "~/ui/kit/day";
import { Timeline } from "~/ui/kit/timeline";

export interface HistoryEvent {
  id: number;
  at: Date;
  summary: string;
  actorName: string;
}

/** Who did what with an order and when, the latest first. */
export function OrderHistory({ events }: { events: readonly HistoryEvent[] }) {
  return (
    <>
      <h2>History</h2>
      <Timeline
        entries={events.map((event) => ({
          key: String(event.id),
          title: event.summary,
          when: (
            <>
              <MomentText at={event.at} />, {event.actorName}
            </>
          ),
        }))}
      />
    </>
  );
}
