import { choice, count } from "../../cloud/settings";

/** What is left open about a chatroom's queue. */
export const queueSettings = {
  queueWithoutInit: count([0, 1000], 100, "Size of the queue of a room where queueInit was never called."),
  queueInitExisting: choice(
    ["resize", "clear", 417],
    "resize",
    "queueInit of a queue that was made or has elements: its size changes, it is emptied too, or the call fails.",
  ),
  queueShrink: choice(
    ["keep", "truncate"],
    "keep",
    "Resizing below the number of elements: all stay, or those beyond the size go.",
  ),
  queueSizeZero: choice(["nothing", "unlimited"], "nothing", "What fits into a queue whose sizeLimit is 0."),
  queueOverflow: choice([419, 414, 403], 419, "Code for offering a new key to a full queue."),
  queueOperatorPresence: choice(
    ["inside", "member"],
    "inside",
    "Whom queueOffer and queueBatchOffer take as an operator in the room: people inside, or fixed members outside too.",
  ),
  transientOperatorAbsent: choice(
    [403, 302],
    403,
    "Code for queueOffer with `transient` by an operator, even the creator, who is not inside.",
  ),
  queueDesc: choice(
    ["object", "text"],
    "object",
    "`desc` of queueList, queueMultiGet, queuePoll and queueBatchUpdateElements: an object, or JSON text.",
  ),
  queueFailedKeys: choice(
    ["desc", "descText", "top"],
    "desc",
    "`failedKeys` of queueBatchOffer: an array in `desc`, JSON text in `desc`, or an array beside `code`.",
  ),
  queueUpdateOwner: choice(
    ["keep", "operator"],
    "keep",
    "Whose an element is after queueBatchUpdateElements: still its owner's, or the operator's.",
  ),
  queueMultiGetOrder: choice(["queue", "keys"], "queue", "Order of queueMultiGet: the queue's, or that of `keys`."),
  queuePollAbsent: choice([404, "empty"], 404, "queuePoll of a key that is not there or from an empty queue."),
  queueDropSize: choice(
    ["keep", "forget"],
    "keep",
    "Whether queueDrop leaves the size that queueInit gave, or takes it back.",
  ),
  closedRoomQueue: choice([true, false], true, "Whether the queue of a closed room can be changed; if not 13002."),
};
