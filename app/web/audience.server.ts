// Over 150 lines: loaders and actions of all five audiences share one passage, which reads better in one piece.
import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type { z } from "zod";
import { inTransaction, type Db, type Queryable, type Tx } from "~db";
import {
  audienceOf,
  type Audience,
  type MemberActor,
  type PersonActor,
  type Role,
} from "~/domain/people/role";
import type { Day } from "~/domain/shared/day";
import { Problem } from "~/domain/shared/problem";
import { changedSince, readSeen, seenOtherwise, type Seen } from "~/domain/shared/seen";
import { clock } from "~/platform/clock.server";
import { database } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { requireMember, requirePerson } from "./admission.server";
import {
  claimSubmission,
  readForm,
  settleSubmission,
  submissionKey,
  typedAgain,
  type SentForm,
} from "~/web/forms/form.server";
import { asPage, dropDraft } from "~/web/forms/form-draft.server";
import type { FormValues } from "~/web/forms/form-state";
import { holdable } from "~/web/forms/held-form";
import { dropHeld, holdForm } from "~/web/forms/held-form.server";
import { checkOrigin } from "./origin-check";
import { formFaults } from "~/web/forms/form-errors.server";
import { parseParams, parseQuery, type Output } from "./parse.server";
import { STAYS_ON_THE_PAGE } from "./problem-response";
import { fieldRefused, isAnswer, problemOf, refusal, refusedForm } from "./refusals.server";
import { clientAddressOf, recipientOf, requestIdOf, type Recipient } from "./request-scope.server";
import { pagePath } from "./safe-path";
import { actorOf, forgetPerson, timeOfRequest } from "./session.server";

type Schema = z.ZodType | undefined;
type Strings = Record<string, string | string[]>;

interface LoaderSpec<P extends Schema, Q extends Schema> {
  params?: P;
  query?: Q;
  /** Who of this audience may see it; without it everybody there. */
  roles?: readonly Role[];
}

interface ActionSpec<A, P extends Schema, F extends Schema, O> {
  params?: P;
  form?: F;
  /**
   * What is done with a third party before the transaction, which it must not keep waiting: a slow store of files would
   * hold a connection of the pool. It may be done and the action refused, or twice; the handler gets what it answers.
   */
  before?: (input: Common<A, P> & { form: Output<F, Strings>; q: Db }) => Promise<O>;
  /**
   * What else is wrong with fields, which only the database or the day can tell. It is asked of whatever could be read,
   * also when other fields are wrong, so that all errors of a form come in one round; in the action's transaction when
   * the form is right. A form that goes back to be changed is not asked.
   */
  also?: (input: AlsoInput<A, P, F>) => FieldErrors | Promise<FieldErrors>;
  /**
   * What is stored of what the form shows, locked until the action ends: where it is not what the page had shown, the
   * form is refused with what changed, and nobody's work is lost without a word. The page has a `SeenField` of the same.
   */
  seen?: (input: Common<A, P> & { tx: Tx }) => Seen | Promise<Seen>;
  /** Who may do it; without it everybody of the audience but the auditor, who never may. */
  roles?: readonly Role[];
  /** What a refused form shows again of the files that it brought, as fields: a browser keeps no file. */
  keeps?: (fields: Record<string, unknown>) => Promise<FormValues>;
  /** Fields that hold a secret, such as a one-time code: they are never kept for somebody whose session ended. */
  secrets?: readonly string[];
}

interface Common<A, P extends Schema> {
  actor: A;
  params: Output<P, Record<string, string>>;
  request: Request;
  /** The instant and the London date of this request. */
  now: Date;
  today: Day;
  demo: boolean;
  /** False where nobody takes payments: people pay by Bacs and record it. */
  paymentsSetUp: boolean;
  requestId: string;
  clientAddress: string;
}

export interface LoaderInput<A, P extends Schema, Q extends Schema> extends Common<A, P> {
  query: Output<Q, Strings>;
  /** The pool: what a page reads. */
  q: Db;
  /** For files that are sent while they are made. */
  recipient: Recipient;
}

export interface ActionInput<A, P extends Schema, F extends Schema, O = undefined> extends Common<A, P> {
  form: Output<F, Strings>;
  /** What `before` answered. */
  before: O;
  /** The one transaction of this action. Nothing in the action may have an effect outside it. */
  tx: Tx;
}

type FieldErrors = Record<string, string | undefined>;

/** Those that say something. */
const saidOf = (errors: FieldErrors = {}) =>
  Object.fromEntries(Object.entries(errors).filter((entry): entry is [string, string] => Boolean(entry[1])));

interface AlsoInput<A, P extends Schema, F extends Schema> extends Common<A, P> {
  /** The form; a field that is wrong is not in it. */
  known: Partial<Output<F, Strings>>;
  q: Queryable;
}

/** A form that goes back to be changed, or to have more rows, asks for no verdict. */
const isChange = ({ step, intent }: SentForm["values"]) =>
  step === "change" || step === "more" || intent === "change";

type Admit<A> = (args: LoaderFunctionArgs, rule: { roles?: readonly Role[]; acting: boolean }) => Promise<A>;

function common<A, P extends Schema>(
  args: LoaderFunctionArgs,
  actor: A,
  params: P | undefined,
): Common<A, P> {
  return {
    actor,
    params: parseParams(params, args.params) as Output<P, Record<string, string>>,
    request: args.request,
    ...timeOfRequest(),
    demo: env().DEMO,
    paymentsSetUp: env().PAYMENTS !== "off",
    requestId: requestIdOf(args.request, args.context),
    clientAddress: clientAddressOf(args.context),
  };
}

function makeAudience<A>(admit: Admit<A>) {
  return {
    /** A page's reading: who, parse, answer. Whatever the handler throws becomes a page that says what to do. */
    loader<R, P extends Schema = undefined, Q extends Schema = undefined>(
      spec: LoaderSpec<P, Q>,
      handler: (input: LoaderInput<A, P, Q>) => R | Promise<R>,
    ) {
      return async (args: LoaderFunctionArgs): Promise<R> => {
        try {
          const actor = await admit(args, { roles: spec.roles, acting: false });
          const query = parseQuery(spec.query, args.request.url) as Output<Q, Strings>;
          const recipient = recipientOf(args.request, args.context);
          return await handler({ ...common(args, actor, spec.params), query, q: database().db, recipient });
        } catch (error) {
          throw refusal(error, args.request, requestIdOf(args.request, args.context));
        }
      };
    },

    /** A page's action, in one transaction, once for each form however often it is sent. */
    action<R, P extends Schema = undefined, F extends Schema = undefined, O = undefined>(
      spec: ActionSpec<A, P, F, O>,
      handler: (input: ActionInput<A, P, F, O>) => R | Promise<R>,
    ) {
      return perform(admit, spec, async (base, form, sent) => {
        const before = (await spec.before?.({
          ...base,
          form: form as Output<F, Strings>,
          q: database().db,
        })) as O;
        const key = await submissionKey(sent, pagePath(base.request.url));
        const who = (base.actor as PersonActor | null)?.userId ?? "";
        return inTransaction(database().db, async (tx) => {
          const first = key === null ? null : await claimSubmission(tx, who, key, base.now);
          if (first !== null) return redirect(first || pagePath(base.request.url)) as unknown as R;
          const stale = spec.seen ? overtaken(sent, await spec.seen({ ...base, tx })) : null;
          if (stale) return stale as R;
          const wrong =
            spec.also && !isChange(sent.values)
              ? saidOf(await spec.also({ ...base, known: form as Partial<Output<F, Strings>>, q: tx }))
              : {};
          const answer =
            Object.keys(wrong).length > 0
              ? (fieldRefused(wrong, typedAgain(sent)) as R)
              : withSeen(await handler({ ...base, form: form as Output<F, Strings>, before, tx }), sent);
          if (key !== null) await settleSubmission(tx, who, key, locationOf(answer));
          return answer;
        });
      });
    },

    /** An action without a transaction, for signing in and out, where the sign-in library keeps its own. */
    actionOutside<R, P extends Schema = undefined, F extends Schema = undefined>(
      spec: Omit<ActionSpec<A, P, F, undefined>, "before">,
      handler: (input: Omit<ActionInput<A, P, F>, "tx" | "before"> & { context: unknown }) => R | Promise<R>,
    ) {
      return perform(admit, spec, async (base, form, _sent, context) =>
        handler({ ...base, form: form as Output<F, Strings>, context }),
      );
    },
  };
}

/** The form again, with what somebody else changed since it was opened; null when nobody did. */
function overtaken(sent: SentForm, now: Seen) {
  const seen = readSeen(sent.seen);
  const changes = seen === null ? [] : changedSince(seen, now);
  if (changes.length === 0) return null;
  // From here on the page shows what they saved: whoever saves again has been told.
  return refusedForm(seenOtherwise(changes), { ...sent.values, _seen: JSON.stringify(now) });
}

const STALE = ["stale-edit", "changed-meanwhile"];
const SHOWN_COUNTS = ["editCount", "seen", "version"];

/** The numbers of the pictures that a page showed (`ShownCount`). */
function countsIn(values: FormValues): FormValues {
  const entries = SHOWN_COUNTS.map((name) => [name, values[name]] as const);
  return Object.fromEntries(
    entries.filter(
      (entry): entry is [string, string] => typeof entry[1] === "string" && /^\d+$/.test(entry[1]),
    ),
  );
}

/** Who is told that somebody else saved is shown what they saved: the page carries its own number of it again. */
function lookedAnew({ code }: Problem, values: FormValues): FormValues {
  if (!STALE.includes(code)) return values;
  const counts = countsIn(values);
  return Object.fromEntries(Object.entries(values).filter(([name]) => !(name in counts)));
}

/** The answer of a handler; a form that goes back keeps what its page had shown. */
function withSeen<R>(answer: R, sent: SentForm): R {
  const shown = (answer as { data?: { values?: FormValues } } | null)?.data;
  if (shown?.values) {
    const { values, seen } = sent;
    shown.values = { ...shown.values, ...countsIn(values), ...(seen === null ? {} : { _seen: seen }) };
  }
  return answer;
}

/** What every action does around its action. */
function perform<A, R, P extends Schema, F extends Schema>(
  admit: Admit<A>,
  spec: Omit<ActionSpec<A, P, F, unknown>, "before">,
  action: (base: Common<A, P>, form: unknown, sent: SentForm, context: unknown) => Promise<R>,
) {
  return async (args: ActionFunctionArgs) => {
    const { request, context } = args;
    const requestId = requestIdOf(request, context);
    let sent: SentForm | undefined;
    let userId: string | null = null;
    const shown = <T>(answer: T): Promise<T> =>
      asPage(database().db, answer, { request, userId, secrets: spec.secrets, at: clock().now() });
    try {
      if (request.method !== "POST")
        throw new Problem("bad-request", "method", "This page does not accept that request");
      checkOrigin(request, env().PUBLIC_URL);
      sent = await readForm(request);
      const actor = await admitOrHold(admit, args, spec, sent);
      if (spec.keeps) sent.values = { ...sent.values, ...(await spec.keeps(sent.fields)) };
      userId = (actor as PersonActor | null)?.userId ?? null;
      const parsed = spec.form?.safeParse(sent.fields);
      if (parsed?.success === false) {
        const { errors, known } = formFaults(spec.form!, sent.fields, parsed.error);
        const base = common(args, actor, spec.params);
        const also = isChange(sent.values)
          ? {}
          : await spec.also?.({ ...base, known: known as Partial<Output<F, Strings>>, q: database().db });
        return await shown(fieldRefused({ ...saidOf(also), ...errors }, typedAgain(sent)));
      }
      const answer = await action(
        common(args, actor, spec.params),
        parsed ? parsed.data : sent.fields,
        sent,
        context,
      );
      if (!(answer instanceof Response)) return await shown(answer);
      await dropDraft(database().db, pagePath(request.url), userId);
      return await withoutHeld(answer, request);
    } catch (error) {
      const problem = isAnswer(error) ? null : problemOf(error);
      if (sent && problem && STAYS_ON_THE_PAGE.includes(problem.kind))
        return await shown(refusedForm(problem, lookedAnew(problem, typedAgain(sent))));
      throw refusal(error, request, requestId);
    } finally {
      // The page that is shown after the action asks anew who is signed in.
      forgetPerson(request, context);
    }
  };
}

/** Lets the person in; where their session has ended, keeps what was typed before they sign in again. */
async function admitOrHold<A>(
  admit: Admit<A>,
  args: ActionFunctionArgs,
  spec: { roles?: readonly Role[]; secrets?: readonly string[] },
  sent: SentForm,
): Promise<A> {
  try {
    return await admit(args, { roles: spec.roles, acting: true });
  } catch (error) {
    const to = error instanceof Response ? error.headers.get("Location") : null;
    if (!to?.startsWith("/sign-in")) throw error;
    const path = formPage(args.request);
    const values = holdable(typedAgain(sent), spec.secrets);
    const cookie = await holdForm(database().db, args.request, {
      path,
      values,
      clientAddress: clientAddressOf(args.context),
      at: clock().now(),
    });
    const headers = cookie ? { "Set-Cookie": cookie } : undefined;
    const query = new URLSearchParams({ returnTo: path, ...(values ? {} : { kept: "too-long" }) });
    throw redirect(`${to.split("?")[0]}?${query}`, { headers });
  }
}

/** The page that the form stood on: an action may have an address of its own. */
function formPage(request: Request): string {
  const referer = request.headers.get("referer");
  const own = new URL(request.url);
  if (referer && URL.canParse(referer) && new URL(referer).host === own.host) return pagePath(referer);
  return pagePath(request.url);
}

function locationOf(answer: unknown): string | null {
  return answer instanceof Response ? answer.headers.get("Location") : null;
}

async function withoutHeld<R extends Response>(answer: R, request: Request): Promise<R> {
  const cookie = await dropHeld(database().db, request, formPage(request));
  if (cookie) answer.headers.append("Set-Cookie", cookie);
  return answer;
}

function admitMember(audience: Audience): Admit<MemberActor> {
  return async ({ request, context }, rule) =>
    requireMember(await requirePerson(request, context), audience, { ...rule, path: pagePath(request.url) });
}

/** Everybody; `actor` is null for those who are not signed in. */
export const anyone = makeAudience<PersonActor | null>(({ request, context }) => actorOf(request, context));
/** Anybody who is signed in, whatever their organisation. */
export const signedIn = makeAudience<PersonActor>(({ request, context }) => requirePerson(request, context));
/** People who act for an organisation that buys. */
export const buyer = makeAudience<MemberActor>(admitMember("buyer"));
/** People who act for a supplier. */
export const supplier = makeAudience<MemberActor>(admitMember("supplier"));
/** Commercial officers, assessors and auditors of the centre. An auditor loads and never acts. */
export const centre = makeAudience<MemberActor>(admitMember("centre"));
/** People of organisations that buy and of the centre, for tools that both use; never those of a supplier. */
export const buyerOrCentre = makeAudience<MemberActor>(async ({ request, context }, rule) => {
  const actor = await requirePerson(request, context);
  const isCentre = actor.organisation !== null && audienceOf(actor.organisation.kind) === "centre";
  return requireMember(actor, isCentre ? "centre" : "buyer", { ...rule, path: pagePath(request.url) });
});
export { api } from "./api.server";
