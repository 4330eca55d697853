import { z } from "zod";

type Form = Record<string, unknown>;
const textIn = (form: Form, name: string) => (typeof form[name] === "string" ? (form[name] as string) : "");

/** The fields of a table that is uploaded: the file, and what a refused form kept of it, or leaves out on request. */
export const uploadFields = <Name extends string>(name: Name, most: number) => {
  const text = z.string().max(most).optional().default("");
  return {
    [name]: z.instanceof(File).optional(),
    [`${name}Text`]: text,
    [`${name}Name`]: z.string().max(300).optional().default(""),
    [`${name}Drop`]: z.string().max(3).optional(),
  } as Record<Name, z.ZodOptional<z.ZodType<File>>> & Record<`${Name}Text` | `${Name}Name`, typeof text>;
};

/** The file that a form brings now, of more than nothing. */
export function newFile(form: Form, name: string): File | null {
  const file = form[name];
  return file instanceof File && file.size > 0 ? file : null;
}

/** The text that a refused form kept of the file it brought; "" once somebody leaves it out or brings another. */
export const keptText = (form: Form, name: string): string =>
  newFile(form, name) !== null || textIn(form, `${name}Drop`) === "yes" ? "" : textIn(form, `${name}Text`);

/** Whether a form brings a table as a file, now or kept. */
export const hasUpload = (form: Form, name: string): boolean =>
  newFile(form, name) !== null || keptText(form, name).trim() !== "";

/** What is wrong where a table is given twice, as a file and in a field; null where it is not. Neither is dropped. */
export function givenTwice(form: Form, file: string, field: string): string | null {
  if (!hasUpload(form, file) || textIn(form, field).trim() === "") return null;
  const name = newFile(form, file)?.name ?? textIn(form, `${file}Name`);
  return `You gave a file (${name}) and wrote here too. Keep one: empty this field, or leave the file out`;
}
