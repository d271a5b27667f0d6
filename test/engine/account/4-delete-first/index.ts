import { commsease } from "pulumi-im";

const options = { deleteBeforeReplace: true };
new commsease.Account("full", { accid: "another", name: "Another" }, options);
new commsease.Account("made", { accid: "made", tokenVersion: 2 }, options);
