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
  GroupAttr: { phase: "beta", note: "", link: "https://example.com" },
});

const news = new tencent.Topic("news", {
  GroupId: shop.GroupId,
  TopicId: pulumi.interpolate`${shop.GroupId}@TOPIC#_news`,
  TopicName: "Newest",
  Introduction: "two",
  Notification: "",
  FaceUrl: "https://example.com/2.png",
  CustomString: '{"n":2}',
  MuteAllMember: "Off",
});
const help = new tencent.Topic("help", {
  GroupId: shop.GroupId,
  TopicName: "Help",
  TopicId: pulumi.interpolate`${shop.GroupId}@TOPIC#_help`,
});

export const topics = [news.TopicId, help.TopicId];
