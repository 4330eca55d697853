import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { http, HttpResponse } from "msw";
import type postgres from "postgres";

const NOTIFY = "https://api.notifications.service.gov.uk";

interface SendEmail {
  email_address: string;
  template_id: string;
  reference?: string;
  personalisation?: { subject?: string; body?: string };
}

/** GOV.UK Notify as far as we use it: takes an e-mail, keeps it, and writes it as a file that a person can open. */
export function notifyHandlers(sql: postgres.Sql, options: { mailFolder: string }) {
  return [
    http.post(`${NOTIFY}/v2/notifications/email`, async ({ request }) => {
      if (!request.headers.get("authorization")?.startsWith("Bearer "))
        return refused(403, "AuthError", "Unauthorized");
      const sent = (await request.json()) as SendEmail;
      if (!/^[^@\s]+@[^@\s]+$/.test(sent.email_address ?? "")) {
        return refused(400, "ValidationError", "email_address Not a valid email address");
      }
      const id = randomUUID();
      const { subject = "", body = "" } = sent.personalisation ?? {};
      const kept = { id, reference: sent.reference ?? null, to: sent.email_address, subject, body };
      await sql`insert into stand_in_object (service, id, kind, body) values ('notify', ${id}, 'email', ${JSON.stringify(kept)}::text::jsonb)`;
      writeMail(options.mailFolder, kept);
      const content = { subject, body, from_email: "dovetail@notifications.service.gov.uk" };
      const template = {
        id: sent.template_id,
        version: 1,
        uri: `${NOTIFY}/services/templates/${sent.template_id}`,
      };
      const uri = `${NOTIFY}/v2/notifications/${id}`;
      return HttpResponse.json({ id, reference: kept.reference, content, uri, template }, { status: 201 });
    }),

    http.get(`${NOTIFY}/v2/notifications`, async ({ request }) => {
      const reference = new URL(request.url).searchParams.get("reference");
      const rows = await sql<{ id: string; reference: string }[]>`
        select id, body->>'reference' as reference from stand_in_object
        where service = 'notify' and kind = 'email' and (${reference}::text is null or body->>'reference' = ${reference})
        order by sequence desc limit 250`;
      const notifications = rows.map((row) => ({ ...row, type: "email", status: "delivered" }));
      return HttpResponse.json({ notifications, links: { current: request.url } });
    }),
  ];
}

function refused(status: number, error: string, message: string) {
  return HttpResponse.json({ status_code: status, errors: [{ error, message }] }, { status });
}

function writeMail(folder: string, mail: { id: string; to: string; subject: string; body: string }): void {
  mkdirSync(folder, { recursive: true });
  const moment = new Date().toISOString().replaceAll(/[:.]/g, "-");
  const who = mail.to.replaceAll(/[^\w@.-]/g, "_");
  const text = `To: ${mail.to}\nSubject: ${mail.subject}\nMessage-ID: <${mail.id}@dovetail>\n\n${mail.body}\n`;
  writeFileSync(path.join(folder, `${moment} ${who} ${mail.id.slice(0, 8)}.txt`), text);
}
