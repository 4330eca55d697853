import { NotifyClient } from "notifications-node-client";

export interface OutgoingEmail {
  /** Our id, which the provider keeps: by it we find out whether a mail was handed over before a crash. */
  reference: string;
  to: string;
  subject: string;
  /** GOV.UK Notify's Markdown: see notify-markdown. */
  body: string;
}

export interface EmailGateway {
  /** Hands a mail over. Answers the provider's own id. */
  send(mail: OutgoingEmail): Promise<{ providerReference: string }>;
  /** The provider's id of the mail with this reference, or null when it never got one. */
  find(reference: string): Promise<string | null>;
}

/**
 * The key of the local stand-in: it has the form of a real one, so that the same client signs the same requests, which
 * the stand-in answers inside this process.
 */
export const STAND_IN_KEY =
  "standin-00000000-0000-4000-8000-000000000001-00000000-0000-4000-8000-000000000002";
const STAND_IN_TEMPLATE = "00000000-0000-4000-8000-000000000003";

/** GOV.UK Notify. The template must be an e-mail whose subject is ((subject)) and whose message is ((body)). */
export function emailGateway(options: { apiKey?: string; templateId?: string }): EmailGateway {
  const client = new NotifyClient(options.apiKey ?? STAND_IN_KEY);
  const template = options.templateId ?? STAND_IN_TEMPLATE;
  return {
    async send({ reference, to, subject, body }) {
      const personalisation = { subject, body };
      const { data } = await client.sendEmail(template, to, { personalisation, reference }).catch(plainError);
      return { providerReference: String(data.id) };
    },
    async find(reference) {
      const { data } = await client.getNotifications("email", undefined, reference).catch(plainError);
      const found = (data as { notifications?: { id: string }[] }).notifications?.[0];
      return found?.id ?? null;
    },
  };
}

/** The client's error carries the whole request, with the address and the key; ours says what Notify said. */
function plainError(error: unknown): never {
  const { response, message } = error as { response?: { status?: number; data?: unknown }; message?: string };
  const said = response ? `${response.status}: ${JSON.stringify(response.data)}` : (message ?? "no answer");
  throw new Error(`GOV.UK Notify did not take the e-mail (${said})`);
}
