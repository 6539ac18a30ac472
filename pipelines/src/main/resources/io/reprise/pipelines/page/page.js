// What all blocks use. Text from data only ever becomes a text node; no name from data is a key.

/** Functions that build a block, and that describe a plot to ECharts, by kind. */
const blocks = new Map();
const plots = new Map();

/** An element with a class, attributes by property, and children: elements or texts. */
function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }
  for (const child of children) {
    if (child !== null && child !== undefined && child !== '') {
      made.append(child);
    }
  }
  return made;
}

/** A block of the page's model as an element. */
function build(block) {
  const builder = blocks.get(block.kind);
  if (!builder) {
    throw new Error('no block of kind ' + block.kind);
  }
  return builder(block);
}

const WHOLE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const FIXED = [0, 1, 2, 3, 4].map(
  (digits) =>
    new Intl.NumberFormat('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
);

/** The same in every language, three digits at least: 10,000; 0.9031; 0.000150; 5,501.7; 1.42e-9. */
function number(value) {
  if (value === null || value === undefined) {
    return '\u2013';
  }
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e15) {
    return WHOLE.format(value);
  }
  if (size >= 1e15 || size < 1e-4) {
    return value.toExponential(2);
  }
  if (size < 0.1) {
    return value.toPrecision(3);
  }
  return FIXED[size < 100 ? 4 : size < 1000 ? 2 : 1].format(value);
}

function fixed(value, digits) {
  return value === null || value === undefined ? '\u2013' : FIXED[Math.min(digits, 4)].format(value);
}

function delta(value) {
  const shown = number(value);
  return value > 0 ? '+' + shown : shown;
}

function seconds(value) {
  if (value === null || value === undefined) {
    return '';
  }
  if (value < 60) {
    return FIXED[1].format(value) + ' s';
  }
  const whole = Math.round(value);
  const hours = Math.floor(whole / 3600);
  const rest = Math.floor((whole % 3600) / 60) + ' min ' + (whole % 60) + ' s';
  return hours > 0 ? hours + ' h ' + rest : rest;
}

function shortened(text, most) {
  return text.length <= most ? text : text.slice(0, most - 1) + '\u2026';
}

/** A value of the style sheet, which differs in light and dark. */
function colour(name) {
  return getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim();
}

function palette() {
  return Array.from({ length: 10 }, (_, i) => colour('c' + i));
}
