/** What makes a picture look as it does where the page’s style sheets are not. */
const LOOKS = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'display',
  'visibility',
] as const;

const HEAD = 34;

/** A picture of the page as a file of its own: its looks in it, its title above it, on paper. */
export function svgOf(svg: SVGSVGElement, title: string): { text: string; width: number; height: number } {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const [from, to] = [svg.querySelectorAll('*'), copy.querySelectorAll('*')];
  for (const [at, node] of from.entries()) {
    const style = getComputedStyle(node);
    for (const look of LOOKS) to[at]?.setAttribute(look, style.getPropertyValue(look));
  }
  const box = svg.getAttribute('viewBox') ?? `0 0 ${width} ${height}`;
  copy.setAttribute('viewBox', box);
  for (const [name, value] of [
    ['x', '0'],
    ['y', String(HEAD)],
    ['width', String(width)],
    ['height', String(height)],
  ] as const)
    copy.setAttribute(name, value);
  copy.removeAttribute('style');
  const page = getComputedStyle(document.documentElement);
  const whole = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  whole.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  whole.setAttribute('width', String(width));
  whole.setAttribute('height', String(height + HEAD));
  whole.setAttribute('viewBox', `0 0 ${width} ${height + HEAD}`);
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  paper.setAttribute('fill', page.getPropertyValue('--card').trim() || '#fff');
  const head = document.createElementNS('http://www.w3.org/2000/svg', 'text');
  head.setAttribute('x', '8');
  head.setAttribute('y', '22');
  head.setAttribute('font-family', getComputedStyle(document.body).fontFamily);
  head.setAttribute('font-size', '15');
  head.setAttribute('fill', page.getPropertyValue('--ink').trim() || '#000');
  head.textContent = title;
  whole.append(paper, head, copy);
  return { text: new XMLSerializer().serializeToString(whole), width, height: height + HEAD };
}

/** The same drawn in dots, twice as fine as on the screen. */
export async function pngOf(picture: ReturnType<typeof svgOf>): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([picture.text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(picture.width * 2);
    canvas.height = Math.round(picture.height * 2);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, failed) =>
      canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture'))), 'image/png'),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
