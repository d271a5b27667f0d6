import { ImError } from "../../provider/errors";
import { UserLists } from "../../provider/nexconn/user/lists";

describe("the list of soft-deleted users", () => {
  const facts = { vendor: "nexconn", call: "user/soft-deleted/list", object: "u" };

  test("is read once in a minute for all who ask whether a user was deleted lately, one after the other too", async () => {
    const call = jest.fn(async () => ({ userIds: ["gone"] }) as never);
    const lists = new UserLists(call);
    expect(await lists.wasDeletedLately("gone")).toBe(true);
    expect(await lists.wasDeletedLately("here")).toBe(false);
    expect(call).toHaveBeenCalledTimes(1);
    jest.spyOn(Date, "now").mockReturnValue(Date.now() + 61_000);
    expect(await lists.wasDeletedLately("gone")).toBe(true);
    expect(call).toHaveBeenCalledTimes(2);
    jest.restoreAllMocks();
  });

  test("that is refused says nothing, and one that could not be read is an error", async () => {
    const refused = new UserLists(async () => {
      throw new ImError("IM_REFUSED", "refused", { ...facts, vendorCode: 1009 });
    });
    expect(await refused.wasDeletedLately("gone")).toBe(false);
    const silent = new UserLists(async () => {
      throw new ImError("IM_UNAVAILABLE", "no answer", facts);
    });
    await expect(silent.wasDeletedLately("gone")).rejects.toThrow("no answer");
  });
});
