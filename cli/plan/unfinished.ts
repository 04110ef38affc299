/** What Terraform complains of after a run that was killed, or while one is, and what that means. */
const UNFINISHED: readonly { readonly message: RegExp; readonly means: string }[] = [
  {
    message: /Error acquiring the state lock/,
    means: "the state is locked: somebody works on it, or was killed while doing so",
  },
  {
    // the names of AWS's services for it, and the words of Kubernetes and Helm
    message:
      /already (exists|associated|owned by you)|AlreadyExists|AlreadyOwnedByYou|\.Duplicate\b|re-use a name that is still in use/i,
    means: "something exists that no state knows: a run that was killed made it, or somebody else did",
  },
  {
    message: /another operation \(install\/upgrade\/rollback\) is in progress/,
    means: "Helm takes a release for one that is being changed: whoever changed it is at work, or was killed",
  },
  {
    message: /Plugin did not respond|plugin(?: process)? (?:crashed|exited)|code = Unavailable desc/i,
    means:
      "the provider was ended from outside, for want of memory or because the build was aborted: what AWS was making at that moment is in no state",
  },
];

/**
 * What a complaint has to do with runs that were killed; a sentence each, with the command that finds out and plans the cure.
 * @param recover that command, as it is spelled here
 */
export function unfinishedIn(complaint: string, recover: string): readonly string[] {
  const words = complaint.replace(/[\s│╷╵]+/g, " ");
  return UNFINISHED.filter(({ message }) => message.test(words)).map(
    ({ means }) => `${means}. ${recover} says what, and changes nothing by itself`,
  );
}
