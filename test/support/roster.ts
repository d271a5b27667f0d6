/** Who is in a team, each with those of the fields that are set: a flag by its name, anything else by its value. */
export function rosterOf<Member extends object>(
  members: Record<string, Member>,
  ...fields: (keyof Member & string)[]
): Record<string, string> {
  const told = (member: Member, field: keyof Member & string) => (member[field] === true ? field : member[field]);
  const entries = Object.entries(members).map(([id, member]) => [
    id,
    fields
      .map((field) => told(member, field))
      .filter(Boolean)
      .join(" "),
  ]);
  return Object.fromEntries(entries);
}
