import type { MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { DataTable } from "~/ui/kit/lists/data-table";
import { MomentText } from "~/ui/kit/day";
import { EmptyState } from "~/ui/kit/lists/empty-state";
import { OnlyLine } from "~/ui/kit/lists/list-page";
import { FullWidth, PageTitle, pageTitle } from "~/ui/kit/page";
import { SummaryList } from "~/ui/kit/summary-list";
import { Progress } from "~/ui/kit/progress";
import type { RouteHandle } from "~/ui/kit/route-handle";
import { StatusTag } from "~/ui/kit/tag";
import { stateWord } from "~/domain/shared/state-words";
import { centre } from "~/web/audience.server";
import { JOBS_SHOWN, longWork, queuedJobs, queueState } from "~/web/jobs/queue-views.server";

export const meta: MetaFunction = () => [{ title: pageTitle("Jobs") }];

const isRunning = (row: { state: string }) => row.state === "waiting" || row.state === "running";

/** While long work goes on, its bars move without anybody asking. */
export const handle: RouteHandle = {
  refreshSeconds: ({ long }: { long: { rows: { state: string }[] } }) =>
    long.rows.some(isRunning) ? 3 : null,
};

export const loader = centre.loader({ roles: ["commercial_officer", "auditor"] }, async ({ q }) => {
  const [state, queued, long] = await Promise.all([
    queueState(q),
    queuedJobs(q),
    longWork(q).page(null, JOBS_SHOWN),
  ]);
  return { state, queued, long };
});

export default function Jobs() {
  const { state, queued } = useLoaderData<typeof loader>();
  return (
    <FullWidth>
      <PageTitle lede="What the service does by itself: mails, invoices, publishing, imports. A job that fails is tried again, later each time.">
        Jobs
      </PageTitle>
      <SummaryList
        rows={[
          { key: "waiting", label: "Waiting", value: state.waiting },
          { key: "running", label: "Running now", value: state.running },
          { key: "failing", label: "Failed, to be tried again", value: state.failing },
          { key: "given-up", label: "Given up after the last try", value: state.givenUp },
        ]}
      />
      <OnlyLine shown={queued.rows.length} total={queued.total} noun={["job", "jobs"]} which="first" />
      <DataTable
        caption="To be done"
        rows={queued.rows}
        rowKey={(job) => job.id}
        columns={[
          { key: "name", header: "Job", rowHeader: true, cell: (job) => stateWord(job.name) },
          { key: "run", header: "Runs", cell: (job) => <MomentText at={job.runAt} /> },
          {
            key: "tries",
            header: "Tries",
            numeric: true,
            cell: (job) => `${job.attempts} of ${job.mostAttempts}`,
          },
          {
            key: "state",
            header: "State",
            cell: (job) => (
              <StatusTag status={job.running ? "running" : job.lastError ? "failed" : "waiting"} />
            ),
          },
          { key: "error", header: "Last error", cell: (job) => job.lastError ?? "None" },
        ]}
        empty={
          <EmptyState heading="Nothing is to be done">
            <p>Everything that had to be done has been done.</p>
          </EmptyState>
        }
      />
      <LongWork />
    </FullWidth>
  );
}

function LongWork() {
  const { long } = useLoaderData<typeof loader>();
  return (
    <>
      <OnlyLine
        shown={long.rows.length}
        total={long.total}
        noun={["piece of long work", "pieces of long work"]}
        which="latest"
      />
      <DataTable
        caption="Long work"
        id="long"
        rows={long.rows}
        rowKey={(row) => row.id}
        columns={[
          { key: "title", header: "Work", rowHeader: true, cell: (row) => row.title },
          { key: "begun", header: "Begun", cell: (row) => <MomentText at={row.createdAt} /> },
          {
            key: "progress",
            header: "Progress",
            cell: (row) =>
              isRunning(row) ? (
                <Progress
                  id={`work-${row.id}`}
                  label={<span className="nhsuk-u-visually-hidden">{row.title}</span>}
                  done={row.done}
                  total={row.total}
                  unit="done"
                />
              ) : row.total === null ? (
                `${row.done.toLocaleString("en-GB")} done`
              ) : (
                `${row.done.toLocaleString("en-GB")} of ${row.total.toLocaleString("en-GB")} done`
              ),
          },
          { key: "state", header: "State", cell: (row) => <StatusTag status={row.state} /> },
          { key: "message", header: "Message", cell: (row) => row.message ?? "" },
        ]}
        empty={
          <EmptyState heading="No long work yet">
            <p>Imports and exports stand here with their progress.</p>
          </EmptyState>
        }
      />
    </>
  );
}
