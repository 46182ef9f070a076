// The page without a connection: a service worker keeps it, and says when a newer one has come.
import { html, nothing, render } from 'lit-html';
import { registerSW } from 'virtual:pwa-register';
import { icons } from './icons.js';

/** @param {HTMLElement} place where the notice stands: a live region, so that it is read out */
export function keepForOffline(place) {
  const show = (content) => render(content, place);
  const close = () => show(nothing);
  const update = registerSW({
    onNeedRefresh: () => show(notice('A new version of this page is here.', close, () => update(true))),
    // The page works as before; only its next visit may have no connection.
    onRegisterError: () => close(),
  });
}

const notice = (text, close, reload) => html`
  <div class="notice">
    <p>${text}</p>
    <button class="button small primary" @click=${reload}>${icons.reset}<span>Load it</span></button>
    <button class="button icon-only" aria-label="Later" @click=${close}>${icons.cross}</button>
  </div>
`;
