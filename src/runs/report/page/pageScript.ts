import { pageHost } from './pageHost.ts';
import { pageTables } from './pageTables.ts';
import { pageTips } from './pageTips.ts';

/**
 * The page's script. Its parts are functions like any others, checked as such, and go into the page as their source:
 * a report is one file, so there is no script to load. They may use nothing from outside themselves but their arguments.
 */
export const pageScript = `'use strict';
const host = (${sourceOf(pageHost)})();
(${sourceOf(pageTables)})(host);
(${sourceOf(pageTips)})();
`;

/** With the line breaks that the page's parser makes of any others: the hash in the page's policy is of these. */
function sourceOf(part: (...values: never[]) => unknown): string {
  return part.toString().replaceAll('\r\n', '\n');
}
