// A chart as a picture of its own: its title and its key stand in it, its colours are those on the screen.
import { save, saveText } from './save.js';

const NS = 'http://www.w3.org/2000/svg';
const PAD = 16;
const TITLE = 34;
const KEY = 26;
const SCALE = 2;

const looks = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linejoin', 'opacity', 'text-anchor', 'font-family', 'font-size', 'font-weight'];
const places = ['d', 'x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'rx', 'width', 'height'];

const make = (tag, given = {}) => {
  const made = document.createElementNS(NS, tag);
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  return made;
};

let pixel;

/** Any colour as every program reads it. */
function plain(color) {
  if (color === 'none' || color === 'transparent') return 'none';
  pixel ??= new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  pixel.clearRect(0, 0, 1, 1);
  pixel.fillStyle = color;
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pixel.getImageData(0, 0, 1, 1).data;
  return alpha === 0 ? 'none' : `#${[red, green, blue].map((one) => one.toString(16).padStart(2, '0')).join('')}`;
}

/** A shape with what style sheets say of it written into it. */
function bare(shape) {
  const style = getComputedStyle(shape);
  const given = {};
  for (const name of places) if (shape.hasAttribute(name)) given[name] = shape.getAttribute(name);
  for (const name of looks) {
    const value = style.getPropertyValue(name);
    given[name] = name === 'fill' || name === 'stroke' ? plain(value) : value;
  }
  if (shape.tagName !== 'text') for (const name of looks.slice(7)) delete given[name];
  const made = make(shape.tagName, given);
  if (shape.tagName === 'text') made.textContent = shape.textContent;
  return made;
}

const drawn = (svg) => [...svg.querySelectorAll('path, line, rect, circle, text')].map(bare);

/** @param {HTMLElement} figure with the chart and its key */
export function pictureOf(figure) {
  const svg = figure.querySelector('svg');
  const { width, height } = svg.viewBox.baseVal;
  const root = getComputedStyle(figure);
  const ink = plain(root.color);
  const words = { fill: ink, 'font-family': root.fontFamily, 'font-size': '13px' };
  const ruler = new OffscreenCanvas(1, 1).getContext('2d');
  ruler.font = `13px ${root.fontFamily}`;
  const group = (x, y, shapes) => {
    const made = make('g', { transform: `translate(${x} ${y})` });
    made.append(...shapes);
    return made;
  };
  const parts = [group(PAD, PAD + TITLE, drawn(svg))];
  let [x, y] = [PAD, PAD + TITLE + height + 8];
  for (const key of figure.querySelectorAll('figcaption > span')) {
    const mark = key.querySelector('svg');
    const name = key.textContent.trim();
    const room = (mark?.viewBox.baseVal.width ?? 0) + 8 + ruler.measureText(name).width + 20;
    if (x > PAD && x + room > PAD + width) [x, y] = [PAD, y + KEY];
    if (mark) parts.push(group(x, y + (14 - mark.viewBox.baseVal.height) / 2, drawn(mark)));
    const text = make('text', { ...words, x: x + (mark?.viewBox.baseVal.width ?? 0) + 8, y: y + 12 });
    text.textContent = name;
    parts.push(text);
    x += room;
  }
  const [all, high] = [width + 2 * PAD, y + KEY + PAD];
  const title = make('text', { ...words, 'font-size': '15px', 'font-weight': '600', x: PAD, y: PAD + 14 });
  title.textContent = svg.querySelector('title')?.textContent ?? '';
  fit(title, ruler, width);
  const ground = plain(getComputedStyle(figure.closest('.card') ?? document.body).backgroundColor);
  const made = make('svg', { xmlns: NS, viewBox: `0 0 ${all} ${high}`, width: all, height: high });
  made.append(make('rect', { width: all, height: high, fill: ground === 'none' ? '#ffffff' : ground }), title, ...parts);
  return made;
}

/** A title that is too long for its picture becomes smaller. */
function fit(title, ruler, width) {
  ruler.font = `600 15px ${title.getAttribute('font-family')}`;
  const room = ruler.measureText(title.textContent).width;
  if (room > width) title.setAttribute('font-size', `${Math.max(8, (15 * width) / room)}px`);
}

export const saveSvg = (figure, name) => saveText(`${name}.svg`, new XMLSerializer().serializeToString(pictureOf(figure)), 'image/svg+xml');

export async function savePng(figure, name) {
  save(`${name}.png`, await pngOf(pictureOf(figure)));
}

/** The page's policy has no images but its own, so the picture is painted shape by shape. */
function pngOf(svg) {
  const canvas = new OffscreenCanvas(Number(svg.getAttribute('width')) * SCALE, Number(svg.getAttribute('height')) * SCALE);
  const on = canvas.getContext('2d');
  on.scale(SCALE, SCALE);
  paint(on, svg);
  return canvas.convertToBlob({ type: 'image/png' });
}

function paint(on, node) {
  on.save();
  const [, x, y] = /translate\((\S+) (\S+)\)/.exec(node.getAttribute('transform') ?? '') ?? [];
  if (x) on.translate(Number(x), Number(y));
  on.globalAlpha = Number(node.getAttribute('opacity') ?? 1);
  if (node.tagName === 'text') write(on, node);
  else if (node.tagName !== 'svg' && node.tagName !== 'g') fill(on, node);
  for (const child of node.children) paint(on, child);
  on.restore();
}

function write(on, node) {
  const of = (name) => node.getAttribute(name);
  on.font = `${of('font-weight') ?? 400} ${of('font-size')} ${of('font-family')}`;
  on.textAlign = { middle: 'center', end: 'right' }[of('text-anchor')] ?? 'left';
  on.fillStyle = of('fill');
  on.fillText(node.textContent, Number(of('x')), Number(of('y')));
}

function fill(on, node) {
  const of = (name) => Number(node.getAttribute(name) ?? 0);
  const path = new Path2D(node.tagName === 'path' ? node.getAttribute('d') : undefined);
  if (node.tagName === 'line') {
    path.moveTo(of('x1'), of('y1'));
    path.lineTo(of('x2'), of('y2'));
  } else if (node.tagName === 'rect') path.roundRect(of('x'), of('y'), of('width'), of('height'), of('rx'));
  else if (node.tagName === 'circle') path.arc(of('cx'), of('cy'), of('r'), 0, 2 * Math.PI);
  const [color, line] = [node.getAttribute('fill'), node.getAttribute('stroke')];
  if (color && color !== 'none') {
    on.fillStyle = color;
    on.fill(path);
  }
  if (line && line !== 'none') {
    on.strokeStyle = line;
    on.lineWidth = parseFloat(node.getAttribute('stroke-width') ?? 1);
    on.lineJoin = node.getAttribute('stroke-linejoin') ?? 'miter';
    on.setLineDash((node.getAttribute('stroke-dasharray') ?? 'none') === 'none' ? [] : node.getAttribute('stroke-dasharray').split(/[ ,]+/).map(parseFloat));
    on.stroke(path);
  }
}
