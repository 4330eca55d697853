import { Problem } from "~/domain/shared/problem";
import type { FormValues } from "./form-state";
import { keptText, newFile } from "./kept-upload";
import { uploadedText } from "./uploaded-text.server";

type Form = Record<string, unknown>;

/** For `keeps`: the texts of the tables that a form brought as files, so that a refused form has them again. */
export const keptUploads =
  (...names: readonly string[]) =>
  async (form: Form): Promise<FormValues> => {
    const kept: FormValues = {};
    for (const name of names) {
      const file = newFile(form, name);
      const text = file === null ? keptText(form, name) : await readable(file);
      kept[`${name}Text`] = text;
      kept[`${name}Drop`] = "";
      if (file !== null) kept[`${name}Name`] = text === "" ? "" : file.name;
    }
    return kept;
  };

/** What cannot be read is refused where the form is read, and nothing is kept of it. */
async function readable(file: File): Promise<string> {
  try {
    return await uploadedText(file);
  } catch (error) {
    if (error instanceof Problem) return "";
    throw error;
  }
}

/** The text of a table that is given as a file, now or kept, or in a field. */
export async function tableText(form: Form, file: string, typed: string): Promise<string> {
  const fresh = newFile(form, file);
  if (fresh !== null) return uploadedText(fresh);
  return keptText(form, file) || typed;
}
