import { type Connection, connect } from "~db";
import { env } from "./env.server";
import { singleton } from "./singleton.server";

/** The pool of this process. Routes and jobs take it from here and hand a transaction to the domain. */
export const database = (): Connection =>
  singleton("database", () => {
    const { DATABASE_URL, DATABASE_POOL } = env();
    if (DATABASE_URL === undefined) throw new Error("DATABASE_URL is not set");
    return connect(DATABASE_URL, { max: DATABASE_POOL });
  });
