import type { TaskList } from "graphile-worker";

/** Every job by its name; the names and what each is told stand in app/platform/queue.server. */
export const jobs: TaskList = {};

/** When jobs run by themselves: minute hour day month weekday name (UTC). */
export const crontab = "";
