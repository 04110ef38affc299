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
