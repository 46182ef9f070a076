// Notices: what is near, what lapses, what waits, in the language of whoever reads them, and as the data that the engine gave.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { icons } from '../../icons.js';
import { languages } from '../../rules/model.js';
import { noticeText } from '../notices.js';
import { bar, card } from './parts.js';

const signs = {
  'tier-reached': icons.medal,
  'tier-near': icons.spark,
  'tier-at-risk': icons.warn,
  'band-near': icons.spark,
  'reward-near': icons.gift,
  'reward-in-reach': icons.gift,
};

export function noticesView(told, model) {
  const { notices } = told;
  const { language, noticesShown } = model.store.state;
  const texts = model.texts(language);
  const shown = notices.slice(0, noticesShown);
  return card(
    'notices',
    'Notices',
    html`
      <fieldset class="choice">
        <legend class="unseen">Language of the notices</legend>
        <div class="choice-row">
          ${languages.map(
            ({ id, name }) => html`<label lang=${id}><input type="radio" name="notices-language" value=${id} .checked=${id === language} @change=${() => model.set({ language: id })} /><span>${name}</span></label>`,
          )}
        </div>
      </fieldset>
      ${notices.length === 0 ? html`<p class="quiet">Nothing is near, nothing lapses soon, and nothing waits.</p>` : nothing}
      ${texts ? nothing : html`<p class="quiet" role="status">Writing…</p>`}
      <ul class="plain-list notices" ?hidden=${notices.length === 0}>
        ${texts ? shown.map((one) => noticeView(one, texts, language)) : nothing}
      </ul>
      ${notices.length > noticesShown ? html`<button class="button" @click=${() => model.set({ noticesShown: noticesShown + 20 })}>Show ${notices.length - noticesShown} more</button>` : nothing}
      ${notices.length > 0
        ? html`<details>
            <summary>The same as data</summary>
            <pre class="data" tabindex="0" aria-label="Notices as data">${JSON.stringify(shown.map(({ entry: _, message: __, ...notice }) => notice), null, 1)}</pre>
          </details>`
        : nothing}
    `,
    { count: notices.length > 0 ? format.number(notices.length) : undefined },
  );
}

function noticeView(notice, texts, language) {
  const { code, what, share } = notice;
  const text = noticeText(notice, texts, language);
  return html`
    <li class="notice-line ${code === 'tier-at-risk' ? 'risk' : ''}" data-notice=${code} data-what=${what}>
      ${signs[code] ?? icons.hold}
      <div>
        <p lang=${language}>${text}</p>
        ${share === undefined || share === null ? nothing : bar('How far it is', Math.min(10000, share))}
      </div>
    </li>
  `;
}
