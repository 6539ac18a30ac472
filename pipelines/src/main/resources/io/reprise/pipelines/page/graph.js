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
  const wide = chart.box.clientWidth;
  const upright = wide < columns * 108;
  const width = upright ? Math.min(128, (wide - 16) / rows - 12) : Math.min(136, wide / columns - 34);
  const nodeHeight = 46;
  const height = upright ? Math.max(160, columns * 84) : Math.max(140, rows * 66 + 24);
  const along = [0, Math.max(1, columns - 1)];
  const across = [Math.min(-0.5, ...place), Math.max(0.5, ...place)];
  const at = (i, api) => api.coord(upright ? [place[i], plot.nodes[i].column] : [plot.nodes[i].column, place[i]]);
  const edges = plot.nodes.flatMap((node, i) => node.after.map((before) => [before, i]));
  const node = (params, api) => {
    const one = plot.nodes[params.dataIndex];
    const [x, y] = at(params.dataIndex, api);
    const text = (line, size, weight, fill, shift) => ({
      type: 'text',
      silent: true,
      style: {
        text: shortened(line, Math.max(3, Math.floor((width - 8) / (size * 0.58)))),
        x,
        y: y + shift,
        font: weight + ' ' + size + 'px ' + colour('font'),
        fill,
        align: 'center',
        verticalAlign: 'middle',
      },
    });
    return {
      type: 'group',
      children: [
        {
          type: 'rect',
          shape: { x: x - width / 2, y: y - nodeHeight / 2, width, height: nodeHeight, r: 9 },
          style: { fill: colour('surface'), stroke: stateColour(one.state), lineWidth: 1.6 },
        },
        text(one.name, 13, '600', colour('ink'), -8),
        text(one.detail, 11, '400', colour('muted'), 10),
      ],
    };
  };
  const edge = (params, api) => {
    const [before, after] = edges[params.dataIndex];
    const [x1, y1] = at(before, api);
    const [x2, y2] = at(after, api);
    // One that passes other columns goes around what stands in between.
    const span = plot.nodes[after].column - plot.nodes[before].column;
    const aside = span > 1 ? (place[after] >= place[before] ? 1 : -1) * Math.min(90, 34 * span) : 0;
    const shape = upright
      ? bend(x1, y1 + nodeHeight / 2, x2, y2 - nodeHeight / 2 - 3, aside, 0, 0, 0.4)
      : bend(x1 + width / 2, y1, x2 - width / 2 - 3, y2, 0, aside, 0.4, 0);
    const tipX = upright ? x2 : x2 - width / 2 - 1;
    const tipY = upright ? y2 - nodeHeight / 2 - 1 : y2;
    const points = upright
      ? [[tipX, tipY], [tipX - 3.5, tipY - 6], [tipX + 3.5, tipY - 6]]
      : [[tipX, tipY], [tipX - 6, tipY - 3.5], [tipX - 6, tipY + 3.5]];
    return {
      type: 'group',
      silent: true,
      children: [
        { type: 'bezierCurve', shape, style: { stroke: colour('faint'), fill: 'none', lineWidth: 1.2 } },
        { type: 'polygon', shape: { points }, style: { fill: colour('faint') } },
      ],
    };
  };
  const series = (renderItem, data, z) => ({
    type: 'custom',
    coordinateSystem: 'cartesian2d',
    clip: false,
    renderItem,
    data,
    z,
    silent: z < 2,
    encode: { x: 0, y: 1 },
  });
  return {
    height,
    option: {
      grid: { left: width / 2 + 8, right: width / 2 + 8, top: nodeHeight / 2 + 6, bottom: nodeHeight / 2 + 6 },
      xAxis: hiddenAxis(upright ? across : along, false),
      yAxis: hiddenAxis(upright ? along : across, true),
      tooltip: tooltip('item', (hovered) => {
        const one = plot.nodes[hovered.dataIndex];
        const all = tip(one.name, [[one.detail, '', stateColour(one.state)]]);
        one.notes.forEach((note) => all.append(element('div', 'tip-note', note)));
        return all;
      }),
      series: [
        series(edge, edges.map(() => [0, 0]), 1),
        series(node, plot.nodes.map(() => [0, 0]), 2),
      ],
    },
  };
});

/** A curve that leaves and arrives straight, pushed aside in between. */
function bend(x1, y1, x2, y2, asideX, asideY, alongX, alongY) {
  const dx = (x2 - x1) * alongX;
  const dy = (y2 - y1) * alongY;
  return {
    x1,
    y1,
    x2,
    y2,
    cpx1: x1 + dx + asideX,
    cpy1: y1 + dy + asideY,
    cpx2: x2 - dx + asideX,
    cpy2: y2 - dy + asideY,
  };
}

function hiddenAxis([min, max], inverse) {
  return { type: 'value', show: false, min, max, inverse };
}
