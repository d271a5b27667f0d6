import { ImError, withMore } from "../../provider/errors";
import { notThere } from "../../provider/resource/not-there";

const room = { vendor: "commsease", object: "room", id: "7", by: "roomid" };

describe("what a resource belongs to and is not there", () => {
  test("is told with what was not done and what to do", () => {
    const error = notThere(room, "nobody was given a role in it");
    expect(error).toMatchObject({
      code: "IM_GONE",
      facts: { vendor: "commsease", object: "7" },
      message:
        "There is no commsease room 7 in this app, so nobody was given a role in it. Check `roomid` and `connection`. Where this stack makes it, run `pulumi refresh`, and then `pulumi up`.",
    });
    expect(error).not.toHaveProperty("cause");
  });

  test("keeps the refusal that said so", () => {
    const refusal = new ImError("IM_REFUSED", "No.");
    expect(notThere(room, "it has no addresses", refusal).cause).toBe(refusal);
  });
});

describe("more to say of a failure", () => {
  test("leaves the failure as it is, which becomes the cause", () => {
    const refusal = new ImError("IM_REFUSED", "No.", { vendor: "commsease", vendorCode: 414 });
    expect(withMore(refusal, "It was ann.")).toMatchObject({
      code: "IM_REFUSED",
      message: "No. It was ann.",
      facts: { vendor: "commsease", vendorCode: 414 },
      cause: refusal,
    });
    expect(refusal.message).toBe("No.");
  });

  test("is not said of what is no failure of this package", () => {
    const bug = new TypeError("x is undefined");
    expect(withMore(bug, "It was ann.")).toBe(bug);
  });
});
