import { choice, count } from "./settings";

/** How a cloud lags behind its writes. */
export const lagSettings = {
  readAfterWriteDelayMs: count([0, 600_000], 0, "How long a write stays invisible to reads, in emulator time."),
  lagSeenBy: choice(
    ["reads", "all"],
    "reads",
    "Whether that time passes for reads only, or a write is refused too where what it needs is not visible yet.",
  ),
};
