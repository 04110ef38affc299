import type { Page } from "playwright-core";

/** A text that is hard to read: its colours and their contrast, which WCAG 2.2 AA wants to be 4.5, or 3 for large text. */
export interface Faint {
  readonly text: string;
  readonly colors: string;
  readonly ratio: number;
}

/** Every visible text of a page whose contrast is too low. Colours are read from the canvas, so any notation counts. */
export const faintTexts = (page: Page): Promise<Faint[]> =>
  page.evaluate(`(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) =>
    [r, g, b]
      .map((value) => value / 255)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let node = element; node; node = node.parentElement) {
      const color = getComputedStyle(node).backgroundColor;
      if (rgba(color)[3] === 255) return color;
    }
    return getComputedStyle(document.documentElement).getPropertyValue("--paper");
  };
  const under = (text) => {
    const { left, top, width, height } = text.getBoundingClientRect();
    const rects = [...text.ownerSVGElement.querySelectorAll("rect")].filter((rect) => {
      const area = rect.getBoundingClientRect();
      return area.left <= left + width / 2 && area.right >= left + width / 2 && area.top <= top + height / 2 && area.bottom >= top + height / 2;
    });
    return getComputedStyle(rects.at(-1)).fill;
  };
  const found = new Map();
  for (const element of document.body.querySelectorAll("*")) {
    const text = [...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data.trim()).join("");
    if (!text || !element.checkVisibility() || ["SCRIPT", "STYLE", "title", "desc"].includes(element.nodeName)) continue;
    const style = getComputedStyle(element);
    const isSvg = element.ownerSVGElement;
    const colors = isSvg ? [style.fill, under(element)] : [style.color, behind(element)];
    const [light, dark] = colors.map((color) => luminance(rgba(color))).sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (isLarge ? 3 : 4.5)) found.set(colors.join(" on "), { text: text.slice(0, 40), colors: colors.join(" on "), ratio });
  }
  return [...found.values()];
})()`);
