// Expressions that are evaluated in a page. They are texts because the types of the project are not those of a browser.

/** The texts in sight whose colour has less contrast with what is behind it than WCAG 2.2 AA asks for (1.4.3). */
export const LOW_CONTRASTS = `(() => {
  const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((value) => {
      const part = value / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
      if (colour[3] !== 0) throw new Error('a background that is half transparent');
    }
    return [255, 255, 255];
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const low = new Set();
  let seen = 0;
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === '' || !element.checkVisibility() || element.closest('option') !== null) continue;
    seen += 1;
    const style = getComputedStyle(element);
    const [a, b] = [luminance(channels(style.color)), luminance(behind(element))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) low.add(element.className + ' ' + style.color + ' ' + ratio.toFixed(2));
  }
  return { seen, low: [...low] };
})()`;

/** By how many pixels the page is wider than its window. */
export const OVERFLOW = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** The numbers of findings and of groups in sight. */
export const VISIBLE = `(() => {
  const count = (selector) => [...document.querySelectorAll(selector)].filter((each) => each.checkVisibility()).length;
  return { findings: count('#groups .finding'), groups: count('#groups > .group') };
})()`;

/** What was taken from a manifest and run sets this. */
export const INJECTED = 'window.injected === undefined ? "nothing" : "injected"';

/** Opens all that is folded. */
export const OPEN_ALL = 'for (const each of document.querySelectorAll("details")) each.open = true';
