import { everyItem, type Listing, type Page, pages } from "../../provider/http/pages";

const facts = { vendor: "acme", call: "list", object: "x" };

/** A listing that gives these pages in turn, whatever is asked; `asked` has the places that were. */
function listing(given: Page<string, number>[], more: Partial<Listing<string, number>> = {}) {
  const asked: number[] = [];
  const read = async (place: number) => {
    asked.push(place);
    return given[asked.length - 1] ?? { items: [], next: undefined };
  };
  const gave = (found: number, total: number) => `gave ${found} of ${total}`;
  return { asked, listing: { facts, first: 0, read, idOf: (item: string) => item, gave, ...more } };
}

const last = undefined;

test("pages are asked for one after the other, to the last", async () => {
  const { asked, listing: list } = listing([
    { items: ["a", "b"], next: 2 },
    { items: ["c"], next: 3 },
    { items: [], next: last },
  ]);
  expect([...(await everyItem(list)).keys()]).toEqual(["a", "b", "c"]);
  expect(asked).toEqual([0, 2, 3]);
});

test("a page is asked for only when the one before has been dealt with", async () => {
  const { asked, listing: list } = listing([
    { items: ["a"], next: 1 },
    { items: ["b"], next: last },
  ]);
  for await (const { items } of pages(list)) {
    if (items.includes("a")) break;
  }
  expect(asked).toEqual([0]);
});

test("what is on two pages counts once, as it was on the later", async () => {
  const found = await everyItem<[string, number], number>({
    facts,
    first: 0,
    read: async (page) =>
      page === 0
        ? { items: [["a", 1]], next: 1, total: 2 }
        : {
            items: [
              ["a", 2],
              ["b", 3],
            ],
            next: last,
            total: 2,
          },
    idOf: ([id]) => id,
    gave: () => "gave too few",
  });
  expect([...found.values()]).toEqual([
    ["a", 2],
    ["b", 3],
  ]);
});

describe("a list that is not complete", () => {
  const short = { items: ["a", "b"], next: last, total: "3" };
  const whole = { items: ["a", "b", "c"], next: last, total: 3 };
  const text = "acme list gave 2 of 3. Nothing was changed, for the others would be taken for gone. Run it again.";

  test("is an error", async () => {
    const { asked, listing: list } = listing([short, whole]);
    await expect(everyItem(list)).rejects.toMatchObject({ code: "IM_UNAVAILABLE", message: text, facts });
    expect(asked).toHaveLength(1);
  });

  test("is never nothing", async () => {
    const { listing: list } = listing([{ items: [], next: last, total: 1 }]);
    await expect(everyItem(list)).rejects.toMatchObject({ code: "IM_UNAVAILABLE" });
  });

  test("is read once more where something may have come or gone", async () => {
    const { asked, listing: list } = listing([short, whole], { again: true });
    expect((await everyItem(list)).size).toBe(3);
    expect(asked).toEqual([0, 0]);
  });

  test("twice is an error", async () => {
    const { asked, listing: list } = listing([short, short, whole], { again: true });
    await expect(everyItem(list)).rejects.toMatchObject({ message: text });
    expect(asked).toHaveLength(2);
  });

  test("is judged by the last count, since somebody may have left between two pages", async () => {
    const { listing: list } = listing([
      { items: ["a"], next: 1, total: 3 },
      { items: ["b"], next: last, total: 2 },
    ]);
    expect((await everyItem(list)).size).toBe(2);
  });

  test.each([[undefined], [0], [2], ["2"], ["many"]])("is not told by a count of %s", async (total) => {
    const { listing: list } = listing([{ items: ["a", "b"], next: last, total }]);
    expect((await everyItem(list)).size).toBe(2);
  });
});

describe("a list without an end", () => {
  const text =
    "acme list for x tells of more pages, and gives what it gave before. Nothing was changed, for the others would be taken for gone. Run it again.";

  test.each([
    ["to the page before", [0, 1, 0]],
    ["to the same page", [0, 0]],
    ["to one further back", [0, 1, 2, 1]],
  ])("that sends back %s is an error", async (_, places) => {
    const { listing: list } = listing(places.slice(1).map((next, i) => ({ items: [`${i}`], next })));
    await expect(everyItem(list)).rejects.toMatchObject({ code: "IM_UNAVAILABLE", message: text });
  });

  test("that gives nothing new is an error", async () => {
    const { asked, listing: list } = listing([
      { items: ["a"], next: 1 },
      { items: ["a"], next: 2 },
    ]);
    await expect(everyItem(list)).rejects.toMatchObject({ message: text });
    expect(asked).toEqual([0, 1]);
  });

  test("may seem so where pages overlap", async () => {
    const { listing: list } = listing(
      [
        { items: ["a"], next: 1 },
        { items: ["a"], next: 2 },
        { items: ["b"], next: last },
      ],
      { mayBringNothing: true },
    );
    expect((await everyItem(list)).size).toBe(2);
  });
});

test("without an object the text names none", async () => {
  const { listing: list } = listing([{ items: ["a"], next: 0 }], { facts: { vendor: "acme", call: "list" } });
  await expect(everyItem(list)).rejects.toThrow("acme list tells of more pages");
});
