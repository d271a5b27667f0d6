import { tencent } from "pulumi-im";

export const made = new tencent.Account("made", { UserID: "made", Nick: "Made", userSigVersion: 1 }).userSig;
