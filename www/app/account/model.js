// The account view's own state, what it derives from the shop's account, and what can be done there.
import { announce } from '../announce.js';
import { problemsOf } from '../engine/problems.js';
import { createStore } from '../store.js';
import { actorsOf, holdersOf } from './actors.js';
import { aheadOf, entriesAhead } from './ahead.js';
import { balancesBy, rewardsOf, statementOf } from './books.js';
import { partnerOf } from './invented.js';
import { waitingIn } from './claims.js';
import { goalsOf } from './goals.js';
import { membershipOf } from './membership.js';
import { noticesOf } from './notices.js';
import { createTexts } from './texts.js';
import { freshByHand } from './views/byhand.js';

/** How many rows a list starts with: fewer where all stands in one column. */
export const few = matchMedia('(min-width: 860px)').matches ? 10 : 5;

const fresh = {
  actor: 'company',
  filter: { status: '', holder: '' },
  shown: few,
  lots: few - 2,
  done: null, // what was just done: where, text, and how to undo it
  problems: null, // what was refused: where, and why
  claim: { type: '', attributes: {}, quantity: '1' },
  rejecting: null,
  board: { id: '', period: 'year', which: 'now' },
  language: 'en', // of the notices
  noticesShown: few - 1,
  joining: '', // the invitation that is typed
  applied: false,
  byHand: freshByHand,
};

export function createAccountModel(shop) {
  const store = createStore(fresh);
  let seen = { key: [], told: null };
  let whose = '';
  const texts = createTexts(shop, () => store.set({}));

  const actors = () => {
    const { people, happened } = shop.store.state;
    const left = new Set([...happened.values()].flatMap((event) => (event.leave ? [event.leave.participant] : [])));
    return actorsOf(people.filter(({ id }) => !left.has(id)));
  };
  const actor = () => actors().find(({ id }) => id === store.state.actor) ?? actors()[0];

  /** Other books, other business: nothing of the last one's stays. */
  function follow() {
    const { customer, document } = shop.store.state;
    const now = `${customer.id} ${document?.id}`;
    if (whose !== '' && whose !== now) store.set({ ...fresh, actor: store.state.actor, board: store.state.board, language: store.state.language });
    whose = now;
  }

  /** Everything the view shows of the account at this moment; null while the history is posted. */
  function told() {
    follow();
    const now = shop.now();
    if (!now) return null;
    const key = [now, store.state.actor];
    if (key.every((part, index) => part === seen.key[index])) return seen.told;
    const { document, date, data, happened } = shop.store.state;
    const context = { document, date };
    const who = actor();
    const coming = seen.key[0] === now ? seen.told.coming : entriesAhead(now);
    seen = {
      key,
      told: {
        ...context,
        at: now.at,
        actor: who,
        holders: holdersOf(who),
        entries: now.entries,
        books: balancesBy(now.entries, context),
        rows: statementOf(now.entries, context),
        lots: now.state.lots ?? [],
        redemptions: now.state.redemptions ?? [],
        waiting: waitingIn(now.state, shop.store.state),
        offers: offersOf(document, date, who),
        goals: goalsOf(now.account, { ...context, at: now.at, categories: data.categories, actor: who }),
        notices: noticesOf(now, { ...context, actor: who, holders: holdersOf(who) }),
        membership: membershipOf(now, { ...context, happened }),
        pilots: now.account.pilots,
        consent: now.state.consent ?? null,
        coming,
        ahead: aheadOf(coming, [who.holder], context),
      },
    };
    return seen.told;
  }

  /** Each reward that can be bought, with what stands in the way: the engine is asked to redeem it, without booking. */
  const offersOf = (document, date, who) =>
    rewardsOf(document, date)
      .filter(({ points }) => points !== undefined && points !== null)
      .map((reward) => {
        try {
          shop.weigh('redeem', { reward: reward.id, ...(who.participant && { participant: who.participant }) });
          return { reward, problem: null };
        } catch (error) {
          return { reward, problem: problemsOf(error)[0] };
        }
      });

  /** Where what had the focus is gone, it goes on at the card's title, or at the list's where the card went too. */
  async function keepFocus(place) {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    if (document.activeElement !== document.body) return;
    (document.getElementById(`${place}-title`) ?? document.getElementById('rewards-title') ?? document.getElementById('balances-title'))?.focus({ preventScroll: true });
  }

  /**
   * Books something and tells so beside it.
   * @param {string} place the card where it was done
   */
  function act(place, kind, fields, text, undo) {
    try {
      const { entries, outcome } = shop.post(kind, fields);
      const id = outcome.detail.id;
      store.set({ done: { place, text, undo: undo?.(id) ?? null, entries }, problems: null });
      announce(text);
      return id;
    } catch (error) {
      const problems = problemsOf(error);
      store.set({ problems: { place, list: problems }, done: null });
      announce(problems[0].message);
      return null;
    } finally {
      keepFocus(place);
    }
  }

  const byPerson = () => (actor().participant ? { participant: actor().participant } : {});
  const atPartner = (reward) => {
    const partner = partnerOf(reward, shop.store.state.document);
    return partner ? { partner } : {};
  };
  const cancelling = (place, text) => (redemption) => () => act(place, 'cancel', { redemption, reason: 'undone by the member' }, text);

  return {
    store,
    actors,
    actor,
    told,
    texts,
    set: (patch) => store.set(patch),
    actAs: (id) => {
      store.set({ actor: id, done: null, problems: null, rejecting: null, shown: few, lots: fresh.lots, filter: fresh.filter });
      announce(`Acting as ${actors().find((one) => one.id === id)?.name}`);
    },
    buy: (reward, name) => act('rewards', 'redeem', { reward, ...atPartner(reward), ...byPerson() }, `${name} is yours.`, cancelling('rewards', `${name} was given back, and the points with it.`)),
    reserve: (reward, name) =>
      act('rewards', 'redeem', { reward, reserve: true, ...byPerson() }, `${name} is reserved: its points are set aside.`, cancelling('rewards', `The reservation of ${name} is undone.`)),
    confirm: (redemption, name) => act('held', 'confirm', { redemption }, `${name} was collected.`, () => cancelling('held', `${name} was given back.`)(redemption)),
    cancel: (redemption, name) => act('held', 'cancel', { redemption, reason: 'given back by the member' }, `${name} was given back, and the points with it.`),
    useReward: (reward, name, participant) => act('held', 'use', { reward, ...(participant && { participant }) }, `${name} was used.`),
    useService: (service, name, place = 'benefits') => act(place, 'use', { service, ...byPerson() }, `${name}: one was used.`),
    allow(consent) {
      shop.tell({ consent });
      store.set({ done: { place: 'consent', text: 'Chosen: it acts from the next event on.', undo: null }, problems: null });
    },
    join: (fields) => act('membership', 'join', fields, 'Joined: welcome.'),
    enrol: (plan, name) => act('membership', 'enrol', plan ? { plan } : {}, plan ? `${name} is taken: it acts from the next event on.` : `${name} was left. Nothing of its fee is paid back.`),
    bookByHand(kind, { unit, whose: of, person, toPerson, to, amount, reason, approver }) {
      const fields = {
        adjust: { unit, amount: amount.trim(), reason, approver, ...(of && { participant: of }) },
        transfer: { currency: unit, points: amount.trim(), reason, toParticipant: toPerson, ...(of && { participant: of }) },
        leave: { participant: person, ...(to && { toParticipant: to }) },
      };
      const texts = { adjust: 'Booked: the statement shows it with its reason.', transfer: 'Moved: both sides show it.', leave: 'They have left: the statement shows where everything went.' };
      if (act('by-hand', kind, fields[kind], texts[kind])) store.set({ byHand: { ...freshByHand, kind } });
    },
    claim(fields, waits) {
      const id = act('claims', 'activity', { ...fields, ...byPerson() }, waits ? 'Reported. It waits for the operator.' : 'Reported.', (activity) => () =>
        act('claims', 'reverse', { activity, reason: 'taken back by who reported it' }, 'The report was taken back.'),
      );
      if (id) store.set({ claim: { ...store.state.claim, attributes: {}, quantity: '1' } });
    },
    approve: (event) => act('claims', 'approve', { event, approver: 'operator' }, 'Approved: what waited can be used now.'),
    reject(event, reason) {
      if (act('claims', 'approve', { event, approved: false, reason, approver: 'operator' }, 'Rejected: what waited is taken back.')) store.set({ rejecting: null });
    },
    /** What a report would bring, or why not. */
    weighClaim(fields) {
      try {
        const preview = shop.weigh('activity', { ...fields, ...byPerson() });
        const { consent } = shop.now().state;
        const event = { activity: { id: preview.detail.id, at: preview.detail.at, ...fields, ...byPerson() } };
        const shares = consent ? (texts('en')?.shares(preview.detail, { consent, event }) ?? []) : [];
        return { outcome: preview.detail, unpaid: preview.unpaid(), problems: [], shares };
      } catch (error) {
        return { outcome: null, unpaid: [], problems: problemsOf(error), shares: [] };
      }
    },
    /** A board of the program over the period that holds a day. */
    board(id, at) {
      try {
        const places = shop.now().account.board(id, { at });
        return { places, problems: [] };
      } catch (error) {
        return { places: [], problems: problemsOf(error) };
      }
    },
    /** What a board's winners get is booked: events that the engine gives. */
    closeBoard(id, day) {
      const now = shop.now();
      try {
        const events = now.again().closeBoard(id, { day, at: now.at });
        const own = events.filter(({ account }) => account === now.state.account);
        const entries = own.flatMap(({ event }) => shop.postWhole(event).entries);
        store.set({ done: { place: 'team', text: `Booked for ${own.length === 1 ? 'the winner' : `${own.length} winners`}.`, undo: null, entries }, problems: null });
        announce('What the board won is booked.');
      } catch (error) {
        store.set({ problems: { place: 'team', list: problemsOf(error) }, done: null });
      } finally {
        keepFocus('team');
      }
    },
    closeDone() {
      const { place } = store.state.done;
      store.set({ done: null, problems: null });
      keepFocus(place);
    },
  };
}
