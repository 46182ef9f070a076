// What the engine refused, where it happened, with what to do.
import { html, nothing } from 'lit-html';
import { icons } from '../../icons.js';

const sentence = (text) => {
  const trimmed = text.trim();
  return trimmed === '' ? '' : `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}${/[.?!]$/.test(trimmed) ? '' : '.'}`;
};

/** @param {{ code: string, message: string, help: string }[]} problems */
export const problemList = (problems) =>
  problems.length === 0
    ? nothing
    : html`
        <ul class="problems" role="alert">
          ${problems.map(
            ({ code, message, help }) => html`
              <li class="problem">
                ${icons.warn}
                <span>
                  ${sentence(message)} ${help ? html`<span class="problem-help">${sentence(help)}</span>` : nothing}
                  <code>${code}</code>
                </span>
              </li>
            `,
          )}
        </ul>
      `;
