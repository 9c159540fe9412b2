import { existsSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Path of a Chromium, or null where there is none. */
export function chromiumPath(): string | null {
  return (
    [process.env.LANTU_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
      (path) => path !== undefined && existsSync(path),
    ) ?? null
  );
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath() ?? '',
    // A start takes half a second, or many where other work keeps the cores busy.
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Waits until a page rests: nothing is being asked for, nothing says that it is loading, and the page has no work left. */
export async function settled(page: Page): Promise<void> {
  const requests = open.get(page);
  for (let quiet = 0; quiet < 2;) {
    await page.waitForFunction(() => !document.querySelector('.loading, .overview-skeleton'));
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    quiet = requests?.size === 0 ? quiet + 1 : 0;
  }
}

const open = new WeakMap<Page, Set<unknown>>();

/** Begins to count what a page asks for. */
export function watch(page: Page): void {
  const requests = new Set<unknown>();
  open.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Chooses one of a tree: opens the picker of that name, seeks, and takes what was found. */
export async function chooseInTree(page: Page, label: RegExp, name: string): Promise<void> {
  await page.getByRole('button', { name: label }).last().click();
  await page.getByRole('searchbox', { name: '找一找' }).fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('treegrid').waitFor({ state: 'detached' });
}

/** Types the day as of which everything is shown. */
export async function typeAsOf(page: Page, day: string): Promise<void> {
  await page.getByRole('button', { name: /^截至/ }).click();
  const dialog = page.getByRole('dialog', { name: '截至哪一天' });
  await dialog.getByRole('spinbutton').first().focus();
  await page.keyboard.type(day.replaceAll('-', ''));
  await page.keyboard.press('Enter');
}

/** How many pixels the page is wider than its window. */
export function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}

/** What axe calls serious or critical on the page as it stands. */
export async function seriousFaults(page: Page): Promise<string[]> {
  // Without frames of other origins, axe need not open a second page to put its results together; and what passes is not
  // described node by node. Together that is half of the time.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
}
