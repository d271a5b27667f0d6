import * as pulumi from "@pulumi/pulumi";
import { commsease, nexconn } from "pulumi-im";

new commsease.Account("declared", {
  accid: "declared",
  token: pulumi.interpolate`${new pulumi.Config().requireSecret("token")}-3`,
  name: "Changed",
  mute: true,
});
new commsease.Account("made", { accid: "made", tokenVersion: 2, mute: true });
new commsease.Account("half", { accid: "half", mute: true });
for (const id of ["desk", "half-desk"]) {
  new nexconn.User(id, { userId: id, name: "Desk 3", tokenVersion: 2, tags: ["a"], connection: "nexconn" });
}
