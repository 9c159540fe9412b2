// Draws the newest figures of an indicator as a bar chart (SVG), from the open interface.
//   LANTU_TOKEN=lantu_… node chart.mjs http://127.0.0.1:5500 520181 gdp chart.svg
// Without LANTU_TOKEN it reads what is public. Needs nothing but Node 20.
import { writeFileSync } from 'node:fs';

const [server = 'http://127.0.0.1:5500', place = '520181', indicator = 'gdp', file = 'chart.svg'] =
  process.argv.slice(2);
const token = process.env.LANTU_TOKEN;

/** All pages of a resource. */
async function read(path) {
  const items = [];
  for (let next = ''; next !== null;) {
    const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
    const answer = await fetch(`${server}/api/v1/${place}/${path}${after}`, {
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    const body = await answer.json();
    if (!answer.ok) throw new Error(`${answer.status} ${body.code}: ${body.title.en}`);
    items.push(...body.items);
    ({ next } = body);
  }
  return items;
}

const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const points = (await read(`observations?indicator=${encodeURIComponent(indicator)}&place=${place}&limit=500`))
  .filter(({ value }) => value !== null)
  .toSorted((a, b) => (a.period < b.period ? -1 : 1))
  .slice(-12);
if (points.length === 0) throw new Error(`${indicator} has no figures`);
const { item } = await (
  await fetch(`${server}/api/v1/${place}/indicators/${encodeURIComponent(indicator)}`, {
    headers: token ? { authorization: `Bearer ${token}` } : {},
  })
).json();

const [width, height, left, foot] = [640, 320, 20, 40];
const most = Math.max(...points.map(({ value }) => value), 0);
const step = (width - 2 * left) / points.length;
const bars = points.map(({ period, value, demo }, n) => {
  const tall = most > 0 ? (Math.max(value, 0) / most) * (height - 2 * foot) : 0;
  const x = left + n * step;
  return [
    `<rect x="${x + step * 0.15}" y="${height - foot - tall}" width="${step * 0.7}" height="${tall}" fill="${demo ? '#a9c9c2' : '#2f7f73'}"/>`,
    `<text x="${x + step / 2}" y="${height - foot - tall - 4}" text-anchor="middle">${value}${demo ? ' 演示' : ''}</text>`,
    `<text x="${x + step / 2}" y="${height - foot + 16}" text-anchor="middle">${period}</text>`,
  ].join('');
});
const title = escape(`${item.name.zh}（${item.unit}）`);
writeFileSync(
  file,
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="11"><title>${title}</title><text x="${left}" y="18" font-size="14">${title}</text>${bars.join('')}</svg>\n`,
);
process.stdout.write(`${file}: ${points.length} figures of ${item.name.en}\n`);
