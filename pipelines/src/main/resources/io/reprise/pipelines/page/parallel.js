// Parallel coordinates as ECharts takes them.

plots.set('parallel', (plot, chart) => {
  const narrow = isNarrow(chart.box);
  const last = plot.columns.length - 1;
  const finite = (value) => typeof value === 'number';
  const ends = plot.rows.map((row) => row[last]).filter(finite);
  const least = Math.min(...ends);
  const most = Math.max(...ends);
  const shown = (column, value) => {
    if (value === null) {
      return '–';
    }
    return finite(value) ? number(value) : value;
  };
  const axes = plot.columns.map((column, i) => {
    const categorical = column.categories.length > 0;
    return {
      dim: i,
      name: shortened(column.name, narrow ? 10 : 20),
      type: categorical ? 'category' : 'value',
      data: categorical ? column.categories : undefined,
      scale: true,
      minInterval: plot.rows.every((row) => row[i] === null || Number.isInteger(row[i])) ? 1 : undefined,
      nameTextStyle: { color: colour('ink') },
      nameLocation: 'end',
      axisLabel: {
        color: colour('muted'),
        formatter: categorical ? (name) => shortened(name, narrow ? 8 : 14) : axisNumber,
      },
      axisLine: { lineStyle: { color: colour('faint') } },
      axisTick: { show: false },
    };
  });
  return {
    option: {
      parallelAxis: axes,
      parallel: { left: narrow ? 36 : 64, right: narrow ? 36 : 72, top: 36, bottom: 24 },
      visualMap: {
        show: false,
        dimension: last,
        min: ends.length ? least : 0,
        max: ends.length && most > least ? most : (ends.length ? least : 0) + 1,
        inRange: { color: [palette()[1], palette()[0]] },
      },
      tooltip: tooltip('item', (at) =>
        tip(
          '',
          plot.columns.map((column, i) => [column.name, shown(column, plot.rows[at.dataIndex][i])]),
        ),
      ),
      series: [
        {
          type: 'parallel',
          progressive: 0,
          smooth: false,
          lineStyle: { width: plot.rows.length > 200 ? 1 : 2, opacity: plot.rows.length > 200 ? 0.4 : 0.85 },
          emphasis: { lineStyle: { width: 4, opacity: 1 } },
          data: plot.rows.map((row) => row.map((value) => (value === null ? NaN : value))),
        },
      ],
    },
  };
});
