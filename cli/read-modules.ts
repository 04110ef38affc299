import { UserError } from "../environments/problem";
import { type RootModule, readFolder, UnreadableFolder } from "../reports/synthesized";

/**
 * Every root module of a folder of synthesized JSON.
 * @param onlyListed Whether only those count that its manifest lists, because an earlier run left others. @default false
 * @throws UserError when it holds none, or what it holds cannot be read
 */
export async function readModules(folder: string, onlyListed = false): Promise<RootModule[]> {
  try {
    return await readFolder(folder, onlyListed);
  } catch (error) {
    throw error instanceof UnreadableFolder ? new UserError(error.message) : error;
  }
}
