/** Blanks, controls, and characters that a client shows nothing of, such as a zero-width space. */
const unseen = /^[\s\p{Cc}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

/** Whether a text has a character that can be seen. */
export function canBeSeen(text: string): boolean {
  return !unseen.test(text);
}
