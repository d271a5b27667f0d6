import { nexconn } from "pulumi-im";

new nexconn.User("full", { userId: "Another", name: "Another" });
new nexconn.User("plain", { userId: "plain", name: "Plain" });
