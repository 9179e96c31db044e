import type { Page } from 'playwright-core';

/** What is hard to read or to hit on a page; empty when all is well. */
export interface Readability {
  /** Texts whose contrast is below WCAG 1.4.3 (4.5:1). */
  readonly faint: readonly string[];
  /** Controls below 44 px in either direction (WCAG 2.5.5). */
  readonly small: readonly string[];
  /** How far it can be scrolled sideways, in px (WCAG 1.4.10). */
  readonly overhang: number;
  /** Elements whose text leaves their box. */
  readonly spilling: readonly string[];
}

/** Runs in the page. */
const measure = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [red, green, blue] = channels(color).map((value) => {
      const part = value / 255;
      return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const isSeen = (color) => { const parts = channels(color); return parts.length < 4 || parts[3] > 0; };
  const backgroundOf = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const { backgroundColor } = getComputedStyle(at);
      if (isSeen(backgroundColor)) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const contrast = (element) => {
    const [one, other] = [getComputedStyle(element).color, backgroundOf(element)].map(luminance);
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const elements = [...document.body.querySelectorAll('*')];
  const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
  const texts = elements.filter(speaks);
  const controls = elements.filter((element) => element.matches('button, a.button'));
  const sizeOf = (element) => element.getBoundingClientRect();
  return {
    faint: texts.filter((element) => contrast(element) < 4.5).map((element) => element.textContent + ' ' + contrast(element)),
    small: controls.filter((element) => sizeOf(element).width < 44 || sizeOf(element).height < 44).map((element) => element.textContent),
    overhang: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    spilling: texts.filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0).map((element) => element.textContent),
  };
})()`;

export const readabilityOf = (page: Page): Promise<Readability> => page.evaluate<Readability>(measure);
