/* Told before anything else is loaded, in words that any browser can read: this one is too old. */
(function () {
  var old = !window.Element || !Element.prototype.replaceChildren;
  if (!old) return;
  var agent = navigator.userAgent || '';
  var found = /(?:Chrome|Chromium)\/(\d+)/.exec(agent);
  var now = found ? 'Chromium ' + found[1] : /MSIE|Trident/.test(agent) ? 'Internet Explorer' : '';
  var zh =
    '请换用内核 86 以上的浏览器：Chrome、Edge 86 以上，360 安全浏览器 13 或 360 极速浏览器 13 以上（极速模式）。';
  var en = 'Please use a browser with Chromium 86 or newer (Chrome, Edge 86), Firefox 78, or Safari 14.';
  if (/MSIE|Trident/.test(agent))
    zh = '这是兼容模式或 IE。请点地址栏右侧的图标切换到“极速模式”；没有极速模式的，换用 Chrome、Edge 86 以上。';
  else if (/Qaxbrowser|Qianxin/i.test(agent))
    zh = '请把奇安信可信浏览器升级到内核 86 以上的版本（现行版本是内核 102）。';
  else if (/Kylin/i.test(agent)) zh = '请把麒麟浏览器升级到内核 86 以上的版本，或换用奇安信可信浏览器的现行版本。';
  document.documentElement.setAttribute('data-too-old', now || 'unknown');
  var root = document.getElementById('root');
  if (!root) return;
  var lines = [
    ['h1', '浏览器太旧，打不开蓝图'],
    ['p', (now ? '现在用的是 ' + now + '。' : '') + zh],
    ['p', '没有权限升级的，请把这一页给单位的信息管理员看。'],
    ['p', 'This browser is too old for Lantu. ' + en],
    ['p', agent],
  ];
  for (var at = 0; at < lines.length; at += 1) {
    var line = document.createElement(lines[at][0]);
    line.appendChild(document.createTextNode(lines[at][1]));
    root.appendChild(line);
  }
  root.style.cssText = 'max-width: 40em; margin: 3em auto; padding: 0 1em; font: 16px/1.8 sans-serif';
})();
