// Tables that sort by a click on a heading, and show rows with a text.

const NUMERIC = new Set(['number', 'delta', 'share', 'seconds']);

function cell(value, kind) {
  const numeric = NUMERIC.has(kind);
  const made = element('td', kind + (numeric ? ' numeric' : ''));
  if (value === null || value === undefined) {
    made.append(element('span', 'none', '\u2013'));
  } else if (typeof value === 'object') {
    const link = element('a', '', value.text);
    link.href = value.path;
    made.append(link);
  } else if (typeof value === 'number') {
    // Among texts it is a parameter or a number of something: as it was written.
    made.append(kind === 'text' ? String(value) : kind === 'seconds' ? seconds(value) : kind === 'delta' ? delta(value) : number(value));
    made.title = String(value);
    if (kind === 'share') {
      made.style.setProperty('--share', Math.max(0, Math.min(1, value)));
    }
  } else if (kind === 'state') {
    made.append(element('span', 'state ' + value.replace(/[^a-z]/g, '-'), value));
  } else {
    made.append(String(value));
  }
  return made;
}

function cellText(value) {
  return value === null || value === undefined ? '' : typeof value === 'object' ? value.text : String(value);
}

/** Numbers before texts, what is not there last, whatever the direction. */
function compareCells(a, b, sign) {
  const left = a === null || a === undefined;
  const right = b === null || b === undefined;
  if (left || right) {
    return left && right ? 0 : left ? 1 : -1;
  }
  if (typeof a === 'number' && typeof b === 'number') {
    return sign * (a - b);
  }
  if (typeof a === 'number' || typeof b === 'number') {
    return typeof a === 'number' ? -sign : sign;
  }
  const x = cellText(a);
  const y = cellText(b);
  return sign * (x < y ? -1 : x > y ? 1 : 0);
}

blocks.set('table', (block) => {
  const body = element('tbody');
  const heads = element('tr');
  const state = { column: -1, sign: 1, wanted: '' };
  const texts = block.filter ? block.rows.map((row) => row.map(cellText).join('\n').toLowerCase()) : [];
  const lines = block.rows.map((row) => {
    const line = element('tr');
    row.forEach((value, i) => line.append(cell(value, block.columns[i].kind)));
    return line;
  });
  const count = element('span', 'count');

  function show() {
    let order = block.rows.map((_, i) => i);
    if (state.wanted) {
      const words = state.wanted.toLowerCase().split(/\s+/).filter(Boolean);
      order = order.filter((i) => words.every((word) => texts[i].includes(word)));
    }
    if (state.column >= 0) {
      const at = state.column;
      order.sort((a, b) => compareCells(block.rows[a][at], block.rows[b][at], state.sign) || a - b);
    }
    body.replaceChildren(...order.map((i) => lines[i]));
    count.textContent = number(order.length) + ' of ' + number(lines.length);
  }

  block.columns.forEach((column, i) => {
    const sort = element('button', 'sort', column.name);
    sort.type = 'button';
    const head = element('th', NUMERIC.has(column.kind) ? 'numeric' : '', sort);
    head.scope = 'col';
    sort.addEventListener('click', () => {
      // Numbers are mostly asked for by who looks for the largest.
      const first = NUMERIC.has(column.kind) ? -1 : 1;
      state.sign = state.column === i ? -state.sign : first;
      state.column = i;
      for (const other of heads.children) {
        other.removeAttribute('aria-sort');
      }
      head.setAttribute('aria-sort', state.sign > 0 ? 'ascending' : 'descending');
      show();
    });
    heads.append(head);
  });

  const box = element('div', 'table-box', element('table', '', element('thead', '', heads), body));
  box.tabIndex = 0;
  const all = element('div', 'table');
  if (block.title) {
    all.append(element('h3', '', block.title));
  }
  if (block.filter) {
    const field = element('input', 'filter');
    field.type = 'search';
    field.placeholder = 'Filter rows';
    field.setAttribute('aria-label', 'Filter rows');
    field.addEventListener('input', () => {
      state.wanted = field.value;
      show();
    });
    all.append(element('div', 'filter-bar', field, count));
  }
  all.append(box);
  show();
  return all;
});
