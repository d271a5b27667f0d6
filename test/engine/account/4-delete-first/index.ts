import { commsease } from "pulumi-im";

new commsease.Account("full", { accid: "another", name: "Another" }, { deleteBeforeReplace: true });
new commsease.Account("made", { accid: "made", tokenVersion: 2 });
