import type { ReadyInfo } from "../../../emulator/emulator";

export const access = ({ nexconn }: ReadyInfo) => ({
  endpoints: nexconn.endpoints,
  app: { id: nexconn.appKey, secret: nexconn.appSecret, admin: "" },
});

/** Those who are soft-deleted. */
export const LEAVER = /^pimprobed\d$/;
