import { html } from './markup.ts';

/** The Plimsoll mark: a circle with the load line through it. What is beside it says its name. */
export const mark = html`<svg class="mark" viewBox="0 0 32 24" aria-hidden="true" focusable="false"><circle cx="16" cy="12" r="9" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="M1 12h30" stroke="currentColor" stroke-width="2.5"/></svg>`;

/** The mark as an address, for the tab of a browser: no file beside the page is asked for. */
export const MARK_ADDRESS = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none" stroke="#2b6cb0" stroke-width="3"><circle cx="16" cy="16" r="10"/><path d="M1 16h30"/></g></svg>')}`;
