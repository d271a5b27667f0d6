import { tencent } from "pulumi-im";

const full = new tencent.Account("full", { UserID: "other", Nick: "Full, changed", onDestroy: "delete" });
new tencent.Account("kept", { UserID: "kept", userSigDays: 0, onDestroy: "forget" });

export const userSig = full.userSig;
