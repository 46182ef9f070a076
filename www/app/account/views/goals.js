// Goals and challenges: levels, bands and rules that are on their way, each with a bar.
import { html, nothing } from 'lit-html';
import * as format from '../../format.js';
import { progressText } from '../../shop/views/tiers.js';
import { figureIn } from '../../shop/views/unpaid.js';
import { unitOf } from '../books.js';
import { bar, card } from './parts.js';

export function goalsView(told, { standing }) {
  const ladders = told.actor.kind === 'person' ? [] : (standing?.tiers ?? []).filter(({ next }) => next);
  const goals = [...ladders.map((one) => ladderGoal(one, told)), ...told.goals.map((goal) => (goal.kind === 'band' ? bandGoal(goal, told) : ruleGoal(goal, told)))];
  if (goals.length === 0) return nothing;
  return card(
    'goals',
    'Goals and challenges',
    html`<ul class="plain-list goals">
      ${goals.map(
        ({ id, title, share, right, text }) => html`
          <li class="goal" data-goal=${id}>
            <div class="ladder-head"><span>${title}</span><span class="whole-figure">${right}</span></div>
            ${bar(title, share, right)}
            <p class="quiet">${text}</p>
          </li>
        `,
      )}
    </ul>`,
  );
}

const ladderGoal = ({ ladder, next }, told) => ({
  id: `tier ${next.level}`,
  title: `${told.names.ladder(ladder)}: ${told.names.level(next.level)}`,
  share: Math.min(10000, next.share),
  right: format.percent(next.share / 10000),
  text: progressText(next, { document: told.document, names: told.names, date: told.date, ladder }),
});

function bandGoal({ id, rule, by, unit, has, missing, gain, accrued, share }, told) {
  const figure = figureIn(told.document.currency);
  const of = unitOf(unit, told);
  const worth = (amount) => (of.kind === 'points' ? `${format.number(Number(amount))} ${format.lower(of.name)}` : format.money(amount, told.document.currency));
  if (missing === undefined) return { id, title: told.names.rule(rule), share, right: 'reached', text: `${worth(accrued)} so far, settled after ${format.day(by)}. ${figure(has)} is there.` };
  const accrues = format.isZero(accrued) ? '' : ` ${worth(accrued)} so far.`;
  return {
    id,
    title: told.names.rule(rule),
    share,
    right: format.percent(share / 10000),
    text: `${figure(missing)} more by ${format.day(by)} ${format.isZero(gain) ? 'reaches the next band' : `brings ${worth(gain)} more`}. ${figure(has)} is there.${accrues}`,
  };
}

function ruleGoal({ id, rule, of, count, has, needs, missing, share }, told) {
  const figure = figureIn(told.document.currency);
  const left = Number(needs) - Number(has);
  const texts = {
    orders: () => (left === 1 ? 'The next order is the one.' : `${format.plural(left, 'more order')}.`),
    months: () => `An order in ${format.plural(left, 'more month')} in a row.`,
    history: () => (of === 'order' ? `${figure(missing)} missing, counting the next order.` : `${figure(missing)} missing, counting the next ${told.names.activity(of).toLowerCase()}.`),
  };
  // An order of nothing was looked at: it adds no money, but one to what counts orders.
  const isMoney = count === 'history' && figure(needs) !== format.number(Number(needs));
  if (isMoney) return { id, title: told.names.rule(rule), share, right: format.percent(share / 10000), text: `${figure(missing)} missing: ${figure(has)} of ${figure(needs)} is there.` };
  return { id, title: told.names.rule(rule), share, right: `${figure(has)} of ${figure(needs)}`, text: texts[count]() };
}
