import { ImError } from "../../provider/errors";
import { type Creation, Creations, type Listed, lookAfter } from "../../provider/ownership/creations";
import { declaredMark, markAfter, stamped } from "../../provider/ownership/mark";
import { useWarned } from "../support/warned";

let mockWaits = 0;
jest.mock("node:timers/promises", () => ({
  setTimeout: () => {
    mockWaits += 1;
    return Promise.resolve();
  },
}));

beforeEach(() => {
  mockWaits = 0;
});

type Answer = "made" | "lost" | "never sent" | "refused";

/** A vendor that numbers its objects; `answers` says what each create comes to. */
class Vendor {
  readonly objects: Listed[] = [];
  readonly log: string[] = [];
  #answers: Answer[];

  constructor(...answers: Answer[]) {
    this.#answers = answers;
  }

  creation(name: string, owner = "olga"): Creation<string> {
    return {
      owner,
      name,
      mark: undefined,
      adopt: false,
      what: "team",
      facts: {},
      list: async () => {
        this.log.push(`list ${owner}`);
        return this.objects.filter((object) => object.owner === owner);
      },
      create: async () => {
        this.log.push(`create ${name}`);
        const answer = this.#answers.shift() ?? "made";
        if (answer === "refused") throw new ImError("IM_REFUSED", "no");
        if (answer !== "never sent") this.add(name, owner);
        if (answer !== "made") throw new ImError("IM_OUTCOME_UNKNOWN", "no answer");
        return { id: String(this.objects.length), made: name };
      },
    };
  }

  add(name: string, owner = "olga"): void {
    this.objects.push({ id: String(this.objects.length + 1), owner, name });
  }
}

describe("an object whose mark a listing does not show", () => {
  const mark = stamped(declaredMark(["stack"], ["crew"]));
  const anothers = stamped(declaredMark(["stack"], ["other"]));

  function hidden(vendor: Vendor, marks: Record<string, string>, asked: string[]): Creation<string> {
    return {
      ...vendor.creation("crew"),
      mark,
      markOf: async (id) => {
        asked.push(id);
        return marks[id];
      },
    };
  }

  test("is asked for its mark where it has the name, and known by it", async () => {
    const vendor = new Vendor();
    for (const name of ["other", "crew", "crew"]) vendor.add(name);
    const asked: string[] = [];
    const written = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    const made = await new Creations().create(hidden(vendor, { 2: anothers, 3: mark }, asked));
    written.mockRestore();
    expect(made).toMatchObject({ id: "3", wasThere: true });
    expect(asked).toEqual(["2", "3"]);
  });

  test("is known after a lost create by the name that it has at first", async () => {
    const vendor = new Vendor("lost");
    const creation = hidden(vendor, {}, []);
    const create = async () => {
      vendor.objects.push({ id: "9", owner: "olga", name: "temporary", mark });
      throw new ImError("IM_OUTCOME_UNKNOWN", "no answer");
    };
    expect(await new Creations().create({ ...creation, firstName: "temporary", create })).toMatchObject({ id: "9" });
  });
});

test("creations of one listing share it, whoever owns what they make", async () => {
  const vendor = new Vendor();
  const creations = new Creations();
  for (const owner of ["olga", "omar"]) await creations.create({ ...vendor.creation("crew", owner), listing: "all" });
  expect(vendor.log).toEqual(["list olga", "create crew", "create crew"]);
});

test("a create that is answered is sent once", async () => {
  const vendor = new Vendor("made");
  expect(await new Creations().create(vendor.creation("crew"))).toEqual({ id: "1", made: "crew" });
  expect(vendor.log).toEqual(["list olga", "create crew"]);
});

test("an object whose answer was lost is found, not made twice", async () => {
  const vendor = new Vendor("lost");
  expect(await new Creations().create(vendor.creation("crew"))).toEqual({ id: "1", made: undefined });
  expect(vendor.log).toEqual(["list olga", "create crew", "list olga"]);
  expect(mockWaits).toBe(1);
});

test("where none is found it is sent again", async () => {
  const vendor = new Vendor("never sent", "made");
  expect(await new Creations().create(vendor.creation("crew"))).toMatchObject({ made: "crew" });
  // The listing may only be behind: it is looked at for as long as that may be so.
  expect(vendor.log).toEqual(["list olga", "create crew", ...Array(7).fill("list olga"), "create crew"]);
});

test("an object that the listing shows only later is found, not made twice", async () => {
  const vendor = new Vendor("lost");
  const creation = vendor.creation("crew");
  const { list } = creation;
  creation.list = async () => {
    const all = await list();
    return mockWaits < 4 ? [] : all;
  };
  expect(await new Creations().create(creation)).toEqual({ id: "1", made: undefined });
  expect(vendor.log).toEqual(["list olga", "create crew", ...Array(4).fill("list olga")]);
});

test("a create that was carried out, and whose answer is not understood, is looked for and not sent again", async () => {
  const odd = () => new ImError("IM_UNEXPECTED_ANSWER", "It is odd.", { wasCarriedOut: true });
  const vendor = new Vendor("lost", "never sent");
  for (const [id, code] of [
    ["1", undefined],
    [undefined, "IM_UNEXPECTED_ANSWER"],
  ]) {
    const creation = vendor.creation(`crew ${id}`);
    const { create } = creation;
    creation.create = () => create().catch(() => Promise.reject(odd()));
    const ended = await new Creations().create(creation).catch((error: unknown) => error);
    expect(ended).toMatchObject(code ? { code } : { id });
  }
  expect(vendor.log.filter((line) => line.startsWith("create"))).toHaveLength(2);
});

test("it is sent three times at most", async () => {
  const vendor = new Vendor("never sent", "never sent", "never sent", "made");
  await expect(new Creations().create(vendor.creation("crew"))).rejects.toMatchObject({ code: "IM_OUTCOME_UNKNOWN" });
  expect(vendor.log.filter((line) => line === "create crew")).toHaveLength(3);
});

test("a refusal is not looked into", async () => {
  const vendor = new Vendor("refused");
  await expect(new Creations().create(vendor.creation("crew"))).rejects.toMatchObject({ code: "IM_REFUSED" });
  expect(vendor.log).toEqual(["list olga", "create crew"]);
});

test("one of the same name that was there before is not taken", async () => {
  const vendor = new Vendor("never sent", "made");
  vendor.add("crew");
  expect(await new Creations().create(vendor.creation("crew"))).toEqual({ id: "2", made: "crew" });
});

test("a new one of another name is not taken", async () => {
  const vendor = new Vendor("never sent", "made");
  const creation = vendor.creation("crew");
  const { create } = creation;
  creation.create = () => {
    vendor.add("somebody else's");
    return create();
  };
  expect(await new Creations().create(creation)).toMatchObject({ made: "crew" });
});

test("several new ones of that name are an error that names them, and none is taken", async () => {
  const vendor = new Vendor("lost");
  const creation = vendor.creation("crew");
  const { create } = creation;
  creation.create = () => {
    vendor.add("crew");
    return create();
  };
  const error = await new Creations().create(creation).catch((thrown) => thrown);
  expect(error).toMatchObject({ code: "IM_CONFLICT", cause: { code: "IM_OUTCOME_UNKNOWN" } });
  expect(error.message).toContain('team "crew"');
  expect(error.message).toContain("olga");
  expect(error.message).toContain("1, 2");
});

test("two of the same name are made in turn, and each is its own", async () => {
  const vendor = new Vendor("lost", "lost");
  const creations = new Creations();
  const made = await Promise.all([1, 2].map(() => creations.create(vendor.creation("crew"))));
  expect(made.map(({ id }) => id)).toEqual(["1", "2"]);
  expect(vendor.log).toEqual(["list olga", "create crew", "list olga", "create crew", "list olga"]);
});

test("a failure lets the next of the same name have its turn", async () => {
  const vendor = new Vendor("refused", "made");
  const creations = new Creations();
  const [first, second] = await Promise.allSettled([1, 2].map(() => creations.create(vendor.creation("crew"))));
  expect([first?.status, second?.status]).toEqual(["rejected", "fulfilled"]);
});

test("the listing is shared by all creations of an owner", async () => {
  const vendor = new Vendor();
  const creations = new Creations();
  await Promise.all(["a", "b", "c"].map((name) => creations.create(vendor.creation(name))));
  await creations.create(vendor.creation("d", "otto"));
  expect(vendor.log.filter((line) => line.startsWith("list"))).toEqual(["list olga", "list otto"]);
});

test("an object made in this run is not taken for a lost one", async () => {
  const vendor = new Vendor("made", "never sent", "made");
  const creations = new Creations();
  const first = await creations.create(vendor.creation("crew"));
  const second = await creations.create(vendor.creation("crew"));
  expect([first.id, second.id]).toEqual(["1", "2"]);
});

test("a listing that failed is asked for again", async () => {
  const vendor = new Vendor();
  const creations = new Creations();
  const broken = { ...vendor.creation("crew"), list: () => Promise.reject(new ImError("IM_UNAVAILABLE", "busy")) };
  await expect(creations.create(broken)).rejects.toMatchObject({ code: "IM_UNAVAILABLE" });
  expect(await creations.create(vendor.creation("crew"))).toMatchObject({ id: "1" });
});

describe("an object of the listing that bears a mark", () => {
  const declared = declaredMark(["stack"], ["crew"]);
  const days = (count: number) => stamped(declared, Date.now() - count * 24 * 3_600_000);

  async function createBeside(mark: string, adopt = false, name = "crew") {
    const vendor = new Vendor();
    vendor.objects.push({ id: "7", name, owner: "olga", mark });
    const text = jest.spyOn(process.stderr, "write").mockImplementation(() => true);
    const creation = { ...vendor.creation("crew"), mark: stamped(declared), adopt };
    const made = await new Creations().create(creation).catch((error) => error);
    const warnings = text.mock.calls.join("");
    text.mockRestore();
    return { made, warnings, sent: vendor.log };
  }

  test("of this resource and of today is taken back, whatever it is called", async () => {
    const { made, warnings } = await createBeside(days(0.5), false, "renamed");
    expect(made).toMatchObject({ id: "7", wasThere: true });
    expect(warnings).toContain("team 7 was made by this resource in an earlier run and is taken over");
  });

  test("of this resource and older is neither taken nor made beside", async () => {
    const { made, sent } = await createBeside(days(2));
    expect(made).toMatchObject({ code: "IM_CONFLICT" });
    expect(made.message).toMatch(/team 7 exists already\. This resource, or one of the same name .*`adopt: true`/s);
    expect(made.message).toContain("pulumi config set im:ownershipMark NAME");
    expect(sent).toEqual(["list olga"]);
    expect((await createBeside(days(2), true)).made).toMatchObject({ id: "7", wasThere: true });
  });

  test("of another generation is the one to be replaced, and another is made", async () => {
    expect((await createBeside(markAfter(days(0)))).made).toMatchObject({ made: "crew" });
  });

  test.each([
    ["another resource of this stack", declaredMark(["stack"], ["other"])],
    ["another stack", declaredMark(["other"], ["crew"])],
  ])("of %s is left alone, and adopted with a warning", async (owner, another) => {
    expect((await createBeside(stamped(another))).made).toMatchObject({ made: "crew" });
    const { made, warnings } = await createBeside(stamped(another), true);
    expect(made).toMatchObject({ id: "7", wasThere: true });
    expect(warnings).toContain(`team 7 bore the mark of ${owner}, which leaves it alone from now on`);
  });
});

describe("adoption by name", () => {
  const warned = useWarned();
  const adopting = (vendor: Vendor, more: Partial<Creation<string>> = {}): Creation<string> => ({
    ...vendor.creation("crew"),
    list: async () => vendor.objects,
    adopt: true,
    ...more,
  });

  test("never takes what another owner has", async () => {
    const vendor = new Vendor();
    vendor.add("crew", "otto");
    expect(await new Creations().create(adopting(vendor))).toEqual({ id: "2", made: "crew" });
  });

  test("never takes what has another name", async () => {
    const vendor = new Vendor();
    vendor.add("crowd");
    expect(await new Creations().create(adopting(vendor))).toEqual({ id: "2", made: "crew" });
  });

  test("takes the one that it means, silently where it bears no mark", async () => {
    const vendor = new Vendor();
    vendor.add("crew", "otto");
    vendor.add("crew");
    const made = await new Creations().create(adopting(vendor));
    expect(made).toEqual({ id: "2", made: undefined, wasThere: true });
    expect(warned()).toEqual([]);
  });

  test("refuses where two have the name, and names them", async () => {
    const vendor = new Vendor();
    for (const owner of ["olga", "otto", "olga"]) vendor.add("crew", owner);
    await expect(new Creations().create(adopting(vendor))).rejects.toMatchObject({
      code: "IM_CONFLICT",
      message:
        'Several objects of owner olga could be team "crew": 1, 3 have that name, and `adopt` cannot tell which is meant. Nothing was taken over. Remove those that should not be, or import the right one, then run it again.',
    });
  });

  test("takes each object for one resource of the run alone", async () => {
    const vendor = new Vendor();
    vendor.add("crew");
    const creations = new Creations();
    expect(await creations.create(adopting(vendor))).toMatchObject({ id: "1", wasThere: true });
    expect(await creations.create(adopting(vendor))).toEqual({ id: "2", made: "crew" });
  });
});

describe("a create with a mark", () => {
  const warned = useWarned();
  const declared = declaredMark(["stack"], ["crew"]);
  const mark = stamped(declared);
  const anothers = stamped(declaredMark(["stack"], ["other"]));

  /** A vendor where, while the create's answer is lost, the objects given come to be. */
  function losing(...appearing: Partial<Listed>[]) {
    const vendor = new Vendor("never sent", "made");
    const creation: Creation<string> = { ...vendor.creation("crew"), mark, list: async () => [...vendor.objects] };
    const create = async () => {
      for (const object of appearing.splice(0))
        vendor.objects.push({ id: `new ${vendor.objects.length}`, name: "crew", owner: "olga", mark, ...object });
      return vendor.creation("crew").create();
    };
    return { vendor, creation: { ...creation, create } };
  }

  test("whose answer was lost is found by its mark, among others made at the same time", async () => {
    const { creation } = losing({ mark: anothers }, {}, { mark: undefined });
    expect(await new Creations().create(creation)).toEqual({ id: "new 1", made: undefined });
  });

  test.each<[string, Partial<Listed>]>([
    ["another's mark", { mark: anothers }],
    ["no mark", { mark: undefined }],
    ["the mark of an earlier time", { mark: stamped(declared, Date.now() - 600_000) }],
    ["another owner", { owner: "otto" }],
    ["another name", { name: "crowd" }],
  ])("whose answer was lost does not take a new object with %s", async (_, other) => {
    const { creation } = losing(other);
    expect(await new Creations().create(creation)).toMatchObject({ made: "crew" });
  });

  test("whose answer was lost, and which made two, names both and tells what got no answer", async () => {
    const { creation } = losing({}, {});
    await expect(new Creations().create(creation)).rejects.toMatchObject({
      code: "IM_CONFLICT",
      message: expect.stringContaining("new 0, new 1 are new since its create, which got no answer. Nothing was taken"),
      cause: { code: "IM_OUTCOME_UNKNOWN" },
    });
  });

  test("takes none of several that bear it", async () => {
    const vendor = new Vendor();
    for (const id of ["7", "8"]) vendor.objects.push({ id, name: "crew", owner: "olga", mark });
    await expect(new Creations().create({ ...vendor.creation("crew"), mark })).rejects.toMatchObject({
      code: "IM_CONFLICT",
      message: expect.stringContaining("7, 8 bear the mark of this resource. Nothing was taken over."),
    });
    expect(vendor.log).toEqual(["list olga"]);
  });

  test("takes an object back for one resource of the run alone, and says so", async () => {
    const vendor = new Vendor();
    vendor.objects.push({ id: "7", name: "crew", owner: "olga", mark });
    const creations = new Creations();
    const creation = { ...vendor.creation("crew"), mark };
    expect(await creations.create(creation)).toEqual({ id: "7", made: undefined, wasThere: true });
    expect(warned()).toEqual([
      "warning: team 7 was made by this resource in an earlier run and is taken over. Was it meant to be replaced? Then destroy it with `pulumi destroy --target` first.",
    ]);
    expect(await creations.create(creation)).toEqual({ id: "2", made: "crew" });
  });

  test("that meets its own object of long ago tells of the create, and takes it silently where it is to be adopted", async () => {
    const vendor = new Vendor();
    vendor.objects.push({ id: "7", name: "crew", owner: "olga", mark: stamped(declared, Date.now() - 3 * 86_400_000) });
    const creation = { ...vendor.creation("crew"), mark, facts: { vendor: "toy", call: "team/create" } };
    await expect(new Creations().create(creation)).rejects.toMatchObject({
      code: "IM_CONFLICT",
      facts: { vendor: "toy", call: "team/create" },
    });
    expect(await new Creations().create({ ...creation, adopt: true })).toMatchObject({ id: "7", wasThere: true });
    expect(warned()).toEqual([]);
  });

  test("asks for the mark of nothing whose mark the listing shows, and of nothing at all where marks are off", async () => {
    const asked: string[] = [];
    const markOf = async (id: string) => {
      asked.push(id);
      return undefined;
    };
    const vendor = new Vendor();
    vendor.objects.push({ id: "7", name: "crew", owner: "olga", mark: anothers });
    await new Creations().create({ ...vendor.creation("crew"), mark, markOf });
    vendor.add("crew");
    await new Creations().create({ ...vendor.creation("crew"), mark: undefined, markOf });
    expect(asked).toEqual([]);
  });
});

test.each([
  ["another name", "crowd", "olga"],
  ["another owner", "crew", "otto"],
])("a create does not wait for one of %s", async (_, name, owner) => {
  const vendor = new Vendor();
  const creations = new Creations();
  let answer: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const first = vendor.creation("crew");
  const slow = creations.create({ ...first, create: () => gate.then(first.create) });
  expect(await creations.create(vendor.creation(name, owner))).toMatchObject({ made: name });
  answer();
  expect(await slow).toMatchObject({ made: "crew" });
});

describe("a look after a create without an answer", () => {
  const lost = new ImError("IM_OUTCOME_UNKNOWN", "toy box/create got no usable answer. Run it again.", {
    vendor: "toy",
    call: "box/create",
  });

  test("that fails too tells of both, and keeps what the create was", async () => {
    const broken = new Error("No connection.");
    const error = await lookAfter(lost, () => Promise.reject(broken)).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "IM_OUTCOME_UNKNOWN", facts: lost.facts, cause: broken });
    expect(error.message).toBe(
      "toy box/create got no usable answer. Run it again. Before you do, look whether it exists: the create may have acted, and looking failed as well. No connection.",
    );
  });

  test("gives what was seen", async () => {
    expect(await lookAfter(lost, async () => ["7"])).toEqual(["7"]);
  });
});
