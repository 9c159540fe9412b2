import type { Text } from '../../../core/measure/index.ts';

/** What stations do against the standard, in words. */
const words: Readonly<Record<string, Text>> = {
  length: { zh: '长度与数据段不符', en: 'length differs from the segment' },
  'length-digits': { zh: '长度不是四位', en: 'length is not of four digits' },
  'crc-case': { zh: '校验用小写', en: 'check in small letters' },
  'crc-digits': { zh: '校验丢了前导 0', en: 'check without its leading zeros' },
  tail: { zh: '缺包尾回车换行', en: 'no line end' },
  crc: { zh: '校验错误（未收）', en: 'wrong check (not taken)' },
  half: { zh: '半包（未收）', en: 'half a frame (not taken)' },
  noise: { zh: '不是报文的字节', en: 'bytes that are no frame' },
  'too-long': { zh: '超长（未收）', en: 'too long (not taken)' },
  password: { zh: '密码错误（未收）', en: 'wrong password (not taken)' },
  'qn-missing': { zh: '没有 QN', en: 'no QN' },
  qn: { zh: 'QN 不是时间戳', en: 'QN is no time' },
  st: { zh: 'ST 不合格式', en: 'ST malformed' },
  cn: { zh: 'CN 不合格式', en: 'CN malformed' },
  pw: { zh: 'PW 不是 6 位', en: 'PW is not of six signs' },
  mn: { zh: 'MN 位数不对', en: 'MN of a wrong length' },
  'flag-missing': { zh: '没有 Flag', en: 'no Flag' },
  flag: { zh: 'Flag 不合规', en: 'Flag malformed' },
  numbers: { zh: '包号不合规', en: 'packet numbers malformed' },
  rf: { zh: 'RF 只能为 1（未收）', en: 'RF may only be 1 (not taken)' },
  parts: { zh: '分包未到齐', en: 'packets of a report that never came' },
  long: { zh: '数据段超过 1024 字节', en: 'segment longer than 1024 bytes' },
  'datatime-missing': { zh: '没有 DataTime', en: 'no DataTime' },
  'datatime-ms': { zh: 'DataTime 带毫秒', en: 'DataTime with milliseconds' },
  datatime: { zh: 'DataTime 不合格式', en: 'DataTime malformed' },
  value: { zh: '数值不是数', en: 'a value is no number' },
  'data-flag': { zh: '数据标记不在表内', en: 'mark not in the table' },
  item: { zh: '数据区有不成对的项', en: 'an item without a value' },
  encoding: { zh: '不是 UTF-8', en: 'not UTF-8' },
  clock: { zh: '时间超前', en: 'clock is ahead' },
  'late-unmarked': { zh: '迟到而没有补传标记', en: 'late without RF=1' },
  command: { zh: '命令不在表内', en: 'command not in the table' },
};

export const faultName = (code: string): Text => words[code] ?? { zh: code, en: code };
