#!/usr/bin/env node
import { runProgram } from "../platform/exit";
import { COMMANDS } from "./commands";
import { settlePaths } from "./places";
import { runCommandLine } from "./program";

settlePaths();
void runProgram(() => runCommandLine(COMMANDS, process.argv.slice(2)));
