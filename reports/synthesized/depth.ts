/** Whether brackets nest deeper than `most`; brackets in texts do not count. */
export function isDeeper(text: string, most: number): boolean {
  let level = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text.charCodeAt(i);
    if (character === 34) i = endOfText(text, i);
    else if (character === 91 || character === 123) {
      level += 1;
      if (level > most) return true;
    } else if (character === 93 || character === 125) level -= 1;
  }
  return false;
}

/** Position of the quote that ends the JSON text that starts at `start`. */
function endOfText(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end > 0 && backslashesBefore(text, end) % 2 === 1) end = text.indexOf('"', end + 1);
  return end < 0 ? text.length : end;
}

function backslashesBefore(text: string, position: number): number {
  let first = position;
  while (text.charCodeAt(first - 1) === 92) first -= 1;
  return position - first;
}
