// Lines, bars and matrices as ECharts takes them.

const AXIS_TYPES = new Map([
  ['linear', 'value'],
  ['whole', 'value'],
  ['log', 'log'],
  ['time', 'time'],
]);

function valueAxis(axis, more) {
  return Object.assign(
    {
      type: AXIS_TYPES.get(axis.scale),
      name: axis.name,
      nameLocation: 'middle',
      nameTextStyle: { color: colour('muted') },
      nameGap: 32,
      // A logarithmic axis would go on to the next power of ten, and leave half of the chart empty.
      min: axis.least === null ? (axis.scale === 'log' ? 'dataMin' : undefined) : axis.least,
      max: axis.most === null ? (axis.scale === 'log' ? 'dataMax' : undefined) : axis.most,
      minInterval: axis.scale === 'whole' ? 1 : undefined,
      scale: true,
      axisLabel: {
        color: colour('muted'),
        hideOverlap: true,
        formatter: axis.scale === 'time' ? undefined : axisNumber,
      },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: colour('line') } },
    },
    more,
  );
}

/** Left of a vertical axis's numbers, for its name, which stands NAME_GAP from its line. */
const NAME_GAP = 52;

function roomForName(axis) {
  return axis.name ? NAME_GAP + 12 : 12;
}

const EXACT = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 12 });

/** As short as can be, with all digits that tell it from the next mark. */
function axisNumber(value) {
  const size = Math.abs(value);
  if (size >= 1e15) {
    return String(Number(value.toPrecision(12)));
  }
  if (size >= 1e6) {
    return EXACT.format(value / 1e6) + ' M';
  }
  return size >= 1000 ? EXACT.format(value) : String(Number(value.toPrecision(12)));
}

function legend(names, box) {
  const most = isNarrow(box) ? 14 : 28;
  return {
    show: names.length > 1,
    type: names.length > 8 ? 'scroll' : 'plain',
    top: 0,
    left: 0,
    icon: 'roundRect',
    itemWidth: 14,
    itemHeight: 4,
    textStyle: { color: colour('ink') },
    inactiveColor: colour('faint'),
    pageIconColor: colour('muted'),
    pageTextStyle: { color: colour('muted') },
    formatter: (name) => shortened(name, most),
  };
}

/** Rows that a plain legend takes, roughly. */
function legendHeight(names, box) {
  if (names.length < 2) {
    return 8;
  }
  const width = names.reduce((sum, name) => sum + 34 + 7.2 * Math.min(name.length, isNarrow(box) ? 14 : 28), 0);
  return names.length > 8 ? 36 : 14 + 22 * Math.ceil(width / Math.max(200, box.clientWidth));
}

plots.set('lines', (plot, chart) => {
  const names = plot.lines.map((line) => line.name);
  const colours = palette();
  let solid = 0;
  const series = plot.lines.map((line) => {
    const reference = line.style === 'reference';
    const own = reference ? colour('muted') : colours[solid % colours.length];
    if (!reference) {
      solid++;
    }
    return {
      name: line.name,
      type: 'line',
      data: line.x.map((x, i) => [x, line.y[i]]),
      showSymbol: !reference && line.x.length <= 40,
      symbol: 'circle',
      symbolSize: 5,
      progressive: 0,
      itemStyle: { color: own },
      lineStyle: { color: own, width: reference ? 1 : 2, type: reference || line.style === 'dashed' ? [5, 4] : 'solid' },
      emphasis: { disabled: true },
      silent: reference,
    };
  });
  const shown = (params) => {
    const points = [params].flat().filter((each) => each.value && each.value[1] !== null);
    const at = points.length ? points[0].value[0] : null;
    const heading = plot.x.scale === 'time' ? new Date(at).toISOString().slice(0, 19).replace('T', ' ') : number(at);
    return tip(
      (plot.x.name ? plot.x.name + ' ' : '') + heading,
      points.slice(0, 16).map((each) => [each.seriesName, number(each.value[1]), each.color]),
    );
  };
  return {
    option: {
      legend: legend(names, chart.box),
      grid: { left: roomForName(plot.y), right: 20, top: legendHeight(names, chart.box) + 8, bottom: 38, containLabel: true },
      xAxis: valueAxis(plot.x, { splitLine: { show: false }, scale: true }),
      yAxis: valueAxis(plot.y, { nameGap: NAME_GAP }),
      tooltip: Object.assign(tooltip('axis', shown), { axisPointer: { lineStyle: { color: colour('faint') } } }),
      series,
    },
  };
});

plots.set('bars', (plot, chart) => {
  const names = plot.series.map((each) => each.name);
  const most = isNarrow(chart.box) ? 14 : 32;
  const categories = {
    type: 'category',
    data: plot.categories,
    inverse: plot.horizontal,
    axisLabel: {
      color: colour('ink'),
      formatter: (name) => shortened(name, most),
      interval: plot.categories.length > 40 ? 'auto' : 0,
      rotate: !plot.horizontal && (plot.categories.length > 6 || isNarrow(chart.box)) ? 40 : 0,
    },
    axisLine: { lineStyle: { color: colour('line') } },
    axisTick: { show: false },
  };
  const values = valueAxis(plot.value, { scale: false });
  const single = plot.series.length === 1;
  return {
    option: {
      legend: legend(names, chart.box),
      grid: {
        left: plot.horizontal ? 12 : roomForName(plot.value),
        right: plot.horizontal ? 56 : 16,
        top: legendHeight(names, chart.box) + 8,
        bottom: plot.horizontal ? 38 : 14,
        containLabel: true,
      },
      xAxis: plot.horizontal ? values : categories,
      yAxis: plot.horizontal ? categories : Object.assign(values, { nameGap: NAME_GAP }),
      tooltip: tooltip('item', (each) => tip(each.name, [[each.seriesName, number(each.value), each.color]])),
      series: plot.series.map((each) => ({
        name: each.name,
        type: 'bar',
        data: each.values,
        barMaxWidth: 22,
        barMinHeight: 1,
        itemStyle: { borderRadius: plot.horizontal ? [0, 3, 3, 0] : [3, 3, 0, 0] },
        emphasis: { disabled: true },
        label: {
          show: single && plot.horizontal,
          position: 'right',
          color: colour('muted'),
          formatter: (at) => number(at.value),
        },
      })),
    },
  };
});

plots.set('matrix', (plot, chart) => {
  const layer = plot.layers[chart.layer];
  const cells = [];
  let most = 0;
  layer.values.forEach((row, y) =>
    row.forEach((value, x) => {
      cells.push([x, y, value]);
      most = value === null ? most : Math.max(most, value);
    }),
  );
  const narrow = isNarrow(chart.box);
  const nameLength = narrow ? 9 : 16;
  const longestOf = (names) => names.reduce((length, name) => Math.max(length, Math.min(name.length, nameLength)), 0);
  const longest = longestOf(plot.rows);
  const above = 14 + 4.8 * longestOf(plot.columns);
  const cellWidth = Math.min(62, (chart.box.clientWidth - 58 - 7 * longest) / Math.max(1, plot.columns.length));
  const digits = layer.digits;
  const numbers = plot.columns.length <= 30 && cellWidth > (digits > 0 ? 30 : 22);
  const axis = (name, data, more) =>
    Object.assign(
      {
        type: 'category',
        data,
        name,
        nameLocation: 'middle',
        nameTextStyle: { color: colour('muted') },
        axisLabel: { color: colour('ink'), formatter: (text) => shortened(text, nameLength), fontSize: narrow ? 10 : 12 },
        axisLine: { show: false },
        axisTick: { show: false },
        splitArea: { show: false },
      },
      more,
    );
  const cellHeight = Math.max(plot.rows.length > 40 ? 8 : 20, Math.min(38, cellWidth));
  const columnAxis = axis(plot.columnAxis, plot.columns, { position: 'top', nameGap: above });
  columnAxis.axisLabel.rotate = -45;
  columnAxis.axisLabel.interval = plot.columns.length > 40 ? 'auto' : 0;
  const rowAxis = axis(plot.rowAxis, plot.rows, { inverse: true, nameGap: 16 + 6.6 * longest });
  rowAxis.axisLabel.interval = plot.rows.length > 60 ? 'auto' : 0;
  return {
    height: 40 + above + cellHeight * plot.rows.length,
    renderer: cells.length > 4000 ? 'canvas' : 'svg',
    option: {
      grid: { left: 36 + 7 * longest, width: cellWidth * plot.columns.length, top: 30 + above, bottom: 8 },
      xAxis: columnAxis,
      yAxis: rowAxis,
      visualMap: {
        show: false,
        min: 0,
        max: most || 1,
        inRange: { color: [colour('heat0'), colour('heat1'), colour('heat2')] },
      },
      tooltip: tooltip('item', (at) =>
        tip('', [
          [plot.rowAxis, plot.rows[at.value[1]]],
          [plot.columnAxis, plot.columns[at.value[0]]],
          ...plot.layers.map((each) => [each.name, fixed(each.values[at.value[1]][at.value[0]], each.digits)]),
        ]),
      ),
      series: [
        {
          type: 'heatmap',
          progressive: 0,
          data: cells.map(([x, y, value]) => ({
            value: [x, y, value === null ? '-' : value],
            label: { color: value > 0.55 * most ? colour('heatInk') : colour('ink') },
          })),
          itemStyle: { borderColor: colour('surface'), borderWidth: plot.columns.length > 40 ? 0 : 1.5, borderRadius: 2 },
          label: {
            show: numbers,
            fontSize: cellWidth > 40 ? 12 : 10,
            formatter: (at) => (at.value[2] === 0 || at.value[2] === '-' ? '' : fixed(at.value[2], digits)),
          },
          emphasis: { itemStyle: { borderColor: colour('ink'), borderWidth: 1 } },
        },
      ],
    },
  };
});
