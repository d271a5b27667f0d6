import { ImError } from "../errors";

/** What a resource belongs to, and does not make itself. */
export interface Elsewhere {
  /** The vendor's name. */
  vendor: string;
  /** The vendor's word for it, such as `team`. */
  object: string;
  id: string;
  /** The input that holds its id. */
  by: string;
}

/**
 * That there is none of what a resource belongs to.
 * @param undone what was not done therefore, such as `nobody was added to it`
 */
export function notThere({ vendor, object, id, by }: Elsewhere, undone: string, cause?: unknown): ImError {
  return new ImError(
    "IM_GONE",
    `There is no ${vendor} ${object} ${id} in this app, so ${undone}. Check \`${by}\` and \`connection\`. Where this stack makes it, run \`pulumi refresh\`, and then \`pulumi up\`.`,
    { vendor, object: id },
    cause === undefined ? undefined : { cause },
  );
}
