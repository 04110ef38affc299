import { command } from "../command";

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
    // The library's last line leaves files out, which plans and folders are.
    if (shell === "bash") console.log("complete -o default -F __aws_platform_complete aws-platform");
  },
});
