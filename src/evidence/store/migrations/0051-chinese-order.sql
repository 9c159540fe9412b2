-- Why: names are ordered as people order them, by pinyin or by strokes, 2号 before 10号, not by the numbers of their
-- characters. A database without ICU orders as it did.
do $$
begin
  create collation chinese_pinyin (provider = icu, locale = 'zh-u-co-pinyin-kn-true');
  create collation chinese_stroke (provider = icu, locale = 'zh-u-co-stroke-kn-true');
exception when others then
  create collation if not exists chinese_pinyin from "C";
  create collation if not exists chinese_stroke from "C";
end $$;
