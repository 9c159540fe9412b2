import type { Text } from '../../../core/measure/index.ts';

type Pair = readonly [string, string];
interface Fault {
  name: Text;
  rule: Text;
}
const say = (name: Pair, rule: Pair): Fault => ({
  name: { zh: name[0], en: name[1] },
  rule: { zh: rule[0], en: rule[1] },
});

/** What stations do against the standard, in words, each with its rule: of HJ 212-2017 where no other edition is named. */
const words: Readonly<Record<string, Fault>> = {
  length: say(
    ['长度与数据段不符', 'length differs from the segment'],
    ['表 2：数据段的字节数', 'table 2: bytes of the segment'],
  ),
  'length-digits': say(['长度不是四位', 'length is not of four digits'], ['表 2：四位十进制', 'table 2: four digits']),
  'crc-case': say(
    ['校验用小写', 'check in small letters'],
    ['附录 A：四位大写十六进制', 'appendix A: four capital hexadecimal digits'],
  ),
  'crc-digits': say(
    ['校验丢了前导 0', 'check without its leading zeros'],
    ['附录 A：四位大写十六进制', 'appendix A: four capital hexadecimal digits'],
  ),
  tail: say(['缺包尾回车换行', 'no line end'], ['表 2：以回车换行结束', 'table 2: ends by CR LF']),
  crc: say(['校验错误（未收）', 'wrong check (not taken)'], ['附录 A', 'appendix A']),
  half: say(['半包（未收）', 'half a frame (not taken)'], ['表 2；30 秒内未收全', 'table 2; not whole within 30 s']),
  noise: say(['不是报文的字节', 'bytes that are no frame'], ['表 2：以 ## 开头', 'table 2: begins by ##']),
  'too-long': say(
    ['超长（未收）', 'too long (not taken)'],
    ['表 2：数据段不超过 1024 字节', 'table 2: 1024 bytes at most'],
  ),
  password: say(
    ['密码错误（未收）', 'wrong password (not taken)'],
    ['表 3：PW 与登记的一致', 'table 3: PW as registered'],
  ),
  'qn-missing': say(['没有 QN', 'no QN'], ['表 3：每个数据段有 QN', 'table 3: every segment has one']),
  qn: say(['QN 不是时间戳', 'QN is no time'], ['表 3：YYYYMMDDhhmmsszzz', 'table 3: YYYYMMDDhhmmsszzz']),
  st: say(['ST 不合格式', 'ST malformed'], ['表 3：两位数字', 'table 3: two digits']),
  cn: say(['CN 不合格式', 'CN malformed'], ['表 3：四位数字', 'table 3: four digits']),
  pw: say(['PW 不是 6 位', 'PW is not of six signs'], ['表 3：六位', 'table 3: six signs']),
  mn: say(
    ['MN 位数不对', 'MN of a wrong length'],
    ['表 3：2017 版起 24 位，2005 版 14 位', 'table 3: 24 signs since 2017, 14 in 2005'],
  ),
  'flag-missing': say(['没有 Flag', 'no Flag'], ['表 3', 'table 3']),
  flag: say(
    ['Flag 不合规', 'Flag malformed'],
    ['表 3：版本 0、1、2 与两个标志位', 'table 3: version 0 to 2 and two bits'],
  ),
  numbers: say(
    ['包号不合规', 'packet numbers malformed'],
    ['表 3：有包号时 PNUM、PNO 同在，PNO 不大于 PNUM', 'table 3: PNUM and PNO together, PNO at most PNUM'],
  ),
  rf: say(
    ['RF 只能为 1（未收）', 'RF may only be 1 (not taken)'],
    ['HJ 212-2025 表 3：非补传不写', 'HJ 212-2025, table 3: not written unless late'],
  ),
  parts: say(
    ['分包未到齐', 'packets of a report that never came'],
    [
      '拆包：同一设备、命令、时间和总包数的各包，5 分钟内（本系统取值）到齐',
      'all packets of one device, command, time and count, within 5 minutes (own choice)',
    ],
  ),
  long: say(
    ['数据段超过 1024 字节', 'segment longer than 1024 bytes'],
    ['表 2：超过 1024 字节应拆包', 'table 2: more is sent in packets'],
  ),
  'datatime-missing': say(
    ['没有 DataTime', 'no DataTime'],
    ['数据命令须写数据时间', 'commands with data state their time'],
  ),
  'datatime-ms': say(
    ['DataTime 带毫秒', 'DataTime with milliseconds'],
    ['14 位：YYYYMMDDhhmmss', '14 digits: YYYYMMDDhhmmss'],
  ),
  datatime: say(['DataTime 不合格式', 'DataTime malformed'], ['14 位：YYYYMMDDhhmmss', '14 digits: YYYYMMDDhhmmss']),
  value: say(['数值不是数', 'a value is no number'], ['数值为十进制数', 'figures are decimal']),
  'data-flag': say(
    ['数据标记不在表内', 'mark not in the table'],
    ['表 8：N F M S D C T B', 'table 8: N F M S D C T B'],
  ),
  item: say(
    ['数据区有不成对的项', 'an item without a value'],
    ['字段与其值用 = 连接', 'a field and its value are joined by ='],
  ),
  encoding: say(['不是 UTF-8', 'not UTF-8'], ['汉字用 UTF-8', 'Chinese signs in UTF-8']),
  clock: say(
    ['时间超前', 'clock is ahead'],
    ['数据时间晚于收到时 26 小时以上（本系统取值）', 'time of the data 26 h after it came (own choice)'],
  ),
  'late-unmarked': say(
    ['迟到而没有补传标记', 'late without RF=1'],
    [
      'HJ 212-2025 表 3：补传写 RF=1；实时 10 分钟、分钟 30 分钟、小时 3 小时、日 36 小时后算迟到（本系统取值）',
      'HJ 212-2025, table 3: RF=1 when late; late is after 10 min (momentary), 30 min, 3 h, 36 h (own choice)',
    ],
  ),
  command: say(['命令不在表内', 'command not in the table'], ['表 9', 'table 9']),
  direction: say(
    ['发来只能由上位机发出的命令（未执行）', 'a command that only the centre gives (not carried out)'],
    ['表 9：只由上位机发出', 'table 9: for the centre alone to give'],
  ),
  'order-silent': say(
    ['下发的命令没有应答或没有执行结果', 'a command got no reply, or no result'],
    [
      '10 秒内应有 9011，重发三次；执行后应有 9012（60 秒为本系统取值）',
      '9011 within 10 s, three more tries; 9012 when done (60 s is own choice)',
    ],
  ),
  'order-refused': say(
    ['下发的命令被拒绝', 'a command was refused'],
    ['9011 的 QnRtn=1 为准备执行', 'QnRtn=1 of 9011 says it will be carried out'],
  ),
  'order-failed': say(
    ['下发的命令执行失败', 'a command failed'],
    ['9012 的 ExeRtn=1 为执行成功', 'ExeRtn=1 of 9012 says it was carried out'],
  ),
};

export const faultOf = (code: string): Fault => words[code] ?? say([code, code], ['', '']);
