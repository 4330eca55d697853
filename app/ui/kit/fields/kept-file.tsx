import type { FormState } from "../form";
import { Checkboxes } from "./choice-fields";

/** The table of a file that came with a form which was refused: it goes with the form again, unless it is left out. */
export function KeptFile({ name, state }: { name: string; state: FormState | null | undefined }) {
  const [text, fileName] = ["Text", "Name"].map((part) => String(state?.values[name + part] ?? ""));
  if (!text?.trim()) return null;
  return (
    <>
      <input type="hidden" name={`${name}Text`} value={text} />
      <input type="hidden" name={`${name}Name`} value={fileName} />
      <Checkboxes
        name={`${name}Drop`}
        label="The file that you chose before"
        hint={`${fileName} is kept and goes with this form, unless you choose another file or leave it out`}
        small
        choices={[{ value: "yes", label: "Leave the file out" }]}
      />
    </>
  );
}
