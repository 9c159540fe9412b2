import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { constants, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FONTS } from './layout.ts';

const SECONDS = 240;

/** Fonts that stand in, told to the system's font matching for this one program: a missing 仿宋 would become a sans otherwise. */
function fontConfiguration(): string {
  const aliases = Object.values(FONTS).map(
    ({ name, instead }) =>
      `<alias binding="same"><family>${name}</family><accept>${instead.map((other) => `<family>${other}</family>`).join('')}</accept></alias>`,
  );
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${aliases.join('')}</fontconfig>`;
}

/** A Word document as PDF with an outline of its headings; null where LibreOffice is not there or makes nothing of it. */
export async function pdfOf(docx: Uint8Array, signal?: AbortSignal): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'lantu-report-'));
  try {
    await writeFile(join(folder, 'report.docx'), docx);
    await writeFile(join(folder, 'fonts.conf'), fontConfiguration());
    const made = await ended(
      [
        // A profile of its own: two at once do not wait for one another, and nothing of the machine's is read.
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        '--headless',
        '--norestore',
        '--convert-to',
        'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
        '--outdir',
        folder,
        join(folder, 'report.docx'),
      ],
      { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') },
      signal,
    );
    return made ? await readFile(join(folder, 'report.pdf')) : null;
  } catch {
    return null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ended(args: readonly string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn('soffice', args, {
      stdio: 'ignore',
      timeout: SECONDS * 1000,
      killSignal: 'SIGKILL',
      env,
      signal,
    });
    // Readers come first: laying out takes a whole core for as long as it lasts.
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
    child.on('error', () => resolve(false));
    child.on('exit', (code) => resolve(code === 0));
  });
}
