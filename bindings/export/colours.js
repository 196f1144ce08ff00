/** The colours of the pictures: those of site/style/tokens.css (a test compares them), since a picture stands alone. */

/** @type {Record<string, readonly [light: string, dark: string]>} */
export const COLOURS = {
  bg: ['#f6f5f2', '#17181b'], pane: ['#ffffff', '#1f2125'], sunk: ['#f0eee9', '#141518'], ink: ['#1d1f23', '#e8e6e1'],
  dim: ['#5d6067', '#a2a5ad'], line: ['#dedbd4', '#34373d'], accent: ['#0b6e69', '#5fd0c5'], 'accent-soft': ['#d9efec', '#17393a'],
  up: ['#1f6f3a', '#7fd39a'], down: ['#9a3412', '#f0a27a'], freed: ['#6f6b63', '#94979f'], number: ['#5257c0', '#a3a8ff'],
  text: ['#0b62ab', '#7cc0ff'], container: ['#8f5000', '#f0b55c'], code: ['#86358f', '#e09ae8'], edge: ['#8b8880', '#767a83'],
};
const SANS = 'ui-sans-serif, system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const MONO = 'ui-monospace, "SF Mono", "Cascadia Code", "DejaVu Sans Mono", monospace';

/** The style sheet of a picture. @param {boolean} dark */
export function styleSheet(dark) {
  const c = Object.fromEntries(Object.entries(COLOURS).map(([role, pair]) => [role, pair[dark ? 1 : 0]]));
  return `text{font-family:${SANS};font-size:12px;fill:${c.ink};white-space:pre}.m{font-family:${MONO}}.d{fill:${c.dim}}.b{font-weight:600}
.h{font-size:11px;font-weight:600;letter-spacing:.08em;fill:${c.dim}}.bg{fill:${c.bg}}.box{fill:${c.pane};stroke:${c.line}}.now{stroke:${c.accent}}.fresh{stroke:${c.up}}
.lost{stroke:${c.down};stroke-dasharray:5 3}.dead{fill:none;stroke:${c.freed};stroke-dasharray:4 3}.hatch{fill:url(#hatch)}.hatch-line{stroke:${c.freed};stroke-opacity:.3}.f{fill:${c.freed}}
.tint{fill:${c['accent-soft']}}.rule{stroke:${c.line};stroke-dasharray:3 3}.up{fill:${c.up};font-weight:600}.down{fill:${c.down};font-weight:600}.ring{fill:none;stroke:${c.ink};stroke-width:1.5}
.ring-dead{fill:none;stroke:${c.freed};stroke-width:1.5}.chip{fill:none;stroke:${c.line}}.chip-new{fill:${c['accent-soft']};stroke:${c.accent}}
.number{fill:${c.number}}.text,.string{fill:${c.text}}.container{fill:${c.container}}.code,.type,.keyword{fill:${c.code}}.comment{fill:${c.dim};font-style:italic}.define{font-weight:600}
.road{fill:none;stroke:${c.edge};stroke-width:1.3;marker-end:url(#tip)}.road-new{fill:none;stroke:${c.accent};stroke-width:1.8;marker-end:url(#tip-new)}
.road-cut{fill:none;stroke:${c.freed};stroke-dasharray:4 4;marker-end:url(#tip-cut)}.tip{fill:${c.edge}}.tip-new{fill:${c.accent}}.tip-cut{fill:${c.freed}}`;
}
