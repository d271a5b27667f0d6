import * as pulumi from "@pulumi/pulumi";
import { commsease, nexconn } from "pulumi-im";

const declared = new commsease.Account("declared", {
  accid: "declared",
  // Not marked as a secret by the program: the resource does that.
  token: `${new pulumi.Config().require("token")}-2`,
  name: "Changed",
});
const made = new commsease.Account("made", { accid: "made", tokenVersion: 1 });
new commsease.Team("crew", { tname: "Crew 2", owner: declared.accid, members: [made.accid] });
new commsease.Chatroom("lobby", { creator: declared.accid, name: "Lobby 2" });

const desk = new nexconn.User("desk", { userId: "desk", name: "Desk 2", tokenVersion: 2, connection: "nexconn" });

export const token = declared.token;
export const madeToken = made.token;
export const deskToken = desk.accessToken;
