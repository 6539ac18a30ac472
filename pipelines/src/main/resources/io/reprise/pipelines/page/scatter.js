// Sheets of images, galleries of them, and points in the plane that show theirs.

/** Sheets by name, each with its image once it is decoded. */
const sheets = new Map();

blocks.set('sheet', (block) => {
  const image = new Image();
  image.src = block.image;
  sheets.set(block.name, Object.assign({ decoded: image }, block));
  return document.createComment('images');
});

/** One image of a sheet, drawn: a style with a large image would be parsed at each move. */
function sheetTile(sheet, place, pixels) {
  const shown = element('canvas', 'tile-image');
  const scale = Math.max(1, Math.floor(pixels / sheet.width));
  shown.width = sheet.width;
  shown.height = sheet.height;
  shown.style.width = sheet.width * scale + 'px';
  shown.style.height = sheet.height * scale + 'px';
  const left = (place % sheet.across) * sheet.width;
  const top = Math.floor(place / sheet.across) * sheet.height;
  shown.getContext('2d').drawImage(sheet.decoded, left, top, sheet.width, sheet.height, 0, 0, sheet.width, sheet.height);
  return shown;
}

blocks.set('gallery', (block) => {
  const heads = element('tr', '', element('th'));
  block.columns.forEach((column) => heads.append(element('th', '', column)));
  const body = element('tbody');
  for (const line of block.lines) {
    const name = element('th', 'gallery-name', line.name);
    name.scope = 'row';
    const row = element('tr', '', name);
    for (const places of line.cells) {
      const images = element('div', 'gallery-images');
      places.forEach((place) => images.append(tile(block.sheet, place, block.scale)));
      row.append(element('td', '', images));
    }
    body.append(row);
  }
  const box = element('div', 'gallery-box', element('table', 'gallery', element('thead', '', heads), body));
  box.tabIndex = 0;
  return box;
});

/** As many colours as are wanted, the first ones those of all charts. */
function groupColours(layer) {
  const own = palette();
  let used = 0;
  return layer.tones.map((tone) => {
    if (tone !== 'own') {
      return colour(tone === 'bad' ? 'c3' : 'faint');
    }
    const i = used++;
    return i < own.length ? own[i] : 'hsl(' + ((i * 137.5) % 360) + ' 45% ' + (dark.matches ? 65 : 48) + '%)';
  });
}

function planeAxis() {
  return {
    type: 'value',
    scale: true,
    axisLabel: { show: false },
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: colour('line') } },
  };
}

plots.set('scatter', (plot, chart) => {
  const layer = plot.layers[chart.layer];
  const colours = groupColours(layer);
  const size = plot.ids.length > 4000 ? 4 : plot.ids.length > 1200 ? 5 : 7;
  const points = layer.groups.map(() => []);
  layer.of.forEach((group, i) => {
    if (group >= 0) {
      points[group].push([plot.x[i], plot.y[i], i]);
    }
  });
  // ECharts knows groups by names: numbers, since those of the data may be equal, or anything.
  const series = layer.groups.map((_, group) => ({
    name: 'g' + group,
    type: 'scatter',
    data: points[group],
    symbolSize: layer.tones[group] === 'bad' ? size + 2 : size,
    progressive: 0,
    large: false,
    z: layer.tones[group] === 'faint' ? 1 : 2,
    itemStyle: { color: colours[group], opacity: 0.8, borderWidth: 0 },
    emphasis: { scale: 2, itemStyle: { opacity: 1, borderColor: colour('ink'), borderWidth: 1 } },
  }));
  const shown = (at) => {
    const i = at.value[2];
    const all = tip(
      'id ' + plot.ids[i],
      plot.layers.map((each) => [each.name, each.of[i] < 0 ? '\u2013' : shortened(each.groups[each.of[i]], 40)]),
    );
    const sheet = sheets.get(plot.sheet);
    const place = plot.places.length ? plot.places[i] : -1;
    if (sheet && place >= 0) {
      all.prepend(sheetTile(sheet, place, 112));
    }
    return all;
  };
  const names = legend(layer.groups, chart.box);
  const rows = legendHeight(layer.groups, chart.box);
  return {
    renderer: 'canvas',
    height: isNarrow(chart.box) ? Math.min(chart.height, chart.box.clientWidth + 60) : chart.height,
    option: {
      legend: Object.assign(names, {
        show: true,
        icon: 'circle',
        itemHeight: 9,
        itemWidth: 9,
        data: series.map((each) => each.name),
        formatter: (name) => shortened(layer.groups[Number(name.slice(1))], isNarrow(chart.box) ? 14 : 28),
      }),
      grid: { left: 4, right: 4, top: Math.max(rows, 28) + 6, bottom: 4 },
      xAxis: planeAxis(),
      yAxis: planeAxis(),
      tooltip: tooltip('item', shown),
      series,
    },
  };
});
