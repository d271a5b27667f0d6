import { definitions } from "../../../provider/dynamic";
import { Emulator } from "../../support/emulator";
import { expectEntries } from "../../support/kinds";
import type { Cloud } from "../faults/cloud";
import type { Mutation } from "./places";
import { Way } from "./rewriting";
import type { Scene } from "./scenes";
import { type Operation, Trials } from "./trials";

const isLong = process.env.IM_TEST_LONG === "1";
if (isLong) jest.setTimeout(1_800_000);

/**
 * Of the mutations of a place one, another at the next place; in `npm run test:long` all. What writes, too, costs a new object for
 * each: of that a third of the places.
 */
function chosenFor(operation: Operation) {
  return (mutations: readonly Mutation[], index: number): readonly Mutation[] => {
    if (isLong) return mutations;
    if (operation !== "read" && index % 3 !== 0) return [];
    return mutations.filter((_, nth) => nth === index % mutations.length);
  };
}

const operations: readonly Operation[] = ["read", "update", "remove"];

/** Mutates the answers that each kind of a vendor reads. */
export function describeMutations(
  vendor: string,
  open: (emulator: Emulator) => Cloud,
  scenes: readonly Scene[],
  ...args: string[]
): void {
  let cloud: Cloud;
  let way: Way;
  beforeAll(async () => {
    cloud = open(await Emulator.start(["--rate-limit", "off", ...args]));
  });
  beforeEach(() => {
    jest.spyOn(process.stderr, "write").mockReturnValue(true);
    way = new Way();
  });
  afterEach(async () => {
    await cloud.close();
    jest.restoreAllMocks();
  });
  afterAll(() => cloud.emulator.stop());

  test("every kind has an object whose answers are mutated", () => {
    const kinds = definitions.map(({ kind }) => kind).filter((kind) => kind.startsWith(`${vendor}:`));
    expectEntries([...new Set(scenes.map(({ kind }) => kind))], kinds, __filename);
  });

  describe.each(scenes.map((scene) => [`${scene.kind} ${scene.inputs.Type ?? ""}`.trim(), scene] as const))(
    "%s",
    (name, scene) => {
      test.each(operations)("%s loses nothing, whatever comes in place of a part of an answer", async (operation) => {
        const trials = new Trials(cloud, way, scene, operation);
        await trials.run(chosenFor(operation));
        if (isLong)
          process.stdout.write(`${name} ${operation}: ${trials.places} places, ${JSON.stringify(trials.counts)}\n`);
        expect(trials.failures).toEqual([]);
        // A delete may have nothing to ask.
        expect(trials.places > 0 || operation === "remove").toBe(true);
      });
    },
  );
}
