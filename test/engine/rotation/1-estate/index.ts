import { commsease, declareStack, idsOf, nexconn, tencent } from "pulumi-im";

const ops = new commsease.Account("ops", { accid: "ops" });
const desk = new nexconn.User("desk", { userId: "desk", name: "Desk", connection: "nexconn" });
const ana = new tencent.Account("ana", { UserID: "ana", connection: "tencent" });

// The same from the stack's file.
const stack = declareStack();
export const ids = idsOf(stack);

export const tokens = {
  ops: ops.token,
  desk: desk.accessToken,
  ana: ana.userSig,
  "listed-ops": stack.accounts["listed-ops"]?.loginToken,
  "listed-desk": stack.accounts["listed-desk"]?.loginToken,
  "listed-ana": stack.accounts["listed-ana"]?.loginToken,
};
