import { z } from "zod";
import { Problem } from "~/domain/shared/problem";
import { anyone } from "~/web/audience.server";
import { safePath } from "~/web/safe-path";
import { limit, redirectWith, signIn } from "~/web/sign-in/sign-in.server";

const IdentityForm = z.object({ returnTo: z.string().optional() });

/** Sends the browser to the NHS identity provider. */
export const action = anyone.actionOutside(
  { form: IdentityForm },
  async ({ form, request, clientAddress }) => {
    await limit("sign-in-address", clientAddress);
    const returnTo = safePath(form.returnTo, "/sign-in");
    const begun = await signIn().startProvider({ returnTo, headers: request.headers });
    if (!begun) {
      throw new Problem("unavailable", "no-identity-provider", {
        title: "Signing in with an NHS identity is not possible now",
        detail: "Sign in with a code by e-mail instead.",
        next: { label: "Sign in with a code", href: "/sign-in" },
      });
    }
    return redirectWith(begun.url, begun.cookies);
  },
);

export const loader = anyone.loader({}, () => redirectWith("/sign-in", []));
