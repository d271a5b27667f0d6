import { commsease } from "pulumi-im";

new commsease.Account("full", { accid: "another", name: "Another" });
new commsease.Account("made", { accid: "made", tokenVersion: 2 });
