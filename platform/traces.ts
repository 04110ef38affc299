import { Node } from "constructs";

/**
 * Runs `work` and has cdktf write into each block's metadata where in the code its construct was created. The review asks
 * for it in a folder of its own (`CREATION_TRACES=1`): the traces name folders of one machine, so ordinary output has none.
 */
export function withCreationTraces<T>(work: () => T): T {
  const { addMetadata } = Node.prototype;
  Node.prototype.addMetadata = function (type, data, options) {
    addMetadata.call(this, type, data, { ...options, stackTrace: type === "stacktrace" });
  };
  try {
    return work();
  } finally {
    Node.prototype.addMetadata = addMetadata;
  }
}
