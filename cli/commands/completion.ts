import { command } from "../command";

/**
 * What the library's script for Bash leaves out: files, which plans and folders are, and names with a colon, which Bash takes
 * for several words.
 */
const BASH = `__aws_platform_all() {
    local cur
    __aws_platform_complete
    _get_comp_words_by_ref -n "=:" cur
    __ltrim_colon_completions "$cur"
}
complete -o default -F __aws_platform_all aws-platform`;

export const completion = command({
  name: "completion",
  task: "maintain",
  summary: "print what makes a shell complete commands, options and names",
  description: "Bash needs the package bash-completion. aws-platform itself has to be on the PATH.",
  arguments: [{ name: "shell", description: "yours", kind: ["bash", "zsh", "fish"], isRequired: true }],
  examples: [
    ["bash >> ~/.bashrc", "for bash"],
    ["zsh >> ~/.zshrc", "for zsh, after compinit"],
    ["fish > ~/.config/fish/completions/aws-platform.fish", "for fish"],
  ],
  run: async ({ args: [shell = ""] }) => {
    const { script } = await import("@bomb.sh/tab");
    script(shell, "aws-platform", "aws-platform");
    if (shell === "bash") console.log(BASH);
  },
});
