import util from "node:util";

/**
 * cdktf asks `util.isArray` whenever it writes an output. Node.js 22 and later warn of that, once a run, although it is the same
 * function as `Array.isArray`, which it gets instead. Imported for this effect alone, before anything is synthesized.
 */
Object.assign(util, { isArray: Array.isArray });
