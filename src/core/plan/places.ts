/** Names of places: provinces and prefecture-level cities by list, counties by their suffix. */

const LIST =
  '北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 长三角 珠三角 京津冀 粤港澳大湾区 成渝地区 ' +
  '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 雄安 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 ' +
  '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 ' +
  '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 海口 三亚 三沙 儋州 ' +
  '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 贵阳 贵安 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 西宁 海东 海北 黄南 海南州 果洛 玉树 海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 石河子';

const PLACES = new Set(LIST.split(' '));
const LONGEST = 8;
const SUFFIX =
  /^(?:壮族自治区|维吾尔自治区|回族自治区|自治区|[一-龥]{0,8}?自治州|[一-龥]{0,6}?自治县|新区|省|市|州|盟|地区)/u;
const COUNTY = /^[一-龥]{1,7}?(?:自治县|自治旗|自治州|经开区|高新区|新区|市|县|区|旗|州|镇|乡|街道)/u;
const GENERIC =
  /^(?:[一二三四五六七八九十两]|全|我|本|各|城|园|社|地|中心|小|老旧小|辖|景|库|山|灾|老|新|示范|开发|主城|中心城|建成|功能|县|市|区|乡|贫困|革命老|民族地|自贸|试验|集聚|产业园|城镇|农村)[一-龥]?[市县区州镇乡]$/u;

/** The place name that begins at `i`, with its suffix; its length, 0 if none. */
export function placeAt(s: string, i: number): number {
  for (let k = LONGEST; k >= 2; k--) {
    if (!PLACES.has(s.slice(i, i + k))) continue;
    const suffix = SUFFIX.exec(s.slice(i + k, i + k + 14));
    const end = i + k + (suffix ? suffix[0].length : 0);
    // 四川万源市, 贵阳贵安: a province or city and the place in it.
    const inner = placeIn(s, end);
    return end - i + inner;
  }
  const m = COUNTY.exec(s.slice(i, i + 12));
  // 景德镇 is 景德镇市: a name may end in a suffix itself.
  if (m && /[镇乡州旗]$/u.test(m[0]) && /[市县区]/u.test(s[i + m[0].length] ?? '')) m[0] += s[i + m[0].length]!;
  return m &&
    m[0].length >= 2 &&
    !GENERIC.test(m[0]) &&
    !/[的和与、是在将对把了新全各以及到年月均位业总字强人产收长占]|地区|生态|开发区|农村/u.test(m[0])
    ? m[0].length
    : 0;
}

function placeIn(s: string, i: number): number {
  for (let k = 4; k >= 2; k--) {
    if (PLACES.has(s.slice(i, i + k))) {
      const suffix = /^[市州]/u.exec(s.slice(i + k, i + k + 1));
      return k + (suffix ? 1 : 0);
    }
  }
  const m = /^[一-龥]{2,4}?[县市区](?!级|域|场)/u.exec(s.slice(i, i + 6));
  return m && !/[的和与、]/u.test(m[0]) && !GENERIC.test(m[0]) ? m[0].length : 0;
}

/** Place names from the list only; for telling a place from the start of a noun. */
export function listedPlaceAt(s: string, i: number): number {
  for (let k = LONGEST; k >= 2; k--) {
    if (PLACES.has(s.slice(i, i + k))) {
      const suffix = SUFFIX.exec(s.slice(i + k, i + k + 14));
      return k + (suffix ? suffix[0].length : 0);
    }
  }
  return 0;
}
