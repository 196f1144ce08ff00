/** python's own options and the variables PYTHON... of the environment, as the runtime takes them in front of the program's arguments. */

/** @typedef {import('./options.js').Options} Options */

/** Items of sys.flags that a letter counts. @type {Record<string, string[]>} */
const FLAGS = {
  b: ['bytes_warning'], B: ['dont_write_bytecode'], d: ['debug'], E: ['ignore_environment'], O: ['optimize'], P: ['safe_path'], q: ['quiet'],
  s: ['no_user_site'], S: ['no_site'], u: [], v: ['verbose'], I: ['isolated', 'ignore_environment', 'no_user_site', 'safe_path'],
};
/** Variables that do what a letter does, and those that do what -X does. */
const LETTERS = { PYTHONOPTIMIZE: 'O', PYTHONDONTWRITEBYTECODE: 'B', PYTHONDEBUG: 'd', PYTHONVERBOSE: 'v', PYTHONNOUSERSITE: 's', PYTHONSAFEPATH: 'P' };
const X_OPTIONS = { PYTHONDEVMODE: 'dev', PYTHONFAULTHANDLER: 'faulthandler', PYTHONTRACEMALLOC: 'tracemalloc', PYTHONINTMAXSTRDIGITS: 'int_max_str_digits', PYTHONUTF8: 'utf8' };

/** @param {Options} options @returns {Record<string, string | undefined>} */
const environmentOf = ({ letters = '' }) => (/[EI]/.test(letters) ? {} : process.env);

/** How often a letter counts for a variable: a number says so itself. @param {string} text */
const timesOf = (text) => (/^\d+$/.test(text) ? Math.max(Number(text), 1) : 1);

/** PYTHONHASHSEED, unless it says random: runs are repeatable here. @param {Options} options */
export function hashSeedOf(options) {
  const text = environmentOf(options).PYTHONHASHSEED ?? '';
  return /^\d{1,10}$/.test(text) && Number(text) < 2 ** 32 ? Number(text) : undefined;
}

/** @param {Options} options @returns {string[]} */
export function interpreterOptions(options) {
  const environment = environmentOf(options);
  const set = (/** @type {string} */ name) => environment[name] || undefined;
  const letters = [...(options.letters ?? ''), ...Object.entries(LETTERS).flatMap(([name, letter]) => (set(name) ? Array(timesOf(set(name) ?? '')).fill(letter) : []))];
  const asked = options.xoptions ?? [];
  const has = (/** @type {string} */ name) => asked.some((text) => text.split('=')[0] === name);
  const xoptions = [...Object.entries(X_OPTIONS).flatMap(([name, option]) => (!set(name) || has(option) ? [] : option === 'dev' || option === 'faulthandler' ? [option] : [`${option}=${set(name)}`])), ...asked];
  /** @type {Record<string, number>} */ const flags = {};
  for (const name of letters.flatMap((letter) => FLAGS[letter] ?? [])) flags[name] = (flags[name] ?? 0) + 1;
  const value = (/** @type {string} */ name) => xoptions.findLast((text) => text.split('=')[0] === name)?.split('=')[1];
  const dev = xoptions.includes('dev');
  if (dev) flags.dev_mode = 1;
  if (xoptions.includes('utf8') || value('utf8') === '1') flags.utf8_mode = 1;
  if (/^\d+$/.test(value('int_max_str_digits') ?? '')) flags.int_max_str_digits = Number(value('int_max_str_digits'));
  const warnings = [...(dev ? ['default'] : []), ...(set('PYTHONWARNINGS') ?? '').split(',').filter(Boolean), ...(options.warnings ?? [])];
  return [...Object.entries(flags).map(([name, count]) => `-f${name}=${count}`), ...xoptions.map((text) => `-X${text}`), ...warnings.map((text) => `-W${text}`)];
}
