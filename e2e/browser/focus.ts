import type { Page } from 'playwright-core';

export interface Focus {
  /** The opening of the element, for messages. */
  readonly element: string;
  /** It, or the row that it stands in, has an outline. */
  readonly isOutlined: boolean;
  /** Its middle is on the screen with nothing else on top. */
  readonly isUncovered: boolean;
  /** It is the element that was looked for. */
  readonly isThere: boolean;
}

/** What somebody who uses the keyboard sees of the element that has the focus. */
export const focusOf = (page: Page, selector: string): Promise<Focus> =>
  page.evaluate((wanted) => {
    const element = document.activeElement ?? document.body;
    const row = element.closest('li') ?? element;
    const hasOutline = (candidate: Element): boolean => {
      const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    const { left, top, width, height } = element.getBoundingClientRect();
    const onTop = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      element: element.outerHTML.slice(0, 120),
      isOutlined: element.matches(':focus-visible') && (hasOutline(element) || hasOutline(row)),
      isUncovered: onTop !== null && (element.contains(onTop) || onTop.contains(element)),
      isThere: element.matches(wanted),
    };
  }, selector);
