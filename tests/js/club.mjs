// The smallest program, and an order for it: 10 points.
export const document = {
  earnest: 1,
  id: 'club',
  currency: 'EUR',
  timeZone: 'UTC',
  versions: [{ from: '2026-01-01', rules: [{ id: 'spend', earn: { points: 1, per: '1.00' } }] }],
};

export const line = { sku: 'A', quantity: 2, unitPrice: 5.25 };

export const order = { id: '1', at: '2026-03-01T10:00:00', lines: [line] };
