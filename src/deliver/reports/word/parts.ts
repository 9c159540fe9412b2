import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { FONTS, TYPE_AREA } from './layout.ts';

/**
 * What the library does not write: the table of fonts with the ones that stand in (`w:altName`), so that a processor without
 * 仿宋 takes a serif and does not ask; and the same bytes for the same document.
 */
export function finished(bytes: Uint8Array): Uint8Array {
  const parts = unzipSync(bytes);
  parts['word/fontTable.xml'] = strToU8(fontTable());
  const body = strFromU8(parts['word/document.xml'] ?? new Uint8Array());
  // The library ends the dots of the contents at the edge of its own page, not of ours.
  parts['word/document.xml'] = strToU8(
    body.replaceAll(/(<w:tab w:val="right" w:pos=)"\d+"( w:leader="dot"\/>)/gu, `$1"${TYPE_AREA}"$2`),
  );
  return zipSync(parts, { mtime: '1980-01-01T00:00:00', level: 6 });
}

function fontTable(): string {
  const fonts = Object.entries(FONTS).map(
    ([key, { name, instead }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/>` +
      `<w:charset w:val="86"/><w:family w:val="${key === 'black' ? 'swiss' : 'roman'}"/><w:pitch w:val="variable"/></w:font>`,
  );
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    `<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`
  );
}
