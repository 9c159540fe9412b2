import { mmToTwips } from './units.ts';

/**
 * GB/T 9704-2012 in numbers. 三号 is 15.75 pt while a word processor's is 16: 28 characters are 28 × 15.75 = 441 pt of the
 * 442.2 pt (156 mm) of the type area, reached by run spacing of −0.25 pt. 22 lines fill 225 mm with lines of exactly 28.95 pt
 * (579 twips). No document grid: processors read it differently, and round lines up by the fonts that they happen to have.
 */
export const SIZE = { three: 32, two: 44, four: 28, mark: 52 } as const;
export const LINE = 579;
export const TITLE_LINE = 700;
/** Twentieths of a point between characters. */
export const SPACING = -5;
/** Two characters of 三号, in twips. */
export const INDENT = 630;

/** 5.2.1: A4, 天头 37, 订口 28, type area 156 × 225 mm; the page number's line 7 mm below it. In twips. */
export const PAGE = {
  width: mmToTwips(210),
  height: mmToTwips(297),
  top: mmToTwips(37),
  left: mmToTwips(28),
  right: mmToTwips(26),
  bottom: mmToTwips(35),
  // The dash stands in the middle of a line of 18 pt: its middle 7 mm below the type area.
  footer: mmToTwips(35 - 7) - 180,
  header: mmToTwips(20),
} as const;
export const TYPE_AREA = PAGE.width - PAGE.left - PAGE.right;

/** Fonts that the standard names, with what stands in for each where it is missing, best first. */
export const FONTS = {
  body: {
    name: '仿宋_GB2312',
    instead: ['仿宋', 'FangSong', 'STFangsong', '华文仿宋', 'FandolFang', 'Noto Serif CJK SC'],
  },
  black: { name: '黑体', instead: ['SimHei', 'STHeiti', '方正黑体_GBK', 'Noto Sans CJK SC'] },
  kai: { name: '楷体_GB2312', instead: ['楷体', 'KaiTi', 'STKaiti', '华文楷体', 'FandolKai', 'Noto Serif CJK SC'] },
  title: {
    name: '方正小标宋简体',
    instead: ['方正小标宋_GBK', 'STZhongsong', '华文中宋', '宋体', 'Noto Serif CJK SC'],
  },
  song: { name: '宋体', instead: ['SimSun', 'NSimSun', 'STSong', 'Noto Serif CJK SC'] },
} as const;
export type FontKey = keyof typeof FONTS;
