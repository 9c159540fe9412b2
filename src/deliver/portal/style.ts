import { sm3 } from '../../evidence/ledger/canonical.ts';

/** The style of the public pages. Nothing here is later than Chromium 69, Firefox 68 or Safari 11; the words need no style at all. */
export const style = `
*{box-sizing:border-box}
html{font:100%/1.75 "Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif;color:#1c2422;background:#fbfaf6}
body{margin:0}
.wide{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header.top{background:#fff;border-bottom:3px solid #1f5f58}
header.top .wide{display:flex;flex-wrap:wrap;align-items:center;justify-content:space-between;padding-top:.8rem;padding-bottom:.8rem}
header.top a{margin-right:1.25rem}
header.top .site{font-weight:700;font-size:1.15rem;text-decoration:none;color:#1c2422}
a{color:#165049}
a:focus,.scroll:focus,button:focus,input:focus,select:focus,textarea:focus{outline:3px solid #b98a1d;outline-offset:2px}
.skip{position:absolute;left:-9999px}
.skip:focus{left:1rem;top:1rem;background:#fff;padding:.5rem 1rem}
h1{font-size:1.65rem;line-height:1.4;margin:1.75rem 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .5rem;padding-top:.75rem;border-top:1px solid #d9d6cb}
h3{font-size:1.05rem;margin:1.25rem 0 .25rem}
blockquote{margin:1rem 0;padding:.6rem 1rem;border-left:4px solid #1f5f58;background:#fff}
blockquote p{margin:0}
table{border-collapse:collapse;width:100%;background:#fff;margin:.75rem 0}
caption{text-align:left;font-weight:600;padding:.35rem 0}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #e2dfd5}
th{background:#f1efe7;font-weight:600}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.day{white-space:nowrap}
.short{min-width:5em}
.scroll{overflow-x:auto}
figure{margin:1rem 0;background:#fff;padding:.75rem;border:1px solid #e2dfd5}
svg{display:block;width:100%;max-width:52rem;height:auto}
.light{font-weight:700;white-space:nowrap}
.light.green{color:#1d6b3c}.light.yellow{color:#7a5600}.light.red{color:#a3211b}.light.grey{color:#565d5a}
.demo{display:inline-block;border:1px solid #8a4b08;color:#7c4207;background:#fff6e8;padding:0 .4rem;font-size:.85rem;font-weight:600}
.soft{color:#535b58;font-size:.92rem}
.note{border:1px solid #c9a24a;background:#fff9ea;padding:.75rem 1rem}
dl{margin:.5rem 0}
dt{font-weight:600;margin-top:.5rem}
dd{margin:0}
ul.links{list-style:none;padding:0;margin:.5rem 0}
ul.links li{display:inline-block;margin:0 1.25rem .4rem 0}
code,textarea.code{font:.85rem/1.5 Consolas,"Noto Sans Mono CJK SC",monospace}
label{display:block;font-weight:600;margin-top:1rem}
input[type=text],select,textarea{font:inherit;width:100%;max-width:40rem;padding:.45rem .6rem;border:1px solid #6f7774;background:#fff}
button{font:inherit;font-weight:600;margin-top:1rem;padding:.5rem 1.5rem;border:0;background:#1f5f58;color:#fff}
.trap{position:absolute;left:-9999px}
footer{margin-top:3rem;padding:1.25rem 0 2rem;border-top:1px solid #d9d6cb;background:#fff}
.old{font-weight:700}
@supports (scroll-snap-align:start){.old{font-weight:400}}
@media (max-width:40rem){h1{font-size:1.35rem}th,td{padding:.35rem .4rem}}
@media print{header.top,footer,.no-print{display:none}}
`;

export const styleName = `style-${sm3(style).slice(0, 16)}.css`;
