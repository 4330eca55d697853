import { missingParts, type OrderPart, type OrderProgress } from "~/domain/orders/order";
import type { Task } from "~/ui/kit/task-list";

const PARTS: { part: OrderPart; label: string }[] = [
  { part: "contacts", label: "Contacts" },
  { part: "recipients", label: "Recipients" },
  { part: "dates", label: "Dates" },
  { part: "items", label: "Items and quantities" },
  { part: "who-pays", label: "Who pays what" },
  { part: "milestones", label: "Milestones" },
  { part: "kpis", label: "Key performance indicators" },
  { part: "data-processing", label: "Data processing" },
];

/** Whether no indicator is set and the order's value asks for none. */
const isOptional = ({ kpis = 0, kpisNeeded = 0, noKpisReason }: OrderProgress) =>
  kpis === 0 && kpisNeeded === 0 && !noKpisReason;

/** The parts of an order in progress as a task list, with what each still needs; the last sends it. */
export function orderTasks(orderId: string, progress: OrderProgress): Task[] {
  const missing = missingParts(progress);
  const base = `/buying/orders/${orderId}`;
  const ready = {
    items: progress.recipients > 0,
    "who-pays": progress.items > 0 && progress.startsOn !== null,
  };
  const tasks = PARTS.map(({ part, label }): Task => {
    if (part === "kpis" && isOptional(progress))
      return {
        key: part,
        label,
        href: `${base}/${part}`,
        hint:
          progress.items > 0 ? "Not needed for an order of this value" : "Needed for an order of high value",
        state: "optional",
      };
    const needs = missing.filter((one) => one.part === part);
    const possible = ready[part as keyof typeof ready] ?? true;
    const state = !possible ? "cannot-start" : needs.length === 0 ? "completed" : "not-started";
    const problem = part === "who-pays" && possible && needs.length > 0;
    return {
      key: part,
      label,
      href: `${base}/${part}`,
      hint: possible && needs.length > 0 ? needs.map((one) => one.text).join(". ") : undefined,
      state: problem ? "needs-attention" : state,
    };
  });
  const complete = missing.length === 0;
  return [
    ...tasks,
    {
      key: "check",
      label: "Check and send for approval",
      href: `${base}/check`,
      state: complete ? "not-started" : "cannot-start",
    },
  ];
}
