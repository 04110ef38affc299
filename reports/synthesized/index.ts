export { canonicalJson } from "./canonical";
export { isDeeper } from "./depth";
export { readFolder, UnreadableFolder } from "./folder";
export { grouped } from "./grouped";
export { hasRepeatedKey } from "./json";
export { parseModule, parseStack } from "./parse";
export { pointerTo } from "./pointer";
export { environmentsOf, readEnvironments } from "./read";
export { known, type Reference, references, targets } from "./references";
export { remembered, rememberedLately, rememberedTexts } from "./remembered";
export { NotTerraform, readRootModule, terraformFilesIn } from "./root-module";
export { soleExpression, splitTemplate } from "./template";
export type {
  Block,
  Json,
  Kind,
  RemoteStateRead,
  RootModule,
  SourceFile,
  Stack,
  SynthesizedEnvironment,
  Values,
} from "./types";
export { blockIn, blocksIn, entryOf, isGroup, saysFalse, saysTrue, textsOf, toGroup, toList, valueAt } from "./values";
export { readYaml } from "./yaml";
