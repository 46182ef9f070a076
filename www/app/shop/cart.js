// The cart: plain lists of lines, and the way back. A line is {key, sku, quantity}, or {key, line} for goods by amount.

import { costOf } from './prices.js';

export const emptyCart = { lines: [], past: [] };

const most = 50;
const change = (cart, lines) => ({ lines, past: [...cart.past, cart.lines].slice(-most) });

export const find = (cart, sku) => cart.lines.find((line) => line.sku === sku);

export function add(cart, sku, quantity = '1') {
  return change(cart, [...cart.lines, { key: sku, sku, quantity }]);
}

export const setQuantity = (cart, key, quantity) =>
  change(cart, cart.lines.map((line) => (line.key === key ? { ...line, quantity } : line)));

export const remove = (cart, key) => change(cart, cart.lines.filter((line) => line.key !== key));

export const clear = (cart) => change(cart, []);

export const undo = (cart) => (cart.past.length === 0 ? cart : { lines: cart.past.at(-1), past: cart.past.slice(0, -1) });

/** One more or one fewer, never under one. */
export function step(cart, key, by) {
  const line = cart.lines.find((one) => one.key === key);
  const quantity = Math.max(1, (Number.parseFloat(line.quantity) || 0) + by);
  return setQuantity(cart, key, String(quantity));
}

/** Fills the cart from [sku, quantity] pairs. */
export function fill(cart, pairs) {
  const sums = new Map();
  for (const [sku, quantity] of pairs) sums.set(sku, (sums.get(sku) ?? 0) + Number(quantity));
  return change(cart, [...sums].map(([sku, quantity]) => ({ key: sku, sku, quantity: String(quantity) })));
}

/** The order as the engine takes it. */
export function toOrder(cart, bySku, { id, at, withCost, paying }) {
  const lines = cart.lines.map((line) => {
    if (line.line) return line.line;
    const { price, category, brand } = bySku.get(line.sku);
    const known = { sku: line.sku, quantity: line.quantity, unitPrice: price };
    return { ...known, category, ...(brand && { brand }), ...(withCost && costOf(known)) };
  });
  // What is ordered here is ordered online, which some programs reward.
  return { id, at, attributes: { channel: 'web' }, ...(paying && { paidWithPoints: paying }), lines };
}

/** The cart of an order made of this one's by a hint: same lines in the same order, perhaps one more. */
export function fromOrder(cart, order) {
  const lines = order.lines.map((line, index) => {
    const own = cart.lines[index];
    if (own?.sku) return { ...own, quantity: String(line.quantity ?? own.quantity) };
    if (own) return { ...own, line };
    return line.sku ? { key: line.sku, sku: line.sku, quantity: String(line.quantity) } : { key: `extra-${index}`, line };
  });
  return change(cart, lines);
}

const key = 'earnest.cart';

/** The cart of this browser tab, without products that are no longer sold. */
export function restore(bySku) {
  try {
    const lines = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return { ...emptyCart, lines: lines.filter((line) => line.line || bySku.has(line.sku)) };
  } catch {
    return emptyCart;
  }
}

export function keep(cart) {
  try {
    sessionStorage.setItem(key, JSON.stringify(cart.lines));
  } catch {
    // A browser that keeps nothing still has a working cart.
  }
}
