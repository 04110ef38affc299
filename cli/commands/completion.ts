import { command } from "../command";

export const completion = command({
  name: "completion",
  task: "maintain",
  summary: "print what makes a shell complete commands, options and names",
  arguments: [{ name: "shell", description: "yours", kind: ["bash", "zsh", "fish"], isRequired: true }],
  examples: [
    ["bash >> ~/.bashrc", "for bash"],
    ["zsh >> ~/.zshrc", "for zsh, after compinit"],
    ["fish > ~/.config/fish/completions/aws-platform.fish", "for fish"],
  ],
  run: async ({ args: [shell = ""] }) => (await import("@bomb.sh/tab")).script(shell, "aws-platform", "aws-platform"),
});
