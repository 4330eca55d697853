import { afterAll } from "vitest";
import { stopApps } from "./app";
import { dropTestDatabases } from "./test-database";

afterAll(async () => {
  await stopApps();
  await dropTestDatabases();
});
