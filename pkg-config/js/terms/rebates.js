// Rebates and margins: money over a period, settled at its end or in parts.
import { counted } from './measures.js';
import { tellBands } from './scales.js';
import { period } from './time.js';

export function tellPeriodPay(t, pay, { given }) {
  const what = counted(t, pay);
  const where = ` ${period(t, pay, 'over', 'each')}`;
  const rate = pay.at('rate');
  if (rate) t.add(rate, given.sentence(given.rate(rate.value, what, undefined, undefined, 'named'), ''));
  if (pay.at('bands')) tellBands(t, pay, { given, what, lead: (by) => given.lead(by, where), basisOver: pay });
  const minimum = pay.at('minimum');
  if (minimum) t.tell(minimum, 'rebate.minimum', { what: what.mid, minimum: what.unit(minimum.value) });
  const cap = pay.at('cap');
  if (cap) t.tell(cap, 'rebate.cap', { cap: t.voice.money(cap.value), for: where });
  const settle = pay.at('settle');
  if (settle) t.tell(settle, 'rebate.settle', { end: t.say(`end.${settle.value}`), in: period(t, pay, 'over', 'in') });
  else t.tell(pay.at('over'), 'rebate.settled', { end: period(t, pay, 'over', 'end') });
  const guarantee = pay.at('guarantee');
  if (guarantee) {
    const cumulative = guarantee.get('cumulative') ? 'yes' : 'no';
    t.tell(guarantee, 'rebate.guarantee', { amount: t.voice.money(guarantee.get('amount')), is: cumulative });
    const least = guarantee.at('minimum');
    if (least) t.tell(least, 'rebate.guarantee.minimum', { minimum: what.unit(least.value) });
  }
}
