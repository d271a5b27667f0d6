import { commsease } from "pulumi-im";

const presenter = new commsease.Account("presenter", { accid: "web-presenter", name: "Presenter" });

const stage = new commsease.Chatroom("stage", {
  creator: presenter.accid,
  name: "Stage",
  announcement: "Questions are answered at the end.",
  queuelevel: 1,
  valid: true,
});

// Who sits where: clients read it with the SDK's queueList.
const seats = new commsease.ChatroomQueue("seats", {
  roomid: stage.roomid,
  sizeLimit: 8,
  elements: [
    { key: "seat-1", value: JSON.stringify({ for: "presenter" }) },
    { key: "seat-2", value: JSON.stringify({ for: "guest" }) },
    { key: "seat-3", value: JSON.stringify({ for: "guest" }) },
  ],
});

/** What the web client is started with: a secret, since the token is in it. */
export const options = stage.clientOptions({ account: presenter });

export const seatKeys = seats.elements.apply((elements) => Object.keys(elements ?? {}));
