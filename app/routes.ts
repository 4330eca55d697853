/** The address book: every URL and the file that answers it. */
export default [{ id: "home", index: true, file: "routes/public/home.tsx" }];
