// Money off an order: a rate, an amount, a new price, or a rate that bands pick.
import { tellBands } from './scales.js';

export function tellDiscount(t, rule, { given }) {
  const discount = rule.at('discount');
  const [rate, amount, price] = [discount.at('rate'), discount.at('amount'), discount.at('unitPrice')];
  if (rate) t.tell(rate, 'discount.rate', { rate: t.voice.percent(rate.value) });
  if (amount) t.tell(amount, 'discount.amount', { amount: t.voice.money(amount.value) });
  if (price) t.tell(price, 'discount.price', { price: t.voice.money(price.value) });
  if (discount.at('bands')) {
    const what = { of: 'amount', name: '', text: '', unit: (value) => t.voice.money(value), only: [] };
    tellBands(t, discount, { given, what, own: 'discount', lead: (by) => t.say('discount.bands', { by }), basisDefaults: { before: true } });
  }
  tellSplit(t, discount, amount);
}

/** Off what an amount goes, and how it is spread over an order. */
function tellSplit(t, discount, amount) {
  const [each, spread, remainder] = ['each', 'spread', 'remainder'].map((field) => discount.at(field));
  if (!amount) return;
  const off = each?.value ?? 'order';
  t.tell(each ?? amount, `each-off.${off}`);
  if (off !== 'order') return;
  t.tell(spread ?? amount, `spread.${spread?.value ?? 'amount'}`);
  if (remainder) t.tell(remainder, `remainder.${remainder.value}`);
}
