import { isSame } from "../../built/values";
import { type ResourceChange, UNKNOWN } from "../../plan";
import type { Around } from "./around";
import type { Risk } from "./row";

/** A new public address; the one of a NAT gateway lets nothing in. */
export function addressRisks(change: ResourceChange, around: Around): Risk[] {
  const { type, action, before, after } = change;
  const isNew = type === "aws_eip" && action === "create";
  const isPut =
    (type === "aws_eip_association" && ["create", "update", "replace"].includes(action)) ||
    (type === "aws_eip" && before !== null && after !== null && PUT_ON.some((key) => isNewlySet(key, change, around)));
  if (!(isNew || isPut) || (type === "aws_eip" && isForNat(change, around))) return [];
  return [
    {
      group: "exposure",
      what: isNew ? "there is a new public address" : "a public address is put on it",
      advice: "Make sure that what gets it is meant for the internet.",
      attributes: ["instance", "instance_id", "network_interface", "network_interface_id", "allocation_id"],
    },
  ];
}

/** Arguments of an address that say what has it. */
const PUT_ON = ["instance", "network_interface"];

/** Whether an address is put on something by its own configuration, and not by an association that shows in it. */
const isNewlySet = (key: string, change: ResourceChange, around: Around): boolean => {
  const now = change.after?.[key];
  return (
    typeof now === "string" &&
    now !== "" &&
    now !== UNKNOWN &&
    !isSame(change.before?.[key], now) &&
    around.isConfigured(change, key) !== false
  );
};

/** Whether NAT gateways, and nothing else, use an address. */
function isForNat({ configAddress }: ResourceChange, around: Around): boolean {
  const users = around.usersOf(configAddress);
  return users.length > 0 && users.every((user) => /(^|\.)aws_nat_gateway\./.test(user));
}
