import type { TaskList } from "graphile-worker";
import { publishRelease } from "./publish-release";

/** Every job by its name; the names and what each is told stand in app/platform/queue.server. */
export const jobs: TaskList = {
  "publish-release": publishRelease,
};

/** When jobs run by themselves: minute hour day month weekday name (UTC). */
export const crontab = "";
