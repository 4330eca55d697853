import type { TaskList } from "graphile-worker";
import { publishRelease } from "./publish-release";
import { sendEmail } from "./send-email";

/** Every job by its name; the names and what each is told stand in app/platform/queue.server. */
export const jobs: TaskList = {
  "publish-release": publishRelease,
  "send-email": sendEmail,
};

/** When jobs run by themselves: minute hour day month weekday name (UTC). */
export const crontab = "";
