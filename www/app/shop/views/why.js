// The steps to a total, one under the other like a bill, with their sum.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';

/** An amount of a step or of a total: points as numbers, money as text. */
const amountText = (amount, document) =>
  format.signed(typeof amount === 'number' ? format.number(amount) : format.money(amount, document.currency), amount);

/**
 * @param {object[]} steps of one line or of the whole order
 * @param {Record<string, number | string>} totals what the steps of each unit come to
 */
export function whyView(steps, totals, state, shop) {
  const units = [...new Set(steps.map(({ unit }) => unit))];
  return units.map((unit) => bill(unit, steps.filter((step) => step.unit === unit), totals[unit], state, shop));
}

/** The engine's sentence, without the name of the rule that stands above it. */
function inWords(step, names, result) {
  const sentence = result.explain(step);
  const own = [names.rule(step.rule), names.level(step.rule.split('.')[0])].find((name) => sentence.startsWith(`${name}: `));
  const rest = own === undefined ? sentence : sentence.slice(own.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

function bill(unit, steps, total, { document, result }, shop) {
  const names = shop.names();
  return html`
    <table class="steps" data-unit=${unit}>
      <caption class="unseen">Steps: ${names.currency(unit)}</caption>
      <tbody>
        ${steps.map(
          (step) => html`
            <tr data-step=${step.kind}>
              <th scope="row">
                <span class="step-rule">${names.rule(step.rule)}</span>
                <span class="quiet">${inWords(step, names, result)}</span>
              </th>
              <td data-amount=${step.amount}>${amountText(step.amount, document)}</td>
            </tr>
          `,
        )}
      </tbody>
      ${total === undefined
        ? nothing
        : html`<tfoot>
            <tr>
              <th scope="row">Together</th>
              <td data-total=${total}>${amountText(total, document)}</td>
            </tr>
          </tfoot>`}
    </table>
  `;
}
