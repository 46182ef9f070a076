// How one comes in, plans that one can choose, and rankings.
import { Given } from './awards.js';
import { counted } from './measures.js';
import { tellBenefits } from './tiers.js';
import { length } from './time.js';

export function tellPlans(t) {
  for (const plan of t.version.items('plans')) {
    plan.get('name');
    t.heading(plan, t.plain('plan', plan.value.id));
    const [fee, lasts] = [plan.at('fee'), plan.at('lasts')];
    const values = { fee: t.voice.money(fee?.value ?? 0), length: lasts ? length(t, lasts) : t.voice.count('n.months', 12) };
    t.tell(fee ?? plan, 'plan', values);
    tellBenefits(t, plan, t.name('plan', plan.value.id), 'plan');
  }
}

/** What a place wins: points, money, or a reward. */
function prize(t, win) {
  const [points, cash, reward] = [win.get('points'), win.get('cash'), win.get('reward')];
  if (points !== undefined) return new Given(t, 'points', win.get('currency')).amount(points);
  return cash === undefined ? t.name('reward', reward) : t.voice.money(cash);
}

export function tellBoards(t) {
  for (const board of t.version.items('boards')) {
    if (!t.isTold(board)) {
      board.hide();
      continue;
    }
    board.get('name');
    t.heading(board, t.plain('board', board.value.id));
    const what = counted(t, board);
    t.tell(board, 'board', { ranks: board.get('ranks') ?? 'participant', among: board.get('among') ?? 'everyone', what: what.text });
    if (what.only.length > 0) t.tell(board, 'counted.only', {}, what.only);
    const least = board.at('least');
    if (least) t.tell(least, 'board.least', { least: what.unit(least.value) });
    let [first, shared] = [1];
    const places = board.items('wins').map((win) => {
      const [from, to] = [first, first + Number(win.get('places')) - 1];
      first = to + 1;
      const share = win.get('share');
      if (share) shared ??= win;
      return { path: win.path, text: t.say(share ? `board.${share}` : 'board.places', { many: from === to ? 'one' : 'more', from, to, prize: prize(t, win) }) };
    });
    if (places.length > 0) t.tell(board.at('wins'), 'board.wins', {}, places);
    if (shared) t.tell(shared.at('share'), 'board.shared');
    t.tell(board, 'board.ties');
  }
}
