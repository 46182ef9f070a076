// The steps to a total, one under the other like a bill, with their sum.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { figuresOf } from '../totals.js';

/** An amount of a step: points as numbers, money as text. */
const amountText = ({ amount }, document) =>
  format.signed(typeof amount === 'number' ? format.number(amount) : format.money(amount, document.currency), amount);

/**
 * @param {object[]} steps of one line or of the whole order
 * @param {object} points the total by currency that the steps of each currency must come to
 */
export function whyView(steps, points, state, shop) {
  const { document, result } = state;
  const names = shop.names();
  const units = [...new Set(steps.map(({ unit }) => unit))];
  return html`
    ${units.map((unit) => {
      const own = steps.filter((step) => step.unit === unit);
      const total = figuresOf({ points: { [unit]: points[unit] } }, state, { zeros: true })[0];
      return html`
        <table class="steps">
          <caption class="unseen">
            Steps in ${unit === 'money' ? 'money' : names.currency(unit)}
          </caption>
          <tbody>
            ${own.map(
              (step) => html`
                <tr data-step=${step.kind}>
                  <th scope="row">
                    <span class="step-rule">${names.rule(step.rule)}</span>
                    <span class="quiet">${result.preview.explain(step)}</span>
                  </th>
                  <td data-amount=${step.amount}>${amountText(step, document)}</td>
                </tr>
              `,
            )}
          </tbody>
          ${unit === 'money' || !total
            ? nothing
            : html`<tfoot>
                <tr>
                  <th scope="row">Together</th>
                  <td data-total=${points[unit]}>${total.figure}</td>
                </tr>
              </tfoot>`}
        </table>
      `;
    })}
  `;
}
