// Who beside the operator pays: what each funder owes for its shares of awards, and what coalition partners owe each other.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { card } from '../../account/views/parts.js';
import { funderName, partnerName, unitWords } from '../names.js';

/** What a funder shares, as an amount of its unit. */
const given = ({ unit, amount }, told) => {
  const of = told.unit(unit);
  return of.kind === 'points' || of.kind === 'reward' ? `${format.number(Number(amount))} ${format.lower(of.name)}` : `${format.money(String(amount), told.document.currency)} ${unitWords(unit, told)}`;
};

const asksFunders = ({ document }) => JSON.stringify(document.versions).includes('"funding":');

export function claimsView(told) {
  const { claims, totals } = told.claims;
  if (claims.length === 0 && !asksFunders(told)) return nothing;
  const money = (text) => format.money(text, told.document.currency);
  return card(
    'funders',
    'Claims on funders',
    claims.length === 0
      ? html`<p class="quiet">Nothing that others share in was given in this period.</p>`
      : Object.entries(totals).map(
          ([by, total]) => html`
            <section class="credit-note" data-funder=${by}>
              <div class="ladder-head"><h3>${funderName(by)}</h3><strong data-total>${money(total)}</strong></div>
              <ul class="plain-list note-lines">
                ${claims
                  .filter((one) => one.by === by)
                  .map(
                    (one) => html`
                      <li class="note-line" data-line=${one.rule}>
                        <div>
                          <p class="line-name">${told.names.rule(one.rule)}</p>
                          <p class="quiet">${format.percent(one.share)} of ${given(one, told)}</p>
                        </div>
                        <span class="entry-amount">${money(one.owes)}</span>
                      </li>
                    `,
                  )}
              </ul>
            </section>
          `,
        ),
  );
}

/** What partners of a coalition gave and took. */
export function partnersView(told) {
  const { partners, operator } = told.coalition;
  if (partners.length === 0) return nothing;
  const money = (text) => format.signed(format.money(text, told.document.currency), text);
  return card(
    'partners',
    'Partners',
    html`
      <p class="quiet">Who owes whom for points given and taken. Less than zero: the partner pays. The operator: ${money(operator)}.</p>
      <ul class="plain-list note-lines">
        ${partners.map(
          ({ partner, unit, given: out, taken, owes, owed, balance }) => html`
            <li class="note-line" data-partner=${partner}>
              <div>
                <p class="line-name">${partnerName(partner, told)}</p>
                <p class="quiet">
                  ${format.number(out)} ${format.lower(told.unit(unit).name)} given, owes ${format.money(owes, told.document.currency)}; ${format.number(taken)} taken, is owed ${format.money(owed, told.document.currency)}
                </p>
              </div>
              <span class="entry-amount">${money(balance)}</span>
            </li>
          `,
        )}
      </ul>
    `,
  );
}
