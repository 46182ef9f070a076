// A bar from 0 to 10,000 with what was there before and what this order adds.
import { html, nothing, svg } from 'lit-html';

const clamp = (value) => Math.max(0, Math.min(10000, value));

/** @param {{ label: string, before: number, after: number }} shares in hundredths of a percent */
export function meter({ label, before, after }) {
  const [from, to] = [clamp(before), clamp(after)];
  const text = to === from ? `${from / 100} percent` : `${from / 100} percent before this order, ${to / 100} percent after it`;
  return html`
    <div class="meter" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax="100" aria-valuenow=${to / 100} aria-valuetext=${text}>
      <svg width="100%" height="10" aria-hidden="true">
        <rect class="meter-rest" width="100%" height="10" rx="5" />
        ${to > 0 ? svg`<rect class="meter-after" width="${to / 100}%" height="10" rx="5" />` : nothing}
        ${from > 0 ? svg`<rect class="meter-before" width="${from / 100}%" height="10" rx="5" />` : nothing}
      </svg>
    </div>
  `;
}
