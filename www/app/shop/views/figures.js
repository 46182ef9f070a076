// Figures within a sentence: none of them breaks over two lines.
import { html } from 'lit-html';

/** @param {{ text: string }[]} figures */
export const inline = (figures) => figures.map(({ text }, index) => html`${index > 0 ? ', ' : ''}<span class="whole-figure">${text}</span>`);
