// A graph of stages, in columns from left to right; on narrow pages from top to bottom.

const STATES = new Map([
  ['ran', 'ran'],
  ['cached', 'cached'],
  ['failed', 'failed'],
  ['interrupted', 'failed'],
]);

function stateColour(state) {
  return colour('state-' + (STATES.get(state) || 'other'));
}

/** Places of nodes: a column each, and within it as near as can be to those that they come after. */
function placed(nodes) {
  const columns = [];
  nodes.forEach((node, i) => {
    (columns[node.column] = columns[node.column] || []).push(i);
  });
  const place = new Array(nodes.length).fill(0);
  columns.forEach((members) => {
    const wish = (i) => {
      const before = nodes[i].after;
      return before.length ? before.reduce((sum, j) => sum + place[j], 0) / before.length : 0;
    };
    const order = members.map((i) => [wish(i), i]).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    order.forEach(([, i], rank) => (place[i] = rank - (order.length - 1) / 2));
  });
  return { place, columns: columns.length, rows: Math.max(1, ...columns.map((members) => members.length)) };
}

plots.set('graph', (plot, chart) => {
  const { place, columns, rows } = placed(plot.nodes);
  const upright = chart.box.clientWidth < columns * 108;
  const width = upright ? Math.min(128, (chart.box.clientWidth - 16) / rows - 12) : Math.min(132, chart.box.clientWidth / columns - 28);
  const height = upright ? Math.max(160, columns * 84) : Math.max(140, rows * 66 + 20);
  const nodeHeight = 46;
  const along = [0, Math.max(1, columns - 1)];
  const across = [Math.min(-0.5, ...place), Math.max(0.5, ...place)];
  const data = plot.nodes.map((node, i) => ({
    id: String(i),
    name: String(i),
    value: upright ? [place[i], node.column] : [node.column, place[i]],
    symbolSize: [Math.max(40, width), nodeHeight],
    itemStyle: { color: colour('surface'), borderColor: stateColour(node.state), borderWidth: 1.5 },
    label: {
      formatter: '{name|' + plain(shortened(node.name, Math.floor(width / 7.4))) + '}\n{detail|' + plain(node.detail) + '}',
    },
  }));
  return {
    height,
    option: {
      grid: { left: width / 2 + 6, right: width / 2 + 6, top: nodeHeight / 2 + 6, bottom: nodeHeight / 2 + 6 },
      xAxis: hiddenAxis(upright ? across : along, false),
      yAxis: hiddenAxis(upright ? along : across, true),
      tooltip: tooltip('item', (at) => {
        if (at.dataType !== 'node') {
          return '';
        }
        const node = plot.nodes[at.dataIndex];
        const all = tip(node.name, [[node.state, node.detail, stateColour(node.state)]]);
        node.notes.forEach((note) => all.append(element('div', 'tip-note', note)));
        return all;
      }),
      series: [
        {
          type: 'graph',
          coordinateSystem: 'cartesian2d',
          symbol: 'roundRect',
          data,
          edges: plot.nodes.flatMap((node, i) => node.after.map((before) => ({ source: String(before), target: String(i) }))),
          edgeSymbol: ['none', 'arrow'],
          edgeSymbolSize: 7,
          lineStyle: { color: colour('faint'), width: 1.25, curveness: 0 },
          label: {
            show: true,
            color: colour('ink'),
            rich: {
              name: { fontWeight: 600, fontSize: 13, lineHeight: 18, color: colour('ink') },
              detail: { fontSize: 11, lineHeight: 15, color: colour('muted') },
            },
          },
          emphasis: { focus: 'adjacency', scale: false },
        },
      ],
    },
  };
});

/** A text that a label's own markup leaves alone. */
function plain(text) {
  return text.replace(/[{}|]/g, ' ');
}

function hiddenAxis([min, max], inverse) {
  return { type: 'value', show: false, min, max, inverse };
}
