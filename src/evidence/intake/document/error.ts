import { Problem } from '../../../http/problem.ts';

/** What can be wrong with a document that somebody hands in, in words that say what to do next. */
export type DocumentErrorCode =
  | 'empty'
  | 'binary'
  | 'too-large'
  | 'encrypted-pdf'
  | 'scanned-pdf'
  | 'broken-pdf'
  | 'broken-zip'
  | 'zip-bomb'
  | 'unsupported'
  | 'old-doc'
  | 'old-rtf'
  | 'encrypted-doc'
  | 'too-deep';

interface Words {
  zh: string;
  en: string;
}

const WORDS: Record<DocumentErrorCode, { text: Words; hint: Words }> = {
  empty: {
    text: { zh: '文件里没有文字。', en: 'The file holds no text.' },
    hint: {
      zh: '打开原文件看看是否选错，或直接粘贴正文。',
      en: 'Open the original to see whether it is the right one, or paste the text.',
    },
  },
  binary: {
    text: { zh: '这不是文本文件。', en: 'This is not a text file.' },
    hint: {
      zh: '请上传 .txt、.docx、有文字的 .pdf 或 .html，或直接粘贴正文。',
      en: 'Hand in .txt, .docx, a .pdf with text or .html, or paste the text.',
    },
  },
  'too-large': {
    text: { zh: '文件超过 20 MB。', en: 'The file is larger than 20 MB.' },
    hint: { zh: '拆成几份，或去掉图片后再上传。', en: 'Split it, or leave out the pictures.' },
  },
  'encrypted-pdf': {
    text: { zh: '这份 PDF 加了密码。', en: 'This PDF is protected by a password.' },
    hint: {
      zh: '用密码打开后另存为不加密的 PDF，再上传。',
      en: 'Open it with its password, save it without one, and hand it in again.',
    },
  },
  'scanned-pdf': {
    text: { zh: '这份 PDF 是扫描件，只有图像没有文字。', en: 'This PDF is a scan: pictures without text.' },
    hint: {
      zh: '先用文字识别（OCR）转成文字，或找发布机关的电子版。',
      en: 'Run text recognition (OCR) first, or look for the electronic original.',
    },
  },
  'broken-pdf': {
    text: { zh: '这份 PDF 已损坏，读不出来。', en: 'This PDF is damaged and cannot be read.' },
    hint: { zh: '重新下载，或用阅读器另存一份。', en: 'Download it again, or save a copy from a reader.' },
  },
  'broken-zip': {
    text: { zh: '这份 Word 文件已损坏，打不开。', en: 'This Word file is damaged and cannot be opened.' },
    hint: {
      zh: '用 Word 或 WPS 打开修复后另存为 .docx。',
      en: 'Open and repair it in Word or WPS, and save it as .docx.',
    },
  },
  'zip-bomb': {
    text: { zh: '这份文件解压后过大，已拒绝打开。', en: 'This file expands beyond what is safe and was refused.' },
    hint: {
      zh: '只保留正文，另存为新的 .docx 再上传。',
      en: 'Keep the text only, save it as a new .docx and hand it in again.',
    },
  },
  unsupported: {
    text: { zh: '不支持这种文件。', en: 'This kind of file is not supported.' },
    hint: {
      zh: '请上传 .txt、.docx、有文字的 .pdf 或 .html，或直接粘贴正文。',
      en: 'Hand in .txt, .docx, a .pdf with text or .html, or paste the text.',
    },
  },
  'old-doc': {
    text: { zh: '这是旧版 .doc 或 .wps 文件。', en: 'This is an old .doc or .wps file.' },
    hint: {
      zh: '用 Word 或 WPS 打开，另存为 .docx 再上传。',
      en: 'Open it in Word or WPS, save it as .docx and hand it in again.',
    },
  },
  'old-rtf': {
    text: { zh: '这是 .rtf 文件。', en: 'This is an .rtf file.' },
    hint: {
      zh: '用 Word 或 WPS 打开，另存为 .docx 再上传。',
      en: 'Open it in Word or WPS, save it as .docx and hand it in again.',
    },
  },
  'encrypted-doc': {
    text: { zh: '这份 Word 文件加了密码。', en: 'This Word file is protected by a password.' },
    hint: {
      zh: '用密码打开，取消密码后另存，再上传。',
      en: 'Open it with its password, remove the password, save it and hand it in again.',
    },
  },
  'too-deep': {
    text: { zh: '网页嵌套过深，已拒绝打开。', en: 'The page is nested too deeply and was refused.' },
    hint: { zh: '在浏览器里打开，复制正文后粘贴。', en: 'Open it in a browser and paste its text.' },
  },
};

/** Thrown by `readDocument`: a stable code, the text in both languages, and what to do. */
export class DocumentError extends Problem {
  readonly code: DocumentErrorCode;
  readonly zh: string;
  readonly en: string;
  readonly hint: Words;

  constructor(code: DocumentErrorCode) {
    const { text, hint } = WORDS[code];
    super({ status: code === 'too-large' ? 413 : 422, code, ...text, hint });
    this.name = 'DocumentError';
    this.code = code;
    this.zh = text.zh;
    this.en = text.en;
    this.hint = hint;
  }
}
