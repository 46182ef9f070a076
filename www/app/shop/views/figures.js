// Figures within a sentence: none of them breaks over two lines, but for a long name of what they are of.
import { html } from 'lit-html';

const long = 22;

const whole = ({ text, figure, what }) =>
  figure !== undefined && text.length > long ? html`<span class="whole-figure">${figure}</span> ${what}` : html`<span class="whole-figure">${text}</span>`;

/** @param {{ text: string, figure?: string, what?: string }[]} figures */
export const inline = (figures) => figures.map((one, index) => html`${index > 0 ? ', ' : ''}${whole(one)}`);
