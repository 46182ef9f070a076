// Line icons, 20 by 20, drawn for this page.
import { html, svg } from 'lit-html';

const icon = (paths) => html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">${paths}</svg>`;

export const icons = {
  plus: icon(svg`<path d="M10 4.5v11M4.5 10h11" />`),
  minus: icon(svg`<path d="M4.5 10h11" />`),
  cross: icon(svg`<path d="m5.5 5.5 9 9m0-9-9 9" />`),
  undo: icon(svg`<path d="M4 8.5h8a4 4 0 0 1 0 8H8M4 8.5 7.5 5M4 8.5 7.5 12" />`),
  redo: icon(svg`<path d="M16 8.5H8a4 4 0 0 0 0 8h4m4-8L12.5 5M16 8.5 12.5 12" />`),
  search: icon(svg`<circle cx="9" cy="9" r="5" /><path d="m13 13 3.5 3.5" />`),
  down: icon(svg`<path d="m5.5 8 4.5 4.5L14.5 8" />`),
  check: icon(svg`<path d="m4.5 10.5 3.8 3.8 7.2-8" />`),
  spark: icon(svg`<path d="M10 3.5v3M10 13.5v3M3.5 10h3M13.5 10h3M6 6l1.5 1.5M12.5 12.5 14 14M14 6l-1.5 1.5M7.5 12.5 6 14" />`),
  warn: icon(svg`<path d="M10 3.5 17 16H3zM10 8.5v3.5M10 14v.1" />`),
  cart: icon(svg`<path d="M3 4h2l1.8 8.5h7.7L16.5 7H6" /><circle cx="8" cy="15.8" r="1" /><circle cx="13.5" cy="15.8" r="1" />`),
  open: icon(svg`<path d="M3.5 15.5v-10h4.5l1.5 2h7v8z" />`),
  save: icon(svg`<path d="M10 3.5v8.5m0 0L6.5 8.5M10 12l3.5-3.5M4 15.5h12" />`),
  print: icon(svg`<path d="M6 8V3.5h8V8M6 14H3.5V8h13v6H14M6 11.5h8v5H6z" />`),
  code: icon(svg`<path d="M7 6 3 10l4 4M13 6l4 4-4 4M11.3 4.5 8.7 15.5" />`),
  gift: icon(svg`<path d="M3.5 7h13v3h-13zM4.5 10v6.5h11V10M10 7v9.5M10 7C8 7 6 6.5 6 5s1.8-1.8 2.7-.6C9.600 5.600 10 7 10 7s.4-1.400 1.300-2.600C12.200 3.200 14 3.500 14 5s-2 2-4 2" />`),
  hold: icon(svg`<circle cx="10" cy="10" r="6.5" /><path d="M10 6.300V10l2.500 1.800" />`),
  medal: icon(svg`<circle cx="10" cy="12" r="4.500" /><path d="M7.500 8 5 3.500h10L12.500 8M10 10.500v3" />`),
  lock: icon(svg`<path d="M4.500 9.500h11v7h-11zM7 9.500V7a3 3 0 0 1 6 0v2.500" />`),
  send: icon(svg`<path d="M4 10h12M11 5l5 5-5 5" />`),
  link: icon(svg`<path d="M8.500 11.500a3.200 3.200 0 0 0 4.600 0l2.400-2.400a3.250 3.250 0 0 0-4.600-4.600L9.800 5.600M11.500 8.500a3.200 3.200 0 0 0-4.600 0l-2.400 2.400a3.250 3.250 0 0 0 4.600 4.600l1.100-1.100" />`),
  reset: icon(svg`<path d="M15.5 10a5.5 5.5 0 1 1-1.7-4M15.5 3.5v3h-3" />`),
};
