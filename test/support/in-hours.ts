const hourMs = 3_600_000;

/** The time in so many hours, as a program may write it. */
export function inHours(hours: number): string {
  return new Date(Date.now() + hours * hourMs).toISOString();
}

/** The same in whole seconds, in the form that the state keeps: CommsEase's ends have no parts of one. */
export function inHoursSharp(hours: number): string {
  const seconds = Math.floor((Date.now() + hours * hourMs) / 1000);
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}
