// Builds the page that stands in it as JSON.

const page = JSON.parse(document.getElementById('page').textContent);

const contents = element('nav', 'contents');
const list = element('ol');
contents.setAttribute('aria-label', 'Contents');
contents.append(element('p', 'heading', 'Contents'), list);
const main = element('main');

const header = element('header', '', element('p', 'kind', page.kind), element('h1', '', page.title));
const facts = element('ul', 'facts');
page.facts.forEach((fact) => facts.append(element('li', '', fact)));
header.append(facts);
main.append(header);

for (const section of page.sections) {
  const link = element('a', '', section.title);
  link.href = '#' + section.id;
  list.append(element('li', '', link));
  const part = element('section', '', element('h2', '', section.title));
  part.id = section.id;
  section.notes.forEach((note) => part.append(element('p', 'section-note', note)));
  section.blocks.forEach((block) => part.append(build(block)));
  main.append(part);
}
document.body.append(contents, main);
addEventListener('toggle', (event) => {
  const shown = charts.filter((chart) => event.target.open && event.target.contains(chart.box) && !chart.drawn);
  shown.forEach(drawChart);
}, true);
drawCharts();
