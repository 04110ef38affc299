import { type Addresses, compare } from "../../../cli/addresses/compare";
import { refusals, sentencesOf } from "../../../cli/addresses/sentences";
import type { Moves } from "../../../platform/moves";

const NONE: Moves = { moved: [], removed: [] };
const data = (...addresses: string[]): Addresses => new Map([["shop-data", addresses]]);
const REASON = "Nobody reads it any more.";

describe("the registry of addresses", () => {
  test("has nothing to say while every address is as it is registered", () => {
    expect(sentencesOf(compare(data("aws_vpc.main"), data("aws_vpc.main"), NONE))).toEqual([]);
  });

  test("wants new addresses registered, which loses nothing", () => {
    const found = compare(data(), data("aws_vpc.a", "aws_vpc.b"), NONE);
    expect(sentencesOf(found)).toEqual([
      "shop-data: aws_vpc.a, aws_vpc.b are not registered yet; npm run addresses -- --accept registers them",
    ]);
    expect(refusals(found)).toEqual([]);
  });

  test("counts many new addresses instead of naming them", () => {
    const many = ["aws_vpc.a", "aws_vpc.b", "aws_vpc.c", "aws_vpc.d"];
    expect(sentencesOf(compare(new Map(), data(...many), NONE))).toEqual([
      "shop-data: 4 addresses are not registered yet; npm run addresses -- --accept registers them",
    ]);
  });

  test("proposes a move when an address is gone and one like it is new", () => {
    const found = compare(
      data("aws_db_instance.data_database_main", "aws_kms_key.data_key_main"),
      data("aws_db_instance.data_postgres_main", "aws_kms_key.data_key_main"),
      NONE,
    );
    expect(found.gone).toEqual([
      {
        stack: "shop-data",
        address: "aws_db_instance.data_database_main",
        proposed: "aws_db_instance.data_postgres_main",
        candidates: [],
      },
    ]);
    expect(sentencesOf(found)[0]).toBe(
      `shop-data: aws_db_instance.data_database_main is gone, and aws_db_instance.data_postgres_main is new and looks like it; without a moved block Terraform destroys one and makes the other. npm run addresses -- --accept writes the block; if it is another resource, write into addresses/moves.yaml what becomes of it
  moved {
    from = aws_db_instance.data_database_main
    to   = aws_db_instance.data_postgres_main
  }`,
    );
    expect(refusals(found)).toEqual([]);
  });

  test("gives each of several that were renamed the one that is like it", () => {
    const found = compare(
      data("aws_subnet.vpc_private_a", "aws_subnet.vpc_private_b", "aws_subnet.vpc_public_a"),
      data("aws_subnet.net_private_a", "aws_subnet.net_private_b", "aws_subnet.net_public_a"),
      NONE,
    );
    expect(found.gone.map(({ address, proposed }) => [address, proposed])).toEqual([
      ["aws_subnet.vpc_private_a", "aws_subnet.net_private_a"],
      ["aws_subnet.vpc_private_b", "aws_subnet.net_private_b"],
      ["aws_subnet.vpc_public_a", "aws_subnet.net_public_a"],
    ]);
  });

  test("leaves it to a human when two new ones are as much like it", () => {
    const found = compare(data("aws_subnet.main"), data("aws_subnet.main_a", "aws_subnet.main_b"), NONE);
    expect(refusals(found)).toEqual([
      "shop-data: aws_subnet.main is gone, and aws_subnet.main_a, aws_subnet.main_b could be it; write the right one into addresses/moves.yaml, below moved:\n  - { stack: data, from: aws_subnet.main, to: aws_subnet.main_a }",
    ]);
  });

  test("leaves it to a human when two that are gone are as much like the new one", () => {
    const found = compare(data("aws_subnet.main_a", "aws_subnet.main_b"), data("aws_subnet.main"), NONE);
    expect(refusals(found)).toHaveLength(2);
  });

  test("refuses an address that is gone with nothing like it, and says what to write", () => {
    expect(refusals(compare(data("aws_db_instance.main"), data("aws_db_instance.another_thing"), NONE))).toEqual([
      'shop-data: aws_db_instance.main is gone, and nothing new is like it: Terraform would destroy it. If that is meant, or if it is to go on without Terraform (destroy: false), write into addresses/moves.yaml, below removed:\n  - { stack: shop-data, address: aws_db_instance.main, destroy: true, reason: … }\nor let npm run addresses -- --accept --removed "why they go" end all that is destroyed',
    ]);
  });

  test("proposes no move to another type: Terraform knows none", () => {
    const found = compare(data("aws_s3_bucket.main"), data("aws_s3_bucket_acl.main"), NONE);
    expect(found.gone).toEqual([{ stack: "shop-data", address: "aws_s3_bucket.main", candidates: [] }]);
  });

  test("says when another stack makes it now, between which Terraform moves nothing", () => {
    const before: Addresses = new Map([["shop-data", ["aws_kms_key.main"]]]);
    const now: Addresses = new Map([
      ["shop-data", []],
      ["shop-network", ["aws_kms_key.main"]],
    ]);
    expect(refusals(compare(before, now, NONE))).toEqual([
      "shop-data: aws_kms_key.main is gone, and shop-network makes it now; Terraform moves nothing from one state to another. To keep it, leave it in AWS here, import it there, and write into addresses/moves.yaml, below removed:\n  - { stack: shop-data, address: aws_kms_key.main, destroy: false, reason: … }",
    ]);
  });

  test("refuses a stack that is no longer synthesized: its resources would be nobody's", () => {
    expect(refusals(compare(data("aws_vpc.main"), new Map(), NONE))).toEqual([
      "shop-data is registered and no longer synthesized; destroy it while it still is (npx cdktf destroy shop-data), then delete addresses/shop-data.txt",
    ]);
  });
});

describe("an entry of the register of moves", () => {
  const moved = [{ stack: "data", from: "aws_vpc.old", to: "aws_vpc.main" }];

  test("explains an address that moved", () => {
    const found = compare(data("aws_vpc.old"), data("aws_vpc.main"), { moved, removed: [] });
    expect([found.gone, refusals(found)]).toEqual([[], []]);
    expect(sentencesOf(found)).toContain(
      "shop-data: aws_vpc.old is gone, as addresses/moves.yaml says; npm run addresses -- --accept takes it out of the registry",
    );
  });

  test("explains nothing when the address that it leads to is not made", () => {
    const wrong = [{ stack: "data", from: "aws_vpc.old", to: "aws_vpc.nowhere" }];
    expect(compare(data("aws_vpc.old"), data("aws_vpc.main"), { moved: wrong, removed: [] }).gone).toHaveLength(1);
  });

  test("explains nothing of another stack", () => {
    const other = [{ stack: "network", from: "aws_vpc.old", to: "aws_vpc.main" }];
    expect(compare(data("aws_vpc.old"), data("aws_vpc.main"), { moved: other, removed: [] }).gone).toHaveLength(1);
  });

  test("takes its target from others that are gone", () => {
    const found = compare(data("aws_vpc.old", "aws_vpc.mail"), data("aws_vpc.main"), { moved, removed: [] });
    expect(found.gone).toEqual([{ stack: "shop-data", address: "aws_vpc.mail", candidates: [] }]);
  });

  const removed = [{ stack: "shop-data", address: "aws_vpc.main", destroy: true, reason: REASON }];

  test("explains an address that was removed on purpose", () => {
    expect(compare(data("aws_vpc.main"), data(), { moved: [], removed }).gone).toEqual([]);
  });

  test("is contradicted when what it removes is made", () => {
    expect(refusals(compare(data("aws_vpc.main"), data("aws_vpc.main"), { moved: [], removed }))).toEqual([
      "shop-data: addresses/moves.yaml says that aws_vpc.main goes, but it is made; take the entry out",
    ]);
  });
});
