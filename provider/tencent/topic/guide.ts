import type { Guide } from "../../resource/guide";
import type { TopicDeclaration, TopicState } from "./fields";

/** What the guides say of it. */
export const guide: Guide<TopicDeclaration, TopicState> = {
  import: {
    title: "A topic of a Tencent community",
    idIs: "the TopicId",
    advice: "Where the server assigned it, leave it out of `inputs`, and `TopicIdDeclared` is `false`.",
    name: "news",
    id: "@TGS#_users@TOPIC#_news",
    inputs: { GroupId: "@TGS#_users", TopicId: "@TGS#_users@TOPIC#_news", TopicName: "News", MuteAllMember: "On" },
    outputs: { TopicIdDeclared: true, appId: "YOUR_SDK_APP_ID" },
  },
  limits: [
    "**Topics are read in the name of the community's owner**, or of the connection's admin where it has none. Topics need a community that was made with `SupportTopic: 1`.",
  ],
};
