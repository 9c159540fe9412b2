import { unzipSync } from 'fflate';
import { decodeText } from '../document/encoding.ts';
import { DocumentError } from '../document/error.ts';
import { checkZip } from '../document/zip.ts';
import { readDelimited } from './delimited.ts';
import { isGeoJson, readGeoJson } from './geojson.ts';
import type { SheetGrid } from './grid.ts';
import { type SheetProblem, sheetProblem } from './problem.ts';
import { readXlsx, SheetStop } from './xlsx.ts';

/** Of a file that is read. */
export const MAX_BYTES = 50 * 1024 * 1024;

const refusals = {
  empty: sheetProblem(
    'sheet-empty',
    ['文件里没有内容', 'The file is empty'],
    ['看看是否选错了文件', 'See whether it is the right file'],
  ),
  large: sheetProblem(
    'sheet-file-too-large',
    ['文件超过 50 MB', 'The file is larger than 50 MB'],
    ['拆成几份，或删去图片再导入', 'Split it, or delete its pictures'],
  ),
  bomb: sheetProblem(
    'zip-bomb',
    ['文件解压后过大，已拒绝打开', 'The file expands beyond what is safe and was refused'],
    ['把需要的工作表复制到新文件，再导入', 'Copy the sheets that are needed to a new file'],
  ),
  broken: sheetProblem(
    'sheet-broken',
    ['文件不完整或已损坏，打不开', 'The file is incomplete or damaged'],
    [
      '重新下载，或用 Excel、WPS 打开后另存为 .xlsx',
      'Download it again, or open it in Excel or WPS and save it as .xlsx',
    ],
  ),
  encrypted: sheetProblem(
    'sheet-encrypted',
    ['文件加了密码', 'The file is protected by a password'],
    [
      '用密码打开，取消密码后另存，再导入',
      'Open it with its password, remove the password, save it and import it again',
    ],
  ),
  xls: sheetProblem(
    'sheet-xls',
    ['这是旧版 .xls 或 .et 文件', 'This is an old .xls or .et file'],
    [
      '用 Excel 或 WPS 打开，另存为 .xlsx；服务器装了 LibreOffice 就能直接读',
      'Open it in Excel or WPS and save it as .xlsx; where the server has LibreOffice it is read as it is',
    ],
  ),
  html: sheetProblem(
    'sheet-html',
    ['这是网页，只是改名成了表格', 'This is a web page that was named as a spreadsheet'],
    ['用 Excel 或 WPS 打开，另存为 .xlsx', 'Open it in Excel or WPS and save it as .xlsx'],
  ),
  xml: sheetProblem(
    'sheet-xml',
    ['这是 XML 表格 2003', 'This is an XML Spreadsheet 2003'],
    ['用 Excel 或 WPS 打开，另存为 .xlsx', 'Open it in Excel or WPS and save it as .xlsx'],
  ),
  ods: sheetProblem(
    'sheet-ods',
    ['这是 .ods 或 .xlsb 文件', 'This is an .ods or .xlsb file'],
    [
      '打开后另存为 .xlsx；服务器装了 LibreOffice 就能直接读',
      'Open it and save it as .xlsx; where the server has LibreOffice it is read as it is',
    ],
  ),
  other: sheetProblem(
    'sheet-unsupported',
    ['这不是表格文件', 'This is not a spreadsheet'],
    ['请用 .xlsx、.csv，或从表格复制后粘贴', 'Use .xlsx or .csv, or copy from the spreadsheet and paste'],
  ),
} satisfies Record<string, SheetProblem>;

/**
 * Reads a file of tables: .xlsx, .csv and .tsv in UTF-8, UTF-16 or GB18030, or GeoJSON. What it is, is told by its bytes; `name`
 * gives separated text the name of its sheet. `onProgress` hears the share (0 to 1) that is done.
 * Problems name what the file is and what to do: `sheet-xls`, `sheet-encrypted`, `zip-bomb`, `sheet-broken` and others.
 */
export function readSheet(
  bytes: Uint8Array,
  { name, onProgress = () => {} }: { name: string; onProgress?: (share: number) => void },
): SheetGrid | SheetProblem {
  if (bytes.length === 0) return refusals.empty;
  if (bytes.length > MAX_BYTES) return refusals.large;
  const starts = (...magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  const kind =
    starts(0x50, 0x4b, 0x03, 0x04) || starts(0x50, 0x4b, 0x05, 0x06)
      ? 'zip'
      : starts(0xd0, 0xcf, 0x11, 0xe0)
        ? 'ole'
        : starts(0x09, 0x08) || starts(0x09, 0x04) || starts(0x09, 0x02)
          ? 'biff'
          : 'text';
  if (kind === 'zip') return readZip(bytes, onProgress);
  if (kind === 'biff') return refusals.xls;
  if (kind === 'ole') return isProtected(bytes) ? refusals.encrypted : refusals.xls;
  let text: string;
  try {
    ({ text } = decodeText(bytes));
  } catch {
    return refusals.other;
  }
  const head = text.slice(0, 2_000).trimStart().toLowerCase();
  if (
    /^(<!doctype html|<html|<table|<meta|<head|<style|<div)/u.test(head) ||
    (head.startsWith('<?xml') && head.includes('<html'))
  )
    return refusals.html;
  if (head.startsWith('<?xml')) return refusals.xml;
  if (head.startsWith('%pdf-')) return refusals.other;
  if (text.trim() === '') return refusals.empty;
  const plainName = name.replace(/\.[^.]*$/u, '');
  if (isGeoJson(text)) return readGeoJson(text, plainName);
  return readDelimited(text, /\.(tsv|tab)$/iu.test(name) ? 'tsv' : 'csv', plainName);
}

/** Cells copied from a spreadsheet: tabs between columns, quotation marks around cells with line ends. */
export function readPasted(text: string): SheetGrid | SheetProblem {
  if (text.trim() === '') return refusals.empty;
  return text.length > MAX_BYTES ? refusals.large : readDelimited(text, 'pasted', '粘贴');
}

/** An encrypted package (MS-OFFCRYPTO 2.3.4), or a workbook of the old form whose stream opens with FilePass (MS-XLS 2.4.117). */
function isProtected(bytes: Uint8Array): boolean {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (all.includes(Buffer.from('EncryptedPackage', 'utf16le'))) return true;
  // A record: type and length, two bytes each. The stream of the workbook begins with BOF, on a border of a sector.
  for (let at = 512; at + 4 < all.length; at += 64) {
    if (all.readUInt16LE(at) !== 0x0809 || all.readUInt16LE(at + 2) !== 16) continue;
    for (let next = at + 20, n = 0; n < 8 && next + 4 < all.length; n += 1, next += 4 + all.readUInt16LE(next + 2))
      if (all.readUInt16LE(next) === 0x002f) return true;
    return false;
  }
  return false;
}

function readZip(bytes: Uint8Array, onProgress: (share: number) => void): SheetGrid | SheetProblem {
  try {
    const names = checkZip(bytes);
    if (names.includes('content.xml') || names.includes('META-INF/manifest.xml')) {
      const { 'META-INF/manifest.xml': manifest } = unzipSync(bytes, {
        filter: ({ name }) => name === 'META-INF/manifest.xml',
      });
      const isSecret = manifest !== undefined && /encryption-data/u.test(new TextDecoder().decode(manifest));
      return isSecret ? refusals.encrypted : refusals.ods;
    }
    if (names.includes('xl/workbook.bin')) return refusals.ods;
    if (!names.includes('[Content_Types].xml') || !names.some((name) => /(^|\/)workbook\d*\.xml$/iu.test(name)))
      return refusals.other;
    return readXlsx(bytes, onProgress);
  } catch (error) {
    if (error instanceof SheetStop) return error.problem;
    return error instanceof DocumentError && error.code === 'zip-bomb' ? refusals.bomb : refusals.broken;
  }
}
