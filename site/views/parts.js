/**
 * Small pieces of markup shared by the views.
 *
 * @import { Part } from '../state/types.js'
 */
import { css, html, unsafeCSS } from 'lit';
import baseCss from '../style/base.css';

export const base = css`${unsafeCSS(baseCss)}`;

/**
 * Sends a bubbling event that crosses shadow roots.
 * @param {EventTarget} from
 * @param {string} type
 * @param {unknown} [detail]
 */
export function emit(from, type, detail) {
  from.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }));
}

/**
 * Words with code, names and objects set apart; objects can be pointed at when `point` is given.
 * @param {readonly Part[]} parts
 * @param {((serial: number) => void)} [point]
 */
export function words(parts, point) {
  return parts.map((part) => {
    if (part.as === 'code') return html`<code>${part.text}</code>`;
    if (part.as === 'strong') return html`<strong>${part.text}</strong>`;
    if (part.as === 'name') return html`<strong class="mono">${part.text}</strong>`;
    const { serial } = part;
    if (part.as !== 'object' || serial === undefined) return part.text;
    return point ? html`<button class="link" @click=${() => point(serial)}>${part.text}</button>` : html`<strong>${part.text}</strong>`;
  });
}
