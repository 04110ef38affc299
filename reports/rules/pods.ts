import { lookUp } from "../built/look-up";
import { ALB, containersOf, POD_SPECS } from "../built/pods";
import { type Block, entryOf, type Json } from "../synthesized";
import { forType, type Test } from "./checks";
import { type Check, type Context, judged } from "./rule";

/** An argument of every pod, for example `host_network`, must pass the test. */
export const podAttribute = (path: string, test: Test): Check =>
  forType(Object.keys(POD_SPECS), (block, context) => {
    const { value, pointer } = lookUp(block, `${entryOf(POD_SPECS, block.type)}.${path}`);
    return judged(test(value, block, context), pointer, value);
  });

/** An argument of every container, also of those that prepare the pod, must pass the test. */
export const everyContainer = (path: string, test: Test): Check =>
  forType(Object.keys(POD_SPECS), (block, context) => {
    const looks = containersOf(block).map((at) => lookUp(block, `${at}.${path}`));
    const wrong = looks.find(({ value }) => !test(value, block, context));
    const shown = wrong ?? looks[0] ?? lookUp(block, `${entryOf(POD_SPECS, block.type)}.container`);
    return judged(looks.length > 0 && !wrong, shown.pointer, shown.value);
  });

/** A setting of security that the pod has for all containers, unless a container has its own. */
export const everySecurityContext = (path: string, test: Test): Check =>
  everyContainer(`security_context.${path}`, (value, block, context) =>
    test(value ?? podSetting(block, path), block, context),
  );

const podSetting = (block: Block, path: string): Json | undefined =>
  lookUp(block, `${entryOf(POD_SPECS, block.type)}.security_context.${path}`).value;

/** An annotation of an ingress without its long prefix: `ssl-policy`. */
export const annotation =
  (name: string, test: Test): Check =>
  (block: Block, context: Context) => {
    const { value: annotations, pointer } = lookUp(block, "metadata.annotations");
    const key = `${ALB}${name}`;
    const value = (annotations as Record<string, Json> | undefined)?.[key];
    return judged(test(value, block, context), `${pointer}/${key.replaceAll("/", "~1")}`, value);
  };
