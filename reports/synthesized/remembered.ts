/**
 * A function of one object that works its answer out once for each object, and keeps it for as long as that object lives.
 * For answers that many rules and chapters ask for; neither the object nor the answer may be changed afterwards.
 */
export function remembered<Of extends object, Answer>(workOut: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new WeakMap<Of, Answer>();
  return (of) => {
    if (answers.has(of)) return answers.get(of) as Answer;
    const answer = workOut(of);
    answers.set(of, answer);
    return answer;
  };
}

/** So many objects that were asked of lately are remembered: those of one change and what is beside it. */
const LATELY = 32;

/**
 * The same for what many tables ask of one object right after each other, and nobody later: the answers of the last objects
 * alone are kept, so that those of a large plan go again as they come.
 */
export function rememberedLately<Of extends object, Answer>(workOut: (of: Of) => Answer): (of: Of) => Answer {
  const answers = new Map<Of, Answer>();
  return (of) => {
    const known = answers.get(of);
    if (known !== undefined) return known;
    const answer = workOut(of);
    if (answers.size >= LATELY) answers.delete(answers.keys().next().value as Of);
    answers.set(of, answer);
    return answer;
  };
}

/** More texts are not kept than a large plan has. */
const MOST_TEXTS = 50_000;

/** The same for a function of a text, whichever resource it stands in. */
export function rememberedTexts<Answer>(workOut: (text: string) => Answer): (text: string) => Answer {
  const answers = new Map<string, Answer>();
  return (text) => {
    if (answers.has(text)) return answers.get(text) as Answer;
    if (answers.size >= MOST_TEXTS) answers.clear();
    const answer = workOut(text);
    answers.set(text, answer);
    return answer;
  };
}
