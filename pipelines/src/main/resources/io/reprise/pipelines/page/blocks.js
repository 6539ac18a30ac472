// Blocks without data of their own kind.

blocks.set('text', (block) => element('p', 'text', block.text));

blocks.set('code', (block) => {
  const copy = element('button', 'copy', 'Copy');
  copy.type = 'button';
  copy.addEventListener('click', () => {
    const selection = getSelection();
    selection.selectAllChildren(text);
    const copied = document.execCommand('copy'); // works from disk, too
    copy.textContent = copied ? 'Copied' : 'Select and copy';
    setTimeout(() => (copy.textContent = 'Copy'), 1500);
  });
  const text = element('code', '', block.text);
  return element('div', 'code', element('pre', '', text), copy);
});

blocks.set('notices', (block) => {
  const list = element('ul', 'notices');
  for (const notice of block.notices) {
    const line = element('li', 'notice ' + notice.level);
    line.append(element('span', 'level', notice.level === 'good' ? 'ok' : notice.level));
    if (notice.source) {
      line.append(element('span', 'source', notice.source));
    }
    line.append(element('span', 'what', notice.text));
    list.append(line);
  }
  return list;
});

blocks.set('tiles', (block) => {
  const tiles = element('dl', 'tiles');
  for (const tile of block.tiles) {
    const value = element('dd', 'value', number(tile.value));
    value.title = tile.value === null ? 'not a number' : String(tile.value);
    tiles.append(
      element('div', 'tile', element('dt', 'name', tile.name.replace(/([a-z])([A-Z])/g, '$1\u200b$2')), value, tile.note ? element('dd', 'note', tile.note) : null),
    );
  }
  return tiles;
});

blocks.set('fold', (block) => {
  const fold = element('details', 'fold', element('summary', '', block.title));
  const inner = element('div', 'inner');
  block.blocks.forEach((each) => inner.append(build(each)));
  fold.append(inner);
  return fold;
});

blocks.set('row', (block) => {
  const row = element('div', 'row');
  block.blocks.forEach((each) => row.append(build(each)));
  return row;
});

blocks.set('picture', (block) => {
  const image = element('img');
  image.src = block.image;
  image.alt = block.title;
  return element(
    'figure',
    'picture',
    block.title ? element('figcaption', 'title', block.title) : null,
    image,
    block.caption ? element('figcaption', 'caption', block.caption) : null,
  );
});

/** One tile of a picture of many; blocks and hovering use it. */
function tile(sheet, place, scale) {
  const shown = element('div', 'tile-image');
  const across = sheet.across;
  shown.style.width = sheet.width * scale + 'px';
  shown.style.height = sheet.height * scale + 'px';
  shown.style.backgroundImage = 'url("' + sheet.image + '")';
  shown.style.backgroundSize = sheet.width * across * scale + 'px auto';
  shown.style.backgroundPosition =
    -(place % across) * sheet.width * scale + 'px ' + -Math.floor(place / across) * sheet.height * scale + 'px';
  return shown;
}

blocks.set('sprites', (block) => {
  const all = element('div', 'sprites');
  block.captions.forEach((caption, place) => {
    const figure = element('figure', 'sprite ' + caption.tone, tile(block, place, block.scale));
    figure.append(element('figcaption', '', element('span', 'text', caption.text), element('span', 'note', caption.note)));
    all.append(figure);
  });
  return all;
});
