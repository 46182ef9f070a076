// What an account holds and what it can do with it: rewards, funds, paying with points, partners, leavers.
import { Given } from './awards.js';
import { tellCondition } from './conditions.js';
import { tellLife } from './life.js';
import { isForPeople } from './people.js';
import { days, length } from './time.js';

export function tellRewards(t) {
  for (const reward of t.version.items('rewards')) {
    if (!t.isTold(reward)) {
      reward.hide();
      continue;
    }
    const { id, name: own } = reward.value;
    const plain = t.nameOf('reward', id) ?? t.voice.text(own) ?? t.plain('reward', id);
    reward.get('name');
    const amount = (field) => new Given(t, 'points', reward.get('currency')).amount(reward.get(field));
    const kind = reward.get('kind') ?? 'gift';
    const value = reward.at('value');
    t.heading(reward, plain);
    t.tell(reward.at('kind') ?? reward, `reward.${kind}`, { worth: value ? t.say('reward.worth', { value: t.voice.money(value.value) }) : '' });
    const points = reward.at('points');
    t.tell(points ?? reward, points ? 'reward.points' : 'reward.given', { points: points && amount('points') });
    const unlocked = reward.at('unlockedAt');
    if (unlocked) t.tell(unlocked, 'reward.unlocked', { points: amount('unlockedAt') });
    if (!points && !unlocked) reward.at('currency');
    const stock = reward.at('stock');
    if (stock) t.tell(stock, 'reward.stock', { n: stock.value, x: t.voice.number(stock.value) });
    const window = reward.at('window');
    if (window) t.tell(window, 'reward.window', { days: days(t, window) });
    tellCondition(t, reward.at('when'), 'goods', 'reward-for');
    tellLife(t, reward, 'reward');
  }
}

export function tellFunds(t) {
  for (const fund of t.document.items('funds')) {
    fund.get('name');
    t.tell(fund, 'fund', { name: t.name('fund', fund.value.id) });
    tellLife(t, fund, 'fund');
  }
}

/** Paying with points, in each currency that says how. */
function tellSpend(t) {
  for (const currency of t.document.items('points')) {
    const { id } = currency.value;
    const [spend, worth] = [currency.at('spend'), currency.at('worth')];
    const given = new Given(t, 'points', id);
    const name = id === t.firstCurrency ? t.say('points.plain') : t.say('points.of', { points: t.say('points.plain'), name: t.name('currency', id) });
    if (!spend) {
      // What the operator reckons a point as is no promise.
      if (worth && t.operator) t.tell(worth, 'spend.reckoned', { worth: t.voice.money(worth.value), name });
      else worth?.hide();
      continue;
    }
    t.tell(spend, 'spend', { name });
    if (worth) t.tell(worth, 'spend.worth', { worth: t.voice.money(worth.value) });
    const [minimum, step, most] = ['minimum', 'step', 'most'].map((field) => spend.at(field));
    if (minimum) t.tell(minimum, 'spend.minimum', { points: given.amount(minimum.value) });
    if (step) t.tell(step, 'spend.step', { points: given.amount(step.value) });
    if (most) t.tell(most, 'spend.most', { share: t.voice.percent(most.value) });
  }
}

function tellPartners(t) {
  const partners = t.document.items('partners').map((partner) => {
    const name = t.name('partner', partner.value.id);
    partner.get('name');
    const worth = partner.at('worth');
    partner.at('currency');
    if (!t.operator) worth?.hide();
    const text = t.operator && worth ? t.say('partner.worth', { name, worth: t.voice.money(worth.value), points: t.points(1, partner.get('currency')) }) : name;
    return { path: partner.path, text };
  });
  if (partners.length > 0) t.tell(t.document.at('partners'), 'partners', {}, partners);
}

export function tellUse(t) {
  const { version } = t;
  tellSpend(t);
  tellPartners(t);
  const suspend = version.at('suspendAfter');
  if (suspend) t.tell(suspend, 'suspend', { length: length(t, suspend) });
  const people = isForPeople(t.everyRule());
  if (people) t.tell(version, 'people.consent');
  const leavers = version.at('leavers');
  if (leavers || people) t.tell(leavers ?? version, `leavers.${leavers?.value ?? 'account'}`);
  for (const field of ['level', 'baseline']) {
    const choice = version.at('mergers')?.at(field);
    if (choice) t.tell(choice, `mergers.${field}.${choice.value}`);
  }
}
