import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { orderView } from "~/domain/ordering/order-views.server";
import { setRecipients } from "~/domain/ordering/set-recipients.server";
import { recipientsOf, registeredPatientsOf } from "~/domain/organisations/organisation-views.server";
import { parseRecipientCsv } from "~/domain/organisations/recipient-csv";
import { Problem } from "~/domain/shared/problem";
import { Checkboxes } from "~/ui/choice-fields";
import { Details } from "~/ui/details";
import { useFormState } from "~/ui/form-state";
import { OrderForm } from "~/ui/order-form";
import { pageTitle } from "~/ui/page";
import { FileField } from "~/ui/text-fields";
import { buyer } from "~/web/audience.server";
import { editCount, OrderParams, several } from "~/web/order-forms";
import { uploadedText } from "~/web/uploaded-text.server";

const MOST_BYTES = 1_000_000;

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

/** The codes in an uploaded file. Throws a bad-request Problem that names each fault by its line. */
async function codesIn(file: File): Promise<string[]> {
  if (file.size > MOST_BYTES) {
    throw new Problem("bad-request", "file-too-big", {
      title: "The file is too big.",
      detail: "Upload a CSV file of at most 1 MB, with one organisation on each line.",
    });
  }
  const { rows, errors } = parseRecipientCsv(await uploadedText(file));
  if (errors.length > 0) {
    const lines = errors.slice(0, 20).map((error) => `Line ${error.line}: ${error.reason}`);
    throw new Problem("bad-request", "file-has-errors", {
      title: `The file has ${errors.length} ${errors.length === 1 ? "error" : "errors"}, and nothing was saved.`,
      detail: `${lines.join(" ")}${errors.length > 20 ? " And more." : ""} Correct the file and upload it again.`,
    });
  }
  return rows.map((row) => row.code);
}

export const action = buyer.action(
  { params: OrderParams, form: RecipientsForm },
  async ({ tx, actor, params, form, now, today }) => {
    const codes = form.file && form.file.size > 0 ? await codesIn(form.file) : form.code;
    const change = { actor, at: now, today, orderId: params.orderId, editCount: form.editCount };
    await setRecipients(tx, change, codes);
    return redirect(`/buying/orders/${params.orderId}?done=saved`);
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
    >
      <Checkboxes
        name="code"
        label={`${choices.length} organisations that ${order.buyer.name} can order for`}
        error={state?.errors["code"]}
        small
        values={chosen}
        choices={choices.map((one) => ({
          value: one.code,
          label: `${one.name} (${one.code})`,
          hint: [one.town, one.patients ? `${one.patients} registered patients` : null]
            .filter(Boolean)
            .join(", "),
        }))}
      />
      <Details summary="Upload a file instead">
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
