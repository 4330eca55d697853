import { Problem } from "~/domain/shared/problem";
import { anyone } from "~/web/audience.server";
import { limit, signIn } from "~/web/sign-in/sign-in.server";

/** Where the NHS identity provider sends the browser back to; better-auth checks state, nonce and signature. */
export const loader = anyone.loader({}, async ({ request, clientAddress }) => {
  if (!signIn().hasProvider) throw new Problem("not-found", "not-found", "Page not found");
  await limit("sign-in-address", clientAddress);
  return signIn().answerProvider(request);
});
