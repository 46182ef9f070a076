// Documents that between them use every field of the format: what the completeness test changes, one field at a time.
// A new field needs a place here, and words in pkg-config/js/terms.

const base = { earnest: 1, id: 'sample', name: { en: 'Builders’ Club', ro: 'Clubul constructorilor' }, currency: 'EUR', timeZone: 'Europe/Bucharest' };

/** Points: forms of earning, conditions, limits. */
const points = {
  ...base,
  note: 'agreed with sales',
  yearStarts: 4,
  points: [
    { id: 'points', name: { en: 'Reward points', ro: 'Puncte de premiere' }, caps: [{ most: 5000, per: 'order' }], note: 'a cent each' },
    { id: 'miles', decimals: 2, orderTotal: { mode: 'half-up', decimals: 1 } },
  ],
  versions: [
    {
      from: '2026-01-01',
      eligible: { category: { not: ['freight', 'deposits'] } },
      groups: [{ id: 'autumn', name: { en: 'Autumn offers', ro: 'Ofertele de toamnă' }, pick: 'best', per: 'order', note: 'one at a time' }],
      budgets: [{ id: 'clearance', name: { en: 'Clearance', ro: 'Lichidare' }, most: 60000, note: 'marketing pays' }],
      rules: [
        {
          id: 'lines',
          note: 'conditions on lines',
          message: { en: 'Well bought', ro: 'Bine cumpărat' },
          on: 'order',
          anyLine: true,
          when: {
            sku: 'GW-200',
            category: ['paint', 'primer'],
            brand: 'Meister',
            tag: { not: 'net-price' },
            attributes: { colour: 'red' },
            quantity: { atLeast: 12, atMost: 20 },
            unitPrice: { above: '5.00', below: '90.00' },
            amount: { atLeast: '100.00' },
            lineDiscount: { is: '0.00' },
            newToAccount: { by: 'brand', within: { months: 12 } },
          },
          earn: { points: 1, per: '1.00', of: 'amount', fullSteps: true, currency: 'miles', basis: { beforeDiscounts: true, withTax: true, withShipping: true } },
          rounding: { mode: 'half-up', scope: 'line' },
          limits: { caps: [{ most: 500, per: 'order' }, { most: 900, per: 'month', whose: 'participant' }], overCap: 'refuse', group: 'autumn', priority: 2 },
          bonus: true,
        },
        { id: 'kilos', name: 'Kilos', earn: { points: 2, per: 25, of: { measure: 'kg' }, currency: 'miles' }, limits: { group: 'autumn', priority: 1 } },
        {
          id: 'orders',
          when: {
            order: {
              amount: { atLeast: '500.00' },
              quantity: { atLeast: 3 },
              lines: { atLeast: 2 },
              categories: { atLeast: 2 },
              number: { is: 4 },
              attributes: { channel: 'web' },
            },
            contains: [{ lines: { category: 'kitchen' }, amount: { atLeast: '200.00' }, quantity: { atLeast: 2 }, count: { atLeast: 1 } }],
            account: { id: { not: 'X-1' }, tier: { atLeast: 'silver' }, attributes: { region: 'north' } },
            streak: { months: 3, atLeast: 2 },
          },
          earn: { points: 250 },
          limits: { times: [{ most: 3, per: 'year' }, { most: 1, per: { rolling: { days: 30 } } }], budget: 'clearance' },
        },
        {
          id: 'fifth',
          when: { order: { number: { every: 5 } }, account: { tier: ['silver', 'gold'] } },
          earn: { points: { silver: 1, gold: 2 }, per: '10.00' },
        },
        {
          id: 'choice',
          when: {
            all: [{ tag: 'core-range' }, { order: { attributes: { desk: 'north' } } }],
            any: [{ category: 'paint' }, { brand: 'Meister', quantity: { above: 3 } }],
            not: { sku: 'OLD', tag: 'spare' },
          },
          earn: { points: 5 },
        },
        { id: 'none', when: { not: { any: [{ category: 'a' }, { tag: 'b' }] } }, earn: { points: 6 } },
        {
          id: 'contains-many',
          when: { contains: [{ lines: { category: 'kitchen', brand: 'Meister' }, amount: { atLeast: '10.00' } }] },
          earn: { points: 7 },
        },
        {
          id: 'history',
          when: {
            history: [
              { of: 'distinct', by: 'brand', over: 'quarter', before: true, is: { atLeast: 3 } },
              { of: 'points', currency: 'miles', over: { rolling: { days: 90 } }, is: { atLeast: 10 } },
              { of: 'amount', over: 'year', when: { category: 'paint' }, is: { atLeast: '50.00' } },
              { of: 'quantity', over: 'month', when: { category: 'paint', brand: 'Meister' }, is: { atLeast: 5 } },
              { of: 'activities', over: 'year', when: { activity: { type: 'webinar' } }, is: { atLeast: 2 } },
              { of: { measure: 'kg' }, over: 'week', is: { atLeast: 100 } },
            ],
          },
          earn: { points: 8 },
        },
        {
          id: 'webinar',
          on: { activity: ['webinar', 'seminar'] },
          when: { activity: { subject: 'safety', attributes: { place: 'online' } } },
          earn: { points: 40, of: 'quantity', per: 2 },
          limits: { times: [{ most: 1, per: 'lifetime', by: 'subject' }, { most: 20, per: 'month' }], caps: [{ most: 200, per: { from: '2026-03-01', to: '2026-03-31' } }] },
          bonus: false,
        },
        { id: 'visit', on: { activity: { not: 'webinar' } }, value: '25.00' },
        { id: 'friday', when: { category: 'paint' }, multiply: '1.5' },
        { id: 'first-purchase', when: { newToAccount: {} }, earn: { points: 9 } },
        {
          id: 'full',
          measure: { of: 'amount', when: { category: 'paint' }, basis: { beforeDiscounts: true, withTax: false, withShipping: false } },
          scale: {
            bands: [{ from: 0, rate: 1 }, { above: '5000.00', to: '9000.00', rate: 2 }, { from: '9000.00', rate: 3 }],
            mode: 'whole-above',
            start: '100.00',
            basis: { of: 'points', currency: 'miles', over: 'year', before: true },
          },
          award: { kind: 'points', currency: 'miles' },
        },
        { id: 'full-rate', on: { periodEnd: 'quarter' }, measure: { of: 'orders', over: 'quarter' }, scale: { rate: 1, per: 10 }, award: { kind: 'rebate' } },
        { id: 'full-steps', measure: { of: 'quantity' }, scale: { rate: 1, per: 10, fullSteps: true }, award: { kind: 'points', currency: 'miles' } },
        { id: 'full-share', measure: { of: 'amount', over: 'line' }, scale: { rate: '2 %' }, award: { kind: 'rebate' } },
        { id: 'full-tier', scale: { byTier: { silver: 1, gold: 2 } }, award: { kind: 'points', currency: 'miles' } },
        { id: 'full-fixed', on: 'joining', scale: { fixed: 100 }, award: { kind: 'points', currency: 'miles' } },
        {
          id: 'full-reached',
          scale: { bands: [{ from: '10.00', fixed: 5 }, { from: '20.00', fixed: 9 }], mode: 'fixed', allReached: true },
          award: { kind: 'points', currency: 'miles' },
        },
      ],
      promotions: [
        { id: 'double', name: { en: 'Double', ro: 'Dublu' }, window: { from: '2026-03-01', to: '2026-03-31' }, on: 'order', multiply: { by: 2, rules: ['kilos', 'lines'], currency: 'miles', compound: true } },
        { id: 'triple', window: { from: '2026-05-01' }, multiply: 3 },
        { id: 'half', window: { to: '2026-06-30' }, when: { category: 'paint' }, earn: { points: 4 } },
      ],
      tiers: [
        {
          id: 'club',
          name: { en: 'Club levels', ro: 'Nivelurile clubului' },
          note: 'yearly',
          when: { account: { attributes: { kind: 'trade' } } },
          metrics: [
            { id: 'spend', name: 'Purchases', of: 'amount', withValue: true, when: { category: 'paint', brand: 'Meister' }, note: 'net' },
            { id: 'status', of: 'points', currency: 'miles' },
            { id: 'range', of: 'distinct', by: 'brand' },
          ],
          period: 'year',
          need: 'any',
          levels: [
            { id: 'bronze', name: 'Bronze' },
            {
              id: 'silver',
              name: { en: 'Silver', ro: 'Argint' },
              note: 'the large middle',
              message: 'Welcome',
              at: { spend: '5000.00', status: 400 },
              benefits: {
                multiplier: 1.25,
                discount: '2 %',
                services: [
                  { id: 'seats', name: { en: 'Training seats', ro: 'Locuri la curs' }, count: 3, per: 'year', unitCost: '120.00', note: 'in Cluj' },
                  { id: 'line', name: 'Priority line' },
                ],
              },
            },
            { id: 'gold', at: { spend: '9000.00', status: 900, range: 5 } },
          ],
          upgrade: 'at-once',
          downgrade: { at: 'period-end', grace: { months: 1 }, toMonthEnd: true, steps: 'straight' },
          onReturn: 'reaching-order',
          carryOver: { cap: { spend: '1000.00' } },
        },
        {
          id: 'rolling',
          metrics: [{ id: 'months', of: 'active-months' }],
          period: { rolling: { months: 12 } },
          levels: [{ id: 'regular', at: { months: 6 } }],
          downgrade: { grace: { days: 14 } },
        },
        { id: 'life', when: { account: { id: ['A', 'B'], attributes: { kind: 'trade' } } }, metrics: [{ id: 'lifelong', of: 'orders' }], period: 'lifetime', levels: [{ id: 'old', at: { lifelong: 100 } }] },
        { id: 'campaign', metrics: [{ id: 'days', of: 'orders' }], period: { from: '2026-03-01', to: '2026-03-31' }, levels: [{ id: 'spring', at: { days: 3 } }] },
      ],
      returns: { within: { months: 12 }, belowZero: 'floor' },
    },
  ],
};

/** Money: discounts, rebates, margins, budgets of money. */
const money = {
  ...base,
  name: 'Dealers',
  versions: [
    { from: '2025-01-01' },
    {
      from: '2026-01-01',
      eligible: { category: 'paint', tag: 'net' },
      groups: [{ id: 'off', pick: 'priority', per: 'line' }],
      rules: [
        { id: 'rate', discount: { rate: '5 %' }, limits: { group: 'off' } },
        { id: 'amount', discount: { amount: '10.00', each: 'order', spread: 'quantity', remainder: 'first' }, limits: { group: 'off', priority: 1 } },
        { id: 'each', discount: { amount: '1.00', each: 'unit' } },
        { id: 'price', discount: { unitPrice: '379.00' } },
        { id: 'cumulative', discount: { bands: [{ from: 0, rate: '1 %' }, { from: '900.00', rate: '2 %' }], mode: 'whole', basis: { of: 'amount', over: 'year', withValue: true } } },
        {
          id: 'volume',
          when: { category: 'paint' },
          rebate: {
            over: 'year',
            settle: 'quarter',
            of: 'amount',
            bands: [{ above: '100.00', to: '20000.00', rate: '2 %' }, { above: '20000.00', rate: '4 %' }],
            mode: 'whole',
            minimum: '5000.00',
            guarantee: { amount: '100.00', cumulative: true, minimum: '1.00' },
            cap: '12000.00',
          },
        },
        { id: 'above', rebate: { over: 'quarter', bands: [{ from: '30000.00', rate: '1 %' }], mode: 'whole-above', start: '30000.00' } },
        { id: 'above-default', rebate: { over: 'quarter', bands: [{ from: '30000.00', rate: '1 %' }, { from: '50000.00', rate: '2 %' }], mode: 'whole-above' } },
        { id: 'fixed', rebate: { over: 'month', bands: [{ from: '100.00', fixed: '10.00' }, { from: '200.00', fixed: '30.00' }], mode: 'fixed', allReached: false } },
        { id: 'units', rebate: { over: 'half-year', of: 'quantity', bands: [{ from: 0, perUnit: '1.00' }, { from: 100, perUnit: '1.50' }], mode: 'per-unit' } },
        {
          id: 'range',
          rebate: {
            over: 'quarter',
            bands: [{ from: 0, rate: '0 %' }, { from: 4, rate: '1 %' }],
            mode: 'whole',
            basis: { of: 'distinct', by: 'category', over: 'quarter', when: { category: 'paint', brand: 'Meister' } },
          },
        },
        { id: 'bonus', rebate: { over: 'year', rate: '1 %', netOf: ['volume', 'units'] } },
        { id: 'bonus-points', on: { periodEnd: 'year' }, measure: { of: 'amount', over: 'year', netOf: ['volume'] }, scale: { rate: 1 }, award: { kind: 'points' } },
        { id: 'flat', rebate: { over: { from: '2026-03-01', to: '2026-03-31' }, rate: '2 %' } },
        { id: 'margin', margin: { over: 'month', bands: [{ from: 0, rate: '28 %' }, { above: '5000.00', rate: '29 %' }, { from: '10000.00', rate: '30 %' }], mode: 'marginal' } },
      ],
      tiers: [
        { id: 'dealer', metrics: [{ id: 'sales', of: 'amount' }, { id: 'trips', of: 'orders' }], period: { rolling: { months: 6 } }, need: 'all', levels: [{ id: 'partner', at: { sales: '1.00', trips: 2 } }], downgrade: { at: 'at-once' }, onReturn: 'kept', upgrade: 'period-end' },
      ],
    },
    { from: '2027-01-01' },
  ],
};

/** What an account holds: lives, people, rewards, funds, partners, terms for some, trials. */
const holdings = {
  ...base,
  checks: { 'no-budget': 'off', cliff: { severity: 'error', except: ['spend'] } },
  points: [
    { id: 'points', life: { pending: { days: 14, until: 'paid' }, expires: { months: 24, end: 'quarter', from: 'award' } }, worth: '0.01', spend: { minimum: 500, step: 100, most: '50 %' } },
    { id: 'status', name: 'Status', life: { expires: { inactive: { months: 12 } } }, worth: '0.02' },
    { id: 'season', life: { pending: { months: 2 }, expires: { on: '2026-12-31', inactive: { months: 3 } } } },
  ],
  funds: [
    { id: 'marketing', name: { en: 'Marketing', ro: 'Promovare' }, life: { expires: { end: 'year' } } },
    { id: 'training' },
  ],
  partners: [{ id: 'fuel-co', name: 'Fuel & Co', worth: '0.008', currency: 'status' }],
  versions: [
    {
      from: '2026-01-01',
      rewards: [
        { id: 'drill', name: { en: 'Cordless drill', ro: 'Mașină de găurit cu acumulator' }, points: 12000, unlockedAt: 20000, stock: 40, unitCost: '89.00', window: { from: '2026-03-01', to: '2026-09-30' }, life: { pending: { end: 'month' }, expires: { end: 'year', from: 'award' } } },
        { id: 'voucher-10', kind: 'voucher', points: 1000, currency: 'status', value: '10.00', life: { expires: { days: 90 } }, when: { account: { attributes: { region: 'north' } } } },
        { id: 'hamper', when: { account: { id: 'A-1', plan: 'pro' } } },
      ],
      rules: [
        { id: 'spend', name: { en: 'Spend', ro: 'Cumpărături' }, earn: { points: 1, per: '1.00' }, to: 'participant', life: { pending: { days: 30, end: 'month' } } },
        { id: 'trade', name: 'Trade', discount: { rate: '2 %' } },
        { id: 'volume', name: 'Volume', funding: [{ by: 'Meister', share: '60 %' }], rebate: { over: 'year', rate: '2 %' } },
        {
          id: 'listed',
          when: {
            sku: { list: 'assortment' },
            category: { list: 'own' },
            brand: { list: 'brands' },
            attributes: { colour: { list: 'colours' } },
            participant: { id: 'ana', role: 'sales-rep', team: ['north', 'south'] },
            account: { linked: 'referrer', plan: 'pro', pilot: 'spring-test' },
          },
          earn: { points: 2 },
          to: { linked: 'referrer' },
          limits: { times: [{ most: 2, per: 'month', whose: 'team' }, { most: 5, per: 'year', whose: { linked: 'group' } }] },
        },
        { id: 'control', when: { account: { pilot: { of: 'spring-test', group: 'control' } } }, earn: { points: 3 }, to: { role: 'sales-manager', of: 'account' } },
        { id: 'tenth', when: { order: { number: { every: 10 } } }, give: 'hamper' },
        { id: 'badges', on: 'anniversary', scale: { bands: [{ from: 1, fixed: 1 }, { from: 5, fixed: 2 }], mode: 'fixed' }, award: { kind: 'reward', reward: 'voucher-10' } },
        { id: 'each-year', on: 'anniversary', earn: { points: 100, per: 1 } },
        { id: 'each-month', on: 'anniversary', measure: { of: 'tenure', in: 'months' }, scale: { rate: 1, per: 1 }, award: { kind: 'points', currency: 'status' } },
        { id: 'co-op', measure: { of: { measure: 'kg' } }, scale: { rate: '0.10' }, award: { kind: 'fund', fund: 'marketing' } },
        {
          id: 'claim',
          on: { activity: 'claim' },
          measure: { of: 'quantity', whose: 'participant' },
          scale: { rate: '50 %' },
          award: { kind: 'cash', from: 'marketing' },
          to: [{ to: 'account', share: '70 %' }, { to: { role: 'sales-rep' }, share: '20 %' }, { to: 'pool', share: '10 %' }],
          life: { pending: { until: 'approved' }, expires: { end: 'year' } },
          limits: { once: ['serial', 'invoice'] },
        },
        {
          id: 'override',
          on: { periodEnd: 'month' },
          measure: { of: 'quantity', when: { activity: { type: 'activation' } }, over: 'month', whose: 'team' },
          scale: { bands: [{ from: 100, fixed: '500.00' }], mode: 'fixed' },
          award: { kind: 'cash' },
          to: { role: 'sales-manager' },
        },
        { id: 'growth', rebate: { over: 'quarter', bands: [{ from: '110 %', rate: '2 %' }, { from: '115 %', rate: '3 %' }], mode: 'whole-above', start: 'baseline', basis: { of: 'amount', against: { back: { months: 12 }, default: '8000.00', least: '1000.00' } } } },
        { id: 'share-of-wallet', rebate: { over: 'quarter', bands: [{ from: '40 %', rate: '1 %' }], mode: 'whole', basis: { of: 'amount', whose: { linked: 'group' }, when: { brand: 'Meister' }, against: { measure: { of: 'amount', when: { category: 'paint', tag: 'net' } } } } } },
        { id: 'target', on: { periodEnd: 'quarter' }, measure: { of: 'amount', over: 'quarter', against: { back: { months: 12 }, lift: '110 %', as: 'ratio' } }, scale: { rate: 50, per: '5 %', fullSteps: true, start: '100 %' }, award: { kind: 'points', currency: 'status' } },
        { id: 'rest', on: { periodEnd: 'quarter' }, measure: { of: 'amount', over: 'quarter', against: { back: { months: 12 } } }, scale: { bands: [{ from: '100 %', fixed: 500 }], mode: 'fixed' }, award: { kind: 'points', currency: 'status' } },
        { id: 'more', on: { periodEnd: 'quarter' }, measure: { of: 'amount', over: 'quarter', against: { back: { months: 12 }, as: 'difference' } }, scale: { rate: 1, per: '10.00' }, award: { kind: 'points', currency: 'status' } },
        {
          id: 'history',
          when: {
            history: [
              { of: 'tenure', in: 'months', over: 'lifetime', is: { atLeast: 6 } },
              { of: 'distinct', by: 'sku', over: 'quarter', when: { sku: { list: 'assortment' } }, against: { list: 'assortment' }, is: { atLeast: '50 %' } },
              { of: 'quantity', over: 'month', whose: 'participant', is: { atLeast: 10 } },
            ],
          },
          earn: { points: 4 },
        },
      ],
      pilots: [
        { id: 'spring-test', name: { en: 'Spring test', ro: 'Testul de primăvară' }, share: '10 %', control: '5 %', salt: 'spring', when: { account: { attributes: { region: 'north' } } }, window: { from: '2026-03-01', to: '2026-05-31' } },
        { id: 'alone', share: '3 %' },
      ],
      terms: [
        {
          id: 'popescu',
          name: { en: 'Agreement with Popescu', ro: 'Înțelegerea cu Popescu' },
          reason: 'framework contract 12/2026',
          when: { account: { id: 'POPESCU' } },
          window: { from: '2026-01-01', to: '2026-12-31' },
          change: [{ id: 'volume', rebate: { over: 'year', rate: '7 %' } }],
          add: [{ id: 'own', when: { brand: 'Meister' }, earn: { points: 9, per: '2.00' } }],
          remove: ['trade'],
          tiers: [{ id: 'ladder', name: 'Ladder', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'base' }, { id: 'top', at: { spend: 500 } }] }],
        },
        { id: 'test-group', reason: 'a trial', when: { account: { pilot: 'spring-test', attributes: { region: 'north' } } }, change: [{ id: 'spend', earn: { points: 2, per: '1.00' } }] },
      ],
      tiers: [{ id: 'ladder', name: 'Ladder', metrics: [{ id: 'spend', of: 'amount' }], period: 'year', levels: [{ id: 'base' }, { id: 'top', at: { spend: 1000 } }] }],
      entry: 'application',
      marginFloor: '12 %',
      plans: [
        {
          id: 'pro',
          name: { en: 'Professional', ro: 'Profesional' },
          message: 'Welcome',
          note: 'sold by the field force',
          fee: '1200.00',
          lasts: { months: 6 },
          benefits: { multiplier: '1.5', discount: '4 %', services: [{ id: 'manager', name: 'Account manager', count: 4, per: 'quarter' }] },
        },
        { id: 'basic', fee: '10.00' },
      ],
      boards: [
        {
          id: 'reps',
          name: { en: 'Best sales reps', ro: 'Cei mai buni agenți' },
          note: 'the trip is to Sinaia',
          of: 'points',
          currency: 'status',
          over: 'year',
          ranks: 'participant',
          among: 'everyone',
          least: '500',
          wins: [{ places: 1, reward: 'drill' }, { places: 3, cash: '250.00' }, { places: 5, points: 100, currency: 'status', share: 'equally' }],
          funding: [{ by: 'supplier-x', share: '40 %' }],
        },
        { id: 'teams', of: 'amount', when: { category: 'paint', participant: { role: 'seller' } }, over: { from: '2026-03-01', to: '2026-05-31' }, ranks: 'team', among: 'account' },
      ],
      suspendAfter: { days: 10 },
      leavers: 'pool',
      mergers: { level: 'higher', baseline: 'sum' },
    },
  ],
};

export const samples = { points, money, holdings };
/** The version of each that is told: the second of `money` has one before it and one behind. */
export const days = { points: '2026-06-01', money: '2026-06-01', holdings: '2026-06-01' };
