import { afterAll } from "vitest";
import { runningApps, stopApps } from "./app";
import { brokenMails } from "./mail-links";
import { dropTestDatabases } from "./test-database";

/** Whatever a journey was about: the mails that it caused can be read and their links clicked. */
afterAll(async () => {
  const broken = (await Promise.all(runningApps().map(brokenMails))).flat();
  await stopApps();
  await dropTestDatabases();
  if (broken.length > 0) throw new Error(`Mails of this journey are broken:\n${broken.join("\n")}`);
});
