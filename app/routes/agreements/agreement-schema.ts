import { agreementSchema } from "~/domain/agreements/agreement-schema";
import { env } from "~/platform/env.server";
import { anyone } from "~/web/audience.server";

/** The form of an agreement's JSON, for those who read it by machine. */
export const loader = anyone.loader({}, () =>
  Response.json(agreementSchema(env().PUBLIC_URL), {
    headers: { "Content-Type": "application/schema+json" },
  }),
);
