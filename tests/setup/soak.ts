/** True in `npm run soak`: a test that has a longer form takes it. */
export const SOAKING = process.env.SOAK === "1";
