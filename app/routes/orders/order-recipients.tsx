import { withCode } from "~/domain/shared/organisation-words";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import type { Queryable } from "~db";
import { orderView } from "~/domain/orders/order-views.server";
import { recipientFaults } from "~/domain/orders/draft/recipient-fault-views.server";
import { setRecipients } from "~/domain/orders/draft/set-recipients.server";
import { nameFits } from "~/domain/organisations/name-fits";
import {
  organisationSummaries,
  recipientsOf,
  registeredPatientsOf,
} from "~/domain/organisations/organisation-views.server";
import { parseRecipientCsv } from "~/domain/organisations/recipient-csv";
import type { Day } from "~/domain/shared/day";
import { Checkboxes } from "~/ui/kit/fields/choice-fields";
import { Details } from "~/ui/kit/details";
import { useFormState } from "~/ui/kit/form-state";
import { OrderForm } from "~/ui/orders/order-form";
import { pageTitle } from "~/ui/kit/page";
import { FileField } from "~/ui/kit/fields/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams, several } from "~/web/orders/order-forms";
import { fieldRefused } from "~/web/refusals.server";
import { uploadedText } from "~/web/forms/uploaded-text.server";

const MOST_BYTES = 1_000_000;
/** The name of an error of one line of the file. */
const LINE = "file-line-";

const RecipientsForm = z.object({
  editCount,
  code: several,
  file: z.instanceof(File).optional(),
});

export const meta = () => [{ title: pageTitle("Recipients") }];

export const loader = buyer.loader({ params: OrderParams }, async ({ q, actor, params, today }) => {
  const order = await orderView(q, { id: params.orderId, actor, on: today });
  const choices = await recipientsOf(q, order.buyerCode, today);
  const codes = choices.map((one) => one.code);
  const lists = await registeredPatientsOf(q, codes, today);
  return {
    order,
    choices: choices.map(({ code, name, town }) => ({
      code,
      name,
      town,
      patients: lists.get(code)?.patients.toLocaleString("en-GB") ?? null,
    })),
  };
});

/** By "file-line-3", what is wrong there; with them "file" itself. */
type FileFaults = Record<string, string>;

/** The codes in an uploaded file and everything that is wrong with it, line by line. */
async function readFile(
  q: Queryable,
  file: File,
  { buyerCode, on }: { buyerCode: string; on: Day },
): Promise<{ codes: string[]; faults: FileFaults | null }> {
  if (file.size > MOST_BYTES) {
    const tooBig = "Choose a CSV file of at most 1 MB, with one organisation on each line";
    return { codes: [], faults: { file: tooBig } };
  }
  const { rows, errors } = parseRecipientCsv(await uploadedText(file));
  const codes = rows.map((row) => row.code);
  const unfit = new Map(
    (await recipientFaults(q, { buyerCode, codes, on })).map(({ code, text }) => [code, text]),
  );
  const known = new Map((await organisationSummaries(q, codes)).map(({ code, name }) => [code, name]));
  const misnamed = rows.filter(
    ({ code, name }) => !unfit.has(code) && !nameFits(name, known.get(code) ?? name),
  );
  const faults = [
    ...errors,
    ...misnamed.map(({ line, name, code }) => ({
      line,
      reason: `“${name}” does not fit the code: ${withCode(known.get(code)!, code)} in the directory. Correct the code, or the name.`,
    })),
    ...rows.flatMap(({ line, code }) => (unfit.has(code) ? [{ line, reason: unfit.get(code)! }] : [])),
  ].sort((a, b) => a.line - b.line);
  if (faults.length === 0) return { codes, faults: null };
  const many = `${faults.length} ${faults.length === 1 ? "line" : "lines"}`;
  return {
    codes,
    faults: {
      file: `Correct ${many} of the file and choose it again: nothing was saved`,
      ...Object.fromEntries(
        faults.map(({ line, reason }, at) => [`${LINE}${at}`, `Line ${line}: ${reason}`]),
      ),
    },
  };
}

export const action = buyer.action(
  { params: OrderParams, form: RecipientsForm },
  async ({ tx, actor, params, form, now, today }) => {
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    let codes = form.code;
    if (form.file && form.file.size > 0) {
      const order = await orderView(tx, { id: params.orderId, actor, on: today });
      const read = await readFile(tx, form.file, { buyerCode: order.buyerCode, on: today });
      if (read.faults) return fieldRefused(read.faults, { code: form.code });
      codes = read.codes;
    }
    const before = await orderView(tx, { id: params.orderId, actor, on: today });
    const { editCount: after } = await setRecipients(tx, change, codes);
    const toQuantities = after !== form.editCount && before.items.length > 0;
    return redirect(
      `/buying/orders/${params.orderId}${toQuantities ? "/quantities?changed=recipients" : "?done=saved"}`,
    );
  },
);

export default function Recipients() {
  const { order, choices } = useLoaderData<typeof loader>();
  const state = useFormState();
  const typed = state?.values["code"];
  const chosen = state ? [typed ?? []].flat() : order.recipients.map((one) => one.code);
  return (
    <OrderForm
      order={order}
      title="Recipients"
      lede="Who uses what is ordered. Quantities are given for each of them."
      state={state}
      upload
      hrefs={Object.fromEntries(
        Object.keys(state?.errors ?? {}).flatMap((name) => (name.startsWith(LINE) ? [[name, "#file"]] : [])),
      )}
    >
      <Checkboxes
        name="code"
        label={`${choices.length === 1 ? "The organisation" : `${choices.length.toLocaleString("en-GB")} organisations`} that ${order.buyer.name} can order for`}
        error={state?.errors["code"]}
        small
        values={chosen}
        choices={choices.map((one) => ({
          value: one.code,
          label: withCode(one.name, one.code),
          hint: [one.town, one.patients ? `${one.patients} registered patients` : null]
            .filter(Boolean)
            .join(", "),
        }))}
      />
      <Details summary="Upload a file instead" open={state?.errors["file"] !== undefined}>
        <FileField
          name="file"
          label="CSV file or workbook (XLSX)"
          hint="Two columns with these headings: Organisation Name, ODS Code. A file replaces what is ticked above."
          error={state?.errors["file"]}
          accept=".csv,.txt,.xlsx,text/csv"
        />
      </Details>
    </OrderForm>
  );
}
