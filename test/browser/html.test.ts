import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { format } from '../../src/report/html.ts';
import { hostileReport } from '../../src/report/testing/hostile.ts';
import { examplesReport, manifestsOf, overlaysReport, reportOf } from '../../src/report/testing/reports.ts';
import { HUNDRED_FLAWS, hostileFlawsReport, reportOfFlaws } from '../../src/report/testing/vulnerabilities.ts';
import { chromiumPath, startChromium } from './chromium.ts';
import { INJECTED, LOW_CONTRASTS, OPEN_ALL, OVERFLOW, VISIBLE } from './measures.ts';

const PAGES = {
  overlays: overlaysReport,
  examples: examplesReport,
  hostile: hostileReport,
  flaws: async () => reportOfFlaws(HUNDRED_FLAWS),
  'hostile flaws': hostileFlawsReport,
  passed: async () => reportOf({ units: [manifestsOf('examples/shop-mended')] }),
  incomplete: async () => reportOf({ units: [[{ path: 'broken.yaml', text: 'kind: [\n' }]] }),
} as const;

const skipped = chromiumPath === undefined ? ' (skipped: no chromium on this machine)' : '';

describe.skipIf(chromiumPath === undefined)(`the page in a browser${skipped}`, { timeout: 60_000 }, () => {
  let browser: Browser;
  let folder = '';
  /** What a page says on its console, asks for and forbids. */
  let heard: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-html-'));
    for (const [page, reported] of Object.entries(PAGES)) {
      const report = format.render(await reported(), { all: false, colour: false, width: 80 });
      writeFileSync(join(folder, `${page}.html`), report);
    }
    browser = await startChromium();
  }, 60_000);
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  async function open(page: keyof typeof PAGES, options: BrowserContextOptions = {}, hash = ''): Promise<Page> {
    heard = [];
    const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
    const opened = await context.newPage();
    const address = pathToFileURL(join(folder, `${page}.html`)).href;
    opened.on('console', (message) => heard.push(`console: ${message.text()}`));
    opened.on('pageerror', (error) => heard.push(`error: ${error.message}`));
    opened.on('dialog', (dialog) => void dialog.dismiss().then(() => heard.push('dialog')));
    opened.on('request', (request) => {
      if (request.url().split('#')[0] !== address) heard.push(`request: ${request.url()}`);
    });
    opened.on('requestfailed', (request) => heard.push(`failed: ${request.url()} ${request.failure()?.errorText}`));
    await opened.goto(address + hash);
    return opened;
  }

  describe.each(Object.keys(PAGES) as readonly (keyof typeof PAGES)[])('of the report %s', (report) => {
    test('says nothing on the console, asks for nothing, breaks no policy, runs nothing of a manifest', async () => {
      const page = await open(report, {}, '#rules');
      await page.evaluate(OPEN_ALL);
      await page.waitForTimeout(100);
      expect(await page.evaluate(INJECTED)).toBe('nothing');
      expect(heard).toEqual([]);
    });

    test('has the contrast of WCAG AA in both themes, and needs no sideways scrolling at 360 pixels', async () => {
      const page = await open(report, { viewport: { width: 360, height: 740 } });
      await page.evaluate(OPEN_ALL);
      expect(await page.evaluate(OVERFLOW)).toBe(0);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        const { seen, low } = await page.evaluate<{ seen: number; low: string[] }>(LOW_CONTRASTS);
        expect(seen).toBeGreaterThan(20);
        expect(low).toEqual([]);
      }
    });
  });

  test('forbids a script that somebody got into it', async () => {
    const page = await open('examples');
    await page.evaluate(`{
      const script = document.createElement('script');
      script.textContent = 'window.injected = 1';
      const picture = document.createElement('p');
      picture.innerHTML = '<img src="data:," onerror="window.injected = 1"><img src="https://example.invalid/x.png">';
      document.body.append(script, picture);
    }`);
    await page.waitForTimeout(200);
    expect(await page.evaluate(INJECTED)).toBe('nothing');
    expect(heard.filter((line) => /^(?:failed|request): /.test(line))).toEqual([
      'request: https://example.invalid/x.png',
      'failed: https://example.invalid/x.png csp',
    ]);
  });

  test('search narrows what is visible to what has every word, and says so', async () => {
    const page = await open('examples');
    const before = await visible(page);
    await page.getByRole('searchbox').fill('migrate run-as-non-root');
    await expect.poll(() => page.locator('#count').textContent()).toContain('1 of ');
    expect(await visible(page)).toEqual({ findings: 1, groups: 1 });
    await page.getByRole('searchbox').fill('nothing like it');
    await expect.poll(() => page.locator('#count').textContent()).toContain('0 of ');
    expect(await visible(page)).toEqual({ findings: 0, groups: 0 });
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await visible(page)).toEqual(before);
  });

  test('search and filters work by keyboard alone', async () => {
    const page = await open('examples');
    const { findings } = await visible(page);
    await page.keyboard.press('/');
    await page.keyboard.type('seccomp');
    await expect.poll(() => page.locator('#count').textContent()).toContain('1 of ');
    await page.keyboard.press('Escape');
    expect((await visible(page)).findings).toBe(findings);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    expect(await page.evaluate('document.activeElement.value')).toBe('denied');
    expect((await visible(page)).findings).toBe(findings - 14);
    await page.keyboard.press('Space');
    expect((await visible(page)).findings).toBe(findings);
  });

  test('the table of vulnerabilities leads to the finding of each', async () => {
    const page = await open('flaws');
    const rows = page.locator('.flaws tbody tr');
    expect(await rows.count()).toBe(HUNDRED_FLAWS.length);
    const last = rows.last().getByRole('link');
    const target = await last.getAttribute('href');
    await last.click();
    await expect.poll(() => page.locator(`[id="${target?.slice(1)}"] .body`).isVisible()).toBe(true);
    expect(heard).toEqual([]);
  });

  test('a unit can be chosen', async () => {
    const page = await open('examples');
    await page.getByLabel('Unit').selectOption({ index: 2 });
    expect(await visible(page)).toEqual({ findings: 0, groups: 0 });
    await page.getByLabel('Unit').selectOption({ index: 1 });
    expect((await visible(page)).findings).toBe(27);
  });

  test('what overlays have from one base is found by each of them', async () => {
    const page = await open('overlays');
    const { findings } = await visible(page);
    for (const index of [1, 2]) {
      await page.getByLabel('Unit').selectOption({ index });
      expect(await visible(page)).toEqual({ findings, groups: 1 });
    }
  });

  test('the theme follows the machine until it is chosen, and the choice holds', async () => {
    const page = await open('examples', { colorScheme: 'light' });
    const background = async () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    const dark = await background();
    expect(dark).not.toBe(light);
    await page.reload();
    expect(await background()).toBe(dark);
    await page.getByRole('button', { name: 'Light theme' }).click();
    expect(await background()).toBe(light);
    expect(heard).toEqual([]);
  });

  test('the theme can be chosen where a page may store nothing', async () => {
    const page = await open('examples');
    await page.addInitScript('Object.defineProperty(window, "localStorage", { get() { throw new Error("denied"); } })');
    await page.reload();
    await page.getByRole('button', { name: 'Dark theme' }).click();
    expect(await page.evaluate('document.documentElement.dataset.theme')).toBe('dark');
    expect(heard).toEqual([]);
  });

  test('the address of a finding opens it, also when a filter hid it', async () => {
    const page = await open('examples');
    const id = await page.evaluate<string>('[...document.querySelectorAll("#groups .finding")].at(-1).id');
    await page.getByRole('checkbox', { name: 'low' }).uncheck();
    await page.evaluate(`location.hash = ${JSON.stringify(id)}`);
    const body = page.locator(`[id="${id}"] .body`);
    await expect.poll(() => body.isVisible()).toBe(true);
  });

  test('everything can be read without scripts', async () => {
    const page = await open('examples', { javaScriptEnabled: false });
    expect(await page.locator('#filters').isVisible()).toBe(false);
    expect(await page.locator('#theme').isVisible()).toBe(false);
    const last = page.locator('#groups .finding').last();
    expect(await last.locator('.body').isVisible()).toBe(false);
    await last.locator('summary').click();
    expect(await last.locator('.body').isVisible()).toBe(true);
  });

  test('paper shows what is closed on the screen, in light colours, without what can only be clicked', async () => {
    const page = await open('examples', { colorScheme: 'dark', javaScriptEnabled: false });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const bodies = page.locator('#groups .finding .body');
    for (const body of await bodies.all()) expect((await body.boundingBox())?.height).toBeGreaterThan(40);
    expect(await page.locator('#theme, #filters, nav').filter({ visible: true }).count()).toBe(0);
    const { low } = await page.evaluate<{ low: string[] }>(LOW_CONTRASTS);
    expect(low).toEqual([]);
  });

  test('has its landmarks, one first heading, no level left out, and a name for every control', async () => {
    const page = await open('examples');
    for (const role of ['banner', 'navigation', 'main', 'contentinfo', 'search'] as const) {
      expect(await page.getByRole(role).count()).toBe(1);
    }
    const levels = await page.evaluate<number[]>(
      '[...document.querySelectorAll("h1,h2,h3,h4")].map((each) => Number(each.tagName[1]))',
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    const nameless =
      '[...document.querySelectorAll("input, select")].filter((each) => each.labels.length === 0).length';
    expect(await page.evaluate(nameless)).toBe(0);
  });
});

async function visible(page: Page): Promise<{ readonly findings: number; readonly groups: number }> {
  return page.evaluate(VISIBLE);
}
