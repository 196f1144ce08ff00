/** The few pictures of the workbench, drawn here so that nothing is loaded. */
import { html } from 'lit';

/** Two rings, one open: two objects, one reference. */
export const logo = html`<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="var(--hs-accent)" stroke-width="2.4" stroke-linecap="round" aria-hidden="true"><circle cx="9" cy="12" r="5.2"/><circle cx="16" cy="12" r="5.2" stroke-dasharray="25 8"/></svg>`;

export const chevrons = {
  first: html`<svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><path d="M2 2h2v10H2zM12 2v10L5 7z"/></svg>`,
  back: html`<svg width="12" height="12" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><path d="M11 1v12L2 7z"/></svg>`,
  step: html`<svg width="12" height="12" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><path d="M3 1v12l9-6z"/></svg>`,
  last: html`<svg width="14" height="14" viewBox="0 0 14 14" fill="currentColor" aria-hidden="true"><path d="M10 2h2v10h-2zM2 2v10l7-5z"/></svg>`,
};
