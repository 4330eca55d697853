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

/** The parts of an order in progress as a task list, with what each still needs; the last sends it. */
export function orderTasks(orderId: string, progress: OrderProgress): Task[] {
  const missing = missingParts(progress);
  const base = `/buying/orders/${orderId}`;
  const ready = {
    items: progress.recipients > 0,
    "who-pays": progress.items > 0 && progress.startsOn !== null,
  };
  const asked = (progress.kpisNeeded ?? 0) > 0 || (progress.kpis ?? 0) > 0;
  const tasks = PARTS.filter(({ part }) => part !== "kpis" || asked).map(({ part, label }): Task => {
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
