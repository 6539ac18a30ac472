// A chart in its frame: drawn when it comes into view, again when the theme changes, and for paper.

const charts = [];
const dark = matchMedia('(prefers-color-scheme: dark)');

/** Room for a chart's words in its width. */
function isNarrow(box) {
  return box.clientWidth < 480;
}

function drawChart(chart) {
  if (chart.drawn) {
    chart.drawn.dispose();
  }
  const plot = plots.get(chart.plot.kind);
  if (!plot) {
    throw new Error('no plot of kind ' + chart.plot.kind);
  }
  const described = plot(chart.plot, chart);
  chart.box.style.height = (described.height || chart.height) + 'px';
  chart.drawn = echarts.init(chart.box, null, { renderer: described.renderer || 'svg' });
  chart.drawn.setOption(Object.assign(common(), described.option));
  chart.width = chart.box.clientWidth;
  if (described.then) {
    described.then(chart.drawn);
  }
  chart.drawn.getZr().flush();
}

/** What all charts have. */
function common() {
  return {
    animation: false,
    useUTC: true,
    color: palette(),
    backgroundColor: 'transparent',
    textStyle: { fontFamily: colour('font') || 'system-ui, sans-serif', color: colour('ink') },
    aria: { enabled: true },
  };
}

function tooltip(trigger, formatter) {
  return {
    trigger,
    confine: true,
    formatter,
    backgroundColor: colour('raised'),
    borderColor: colour('line'),
    textStyle: { color: colour('ink'), fontSize: 13 },
    extraCssText: 'box-shadow: 0 4px 16px rgb(0 0 0 / 0.16); max-width: 20rem; white-space: normal;',
  };
}

/** The inside of a tooltip: a heading, and pairs of a name and a value. */
function tip(heading, pairs) {
  const all = element('div', 'tip', heading ? element('strong', '', heading) : null);
  for (const [name, value, dot] of pairs) {
    const line = element('div', 'pair');
    if (dot) {
      const mark = element('i', 'dot');
      mark.style.background = dot;
      line.append(mark);
    }
    line.append(element('span', 'name', name), element('span', 'value', value));
    all.append(line);
  }
  return all;
}

blocks.set('chart', (block) => {
  const box = element('div', 'chart-box');
  box.style.height = block.height + 'px';
  box.setAttribute('role', 'img');
  box.setAttribute('aria-label', block.title);
  const chart = { name: block.name, plot: block.plot, height: block.height, box, drawn: null, layer: 0 };
  charts.push(chart);
  const head = element('figcaption', 'title', block.title);
  const figure = element('figure', 'chart', head);
  figure.id = 'chart-' + block.name;
  if (block.plot.layers && block.plot.layers.length > 1) {
    figure.append(layerSwitch(chart));
  }
  figure.append(box);
  if (block.caption) {
    figure.append(element('figcaption', 'caption', block.caption));
  }
  return figure;
});

/** Buttons that choose one of a plot's layers. */
function layerSwitch(chart) {
  const bar = element('div', 'switch');
  chart.plot.layers.forEach((layer, i) => {
    const button = element('button', '', layer.name);
    button.type = 'button';
    button.setAttribute('aria-pressed', String(i === 0));
    button.addEventListener('click', () => {
      chart.layer = i;
      [...bar.children].forEach((other, j) => other.setAttribute('aria-pressed', String(i === j)));
      drawChart(chart);
    });
    bar.append(button);
  });
  return bar;
}

/** Draws what is in view first, then the rest while nothing else is to do. */
function drawCharts() {
  const waiting = new Set(charts);
  const drawOne = (chart) => {
    if (waiting.delete(chart)) {
      drawChart(chart);
    }
    if (waiting.size === 0) {
      document.documentElement.dataset.ready = 'true';
    }
  };
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) {
        seen.unobserve(entry.target);
        drawOne(charts.find((chart) => chart.box === entry.target));
      }
    }
  });
  charts.forEach((chart) => seen.observe(chart.box));
  const rest = () => {
    const next = waiting.values().next().value;
    if (next) {
      // What is folded away has no width yet.
      if (next.box.clientWidth > 0) {
        drawOne(next);
      } else {
        waiting.delete(next);
      }
      later(rest);
    } else {
      document.documentElement.dataset.ready = 'true';
    }
  };
  later(rest);
}

function later(work) {
  if (window.requestIdleCallback) {
    requestIdleCallback(work, { timeout: 500 });
  } else {
    setTimeout(work, 20);
  }
}

function redrawCharts() {
  charts.filter((chart) => chart.box.clientWidth > 0).forEach(drawChart);
}

dark.addEventListener('change', redrawCharts);

let resizing = 0;
addEventListener('resize', () => {
  clearTimeout(resizing);
  resizing = setTimeout(() => charts.filter((c) => c.drawn && c.box.clientWidth !== c.width).forEach(drawChart), 120);
});

// On paper everything is unfolded, light, and as wide as the paper.
let unfolded = [];
addEventListener('beforeprint', () => {
  unfolded = [...document.querySelectorAll('details:not([open])')];
  unfolded.forEach((fold) => (fold.open = true));
  document.documentElement.classList.add('paper');
  redrawCharts();
});
addEventListener('afterprint', () => {
  unfolded.forEach((fold) => (fold.open = false));
  document.documentElement.classList.remove('paper');
  redrawCharts();
});
