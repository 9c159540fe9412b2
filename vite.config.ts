import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import optimizeLocales from '@react-aria/optimize-locales-plugin';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin, transformWithOxc } from 'vite';

const here = import.meta.dirname;
const out = join(here, 'dist/web');

/**
 * The browser calls the endpoints that the server serves, but needs only their method and path. This loads each
 * contract file in Node and hands the browser those two, so that Zod and the schemas stay out of the bundle while
 * TypeScript still sees the full types.
 */
function contracts(): Plugin {
  return {
    name: 'lantu-contracts',
    enforce: 'pre',
    async load(id) {
      const file = id.split('?')[0] ?? id;
      if (!/\/src\/(?:[\w-]+\/)+(?:[\w-]+-)?api\.ts$/.test(file)) return null;
      this.addWatchFile(file);
      const exports: Record<string, unknown> = await import(`${pathToFileURL(file).href}?t=${Date.now()}`);
      const lines = Object.entries(exports).flatMap(([name, value]) => {
        if (typeof value !== 'object' || value === null || !('method' in value) || !('path' in value)) return [];
        return [`export const ${name} = ${JSON.stringify({ method: value.method, path: value.path })};`];
      });
      return { code: lines.join('\n'), map: null, moduleType: 'js' };
    },
  };
}

/**
 * Adds `/sw.js`: the service worker with the names of the files that the pages of the field are made of. They follow from
 * the build: the entry, the modules of the outbox, of the pickers and of those pages, and whatever these import.
 */
function fieldWorker(): Plugin {
  const inField = /\/src\/(?:ui\/outbox\/|ui\/pickers\/|work\/registers\/field\/|web\/old-browsers)/;
  return {
    name: 'lantu-field-worker',
    apply: 'build',
    generateBundle: {
      // Only then are the pieces gone that held nothing but a style sheet.
      order: 'post',
      async handler(_options, bundle) {
        const files = new Set(['/', '/favicon.svg', '/browser.js']);
        const take = (name: string): void => {
          const chunk = bundle[name];
          if (chunk?.type !== 'chunk' || files.has(`/${name}`)) return;
          files.add(`/${name}`);
          for (const style of chunk.viteMetadata?.importedCss ?? []) files.add(`/${style}`);
          chunk.imports.forEach(take);
        };
        for (const [name, chunk] of Object.entries(bundle))
          if (chunk.type === 'chunk' && (chunk.isEntry || chunk.moduleIds.some((id) => inField.test(id)))) take(name);
        const source = join(here, 'src/web/service-worker.ts');
        const { code } = await transformWithOxc(await readFile(source, 'utf8'), source);
        const page = await readFile(join(here, 'src/web/index.html'));
        const version = createHash('sha256').update(page).update(code).update(Object.keys(bundle).sort().join('\n'));
        const names = `const VERSION = '${version.digest('hex').slice(0, 16)}', FILES = ${JSON.stringify([...files])};\n`;
        this.emitFile({ type: 'asset', fileName: 'sw.js', source: names + code });
      },
    },
  };
}

/** Writes `.br` and `.gz` beside every text file, so that the server never compresses while someone waits. */
function precompress(): Plugin {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  let folder = out;
  return {
    name: 'lantu-precompress',
    apply: 'build',
    configResolved(config) {
      folder = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const files = await readdir(folder, { recursive: true, withFileTypes: true });
      for (const file of files) {
        if (!file.isFile() || !/\.(?:js|css|html|svg|json|txt)$/.test(file.name)) continue;
        const path = join(file.parentPath, file.name);
        const bytes = await readFile(path);
        if (bytes.length < 700) continue;
        await writeFile(
          `${path}.br`,
          await brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
        );
        await writeFile(`${path}.gz`, await zip(bytes, { level: 9 }));
      }
    },
  };
}

export default defineConfig({
  root: join(here, 'src/web'),
  plugins: [
    contracts(),
    // The pickers speak thirty languages; the pages two.
    { ...optimizeLocales.vite({ locales: ['zh-CN', 'en-GB'] }), enforce: 'pre' },
    react(),
    fieldWorker(),
    precompress(),
  ],
  // The worker of the map is a module of its own, and consists of what it does.
  worker: { format: 'es', rolldownOptions: { treeshake: false } },
  build: {
    outDir: out,
    emptyOutDir: true,
    // The oldest browser that is still found in offices; test/old-browsers.test.ts looks at what is built.
    target: 'chrome86',
    chunkSizeWarningLimit: 1200,
    reportCompressedSize: false,
  },
  server: { fs: { allow: [here] }, proxy: { '/api': process.env['LANTU_API'] ?? 'http://127.0.0.1:5500' } },
});
