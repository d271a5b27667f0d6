/** The key of `userExtProfile` and of `groupExtProfile` that holds the ownership mark. */
export const extMarkKey = "ext_pulumi_im";

/** What comes before the mark in the name that a user has until his profile can bear the mark. */
const before = "pulumi-im:";

/** The name of a user who is not finished. */
export function temporaryName(mark: string): string {
  return `${before}${mark}`;
}

/** The mark in a temporary name; undefined for any other name. */
export function markInName(name: string): string | undefined {
  const mark = name.slice(before.length);
  return name.startsWith(before) && /^[0-9a-f]{16}$/.test(mark) ? mark : undefined;
}
