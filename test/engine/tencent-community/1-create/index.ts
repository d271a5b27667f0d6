import * as pulumi from "@pulumi/pulumi";
import { tencent } from "pulumi-im";

const odile = new tencent.Account("odile", { UserID: "odile" });
const shop = new tencent.Group("shop", {
  Type: "Community",
  GroupId: "@TGS#_shop",
  Name: "Shop",
  Owner_Account: odile.UserID,
  SupportTopic: 1,
});

new tencent.GroupAttributes("attributes", {
  GroupId: shop.GroupId,
  GroupAttr: { phase: "alpha", theme: "dark", note: "" },
});

const news = new tencent.Topic("news", {
  GroupId: shop.GroupId,
  TopicId: pulumi.interpolate`${shop.GroupId}@TOPIC#_news`,
  TopicName: "News",
  Introduction: "one",
  Notification: "one",
  FaceUrl: "https://example.com/1.png",
  CustomString: '{"n":1}',
  MuteAllMember: "On",
});
const help = new tencent.Topic("help", { GroupId: shop.GroupId, TopicName: "Help" });

export const topics = [news.TopicId, help.TopicId];
