/** How often a change is tried whose calls get no answer, or are overtaken by somebody else's. */
export const mostRounds = 3;

/**
 * Does something again after a failure that another try may mend.
 * @param work gets the failure of the round before
 * @param isWorthAnother whether to try again; may look or forget what was read
 */
export async function inRounds<T>(
  work: (failure: unknown) => Promise<T>,
  isWorthAnother: (failure: unknown) => boolean | Promise<boolean>,
  rounds = mostRounds,
): Promise<T> {
  let failure: unknown;
  for (let round = 1; ; round++) {
    try {
      return await work(failure);
    } catch (error) {
      if (round === rounds || !(await isWorthAnother(error))) throw error;
      failure = error;
    }
  }
}
