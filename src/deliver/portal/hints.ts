import { randomBytes } from 'node:crypto';
import { hintSorts } from '../../evidence/delivery/release-reasons.ts';
import { type HintBody, hintSent } from '../../evidence/delivery/release-shapes.ts';
import type { Services } from '../../evidence/domain.ts';
import { Problem } from '../../http/problem.ts';
import { isOpen, type OpenBook } from './held.ts';
import { type At, escaped, layout, t, tx } from './layout.ts';
import { dayOf } from './promise-page.ts';
import { hintStates, hintWords } from './words.ts';

/** Hints of citizens: a form without sign-in and without a name, and what became of it under its number. */

const perHour = 5;
const perDay = 300;
const hour = 3_600_000;

/** How many hints an address has sent within the hour; forgets the oldest addresses first. */
export class HintLimit {
  readonly #sent = new Map<string, number[]>();
  readonly #most = 10_000;

  /** Throws a Problem (429 `too-many-hints`). */
  take(address: string, now = Date.now()): void {
    const own = (this.#sent.get(address) ?? []).filter((at) => at > now - hour);
    if (own.length >= perHour)
      throw new Problem({
        status: 429,
        code: 'too-many-hints',
        zh: `同一地址每小时最多留言 ${perHour} 条。`,
        en: `At most ${perHour} hints an hour from one address.`,
        hint: { zh: '过一小时再试。', en: 'Try again in an hour.' },
        retryAfter: Math.ceil(((own[0] ?? now) + hour - now) / 1000),
      });
    this.#sent.delete(address);
    this.#sent.set(address, [...own, now]);
    if (this.#sent.size > this.#most) this.#sent.delete(this.#sent.keys().next().value ?? '');
  }
}

/** Keeps a hint and gives its number. Throws Problems: 422 `hint-malformed`, 429 `too-many-hints`. */
export async function takeHint(
  { store, ledger, today }: Pick<Services, 'store' | 'ledger' | 'today'>,
  book: OpenBook,
  form: Readonly<Record<string, unknown>>,
  within: () => void,
): Promise<string> {
  const object = typeof form.about === 'string' && form.about !== '' ? `commitment/${form.about}` : null;
  // Long enough that nobody guesses the number of somebody else.
  const id = `h-${randomBytes(9).toString('hex')}`;
  const parsed = hintSent.safeParse({ id, on: today(), sort: form.sort, object, text: form.text });
  const about = object === null ? undefined : book.byObject.get(object);
  // A field that people do not see: only programs fill it in.
  const trapped = typeof form.homepage === 'string' && form.homepage !== '';
  if (!parsed.success || trapped || (object !== null && (about === undefined || !isOpen(about))))
    throw new Problem({
      status: 422,
      code: 'hint-malformed',
      zh: '留言要选一类，写 5 到 1000 字。',
      en: 'Choose a kind and write 5 to 1000 characters.',
      hint: { zh: '返回上一页改好再交。', en: 'Go back and mend it.' },
    });
  within();
  const { n } = await store
    .selectFrom('hint')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where('jurisdiction_id', '=', book.jurisdiction)
    .where('sent_on', '=', parsed.data.on)
    .executeTakeFirstOrThrow();
  if (Number(n) >= perDay)
    throw new Problem({
      status: 429,
      code: 'too-many-hints',
      zh: '今天的留言已满。',
      en: 'No more hints are taken today.',
      hint: { zh: '明天再试。', en: 'Try again tomorrow.' },
      retryAfter: 3600,
    });
  await ledger.submit({
    jurisdiction: book.jurisdiction,
    kind: 'hint.send',
    actor: 'public',
    demo: false,
    payload: parsed.data,
  });
  return id;
}

/** The form; `about`: the promise that it is about. */
export function hintPage(
  at: At,
  book: OpenBook,
  about: { id: string; title: { zh: string; en: string } } | null,
): string {
  const { lang } = at;
  const home = `/open/${lang}/${book.jurisdiction}`;
  const title = t(lang, '我要留言', 'Tell us');
  const body = `<h1>${title}</h1>
${about ? `<p>${t(lang, '关于：', 'About: ')}<strong>${tx(lang, about.title)}</strong></p>` : ''}
<p class="note">${t(lang, '不用留姓名和联系方式，也请不要写身份证号、电话等个人信息。交后得一个编号，凭编号看处理结果。', 'No name is asked for; please leave out personal data such as numbers of identity cards. You get a number under which you can read what became of it.')}</p>
<form method="post" action="${home}/hints">
<label for="sort">${t(lang, '类别', 'Kind')}</label>
<select id="sort" name="sort" required>${hintSorts.map((sort) => `<option value="${sort}">${hintWords[sort][lang]}</option>`).join('')}</select>
<label for="text">${t(lang, '内容（5—1000 字）', 'What you want to say (5 to 1000 characters)')}</label>
<textarea id="text" name="text" rows="8" minlength="5" maxlength="1000" required></textarea>
<p class="trap" aria-hidden="true"><label for="homepage">${t(lang, '不要填', 'Leave empty')}</label><input type="text" id="homepage" name="homepage" tabindex="-1" autocomplete="off"></p>
<input type="hidden" name="about" value="${escaped(about?.id ?? '')}">
<button type="submit">${t(lang, '提交', 'Send')}</button>
</form>`;
  const path = about
    ? `/${book.jurisdiction}/promises/${encodeURIComponent(about.id)}/hint`
    : `/${book.jurisdiction}/hints`;
  return layout(at, { title, path, body, book });
}

/** What became of a hint; null where there is no such number. */
export async function hintStatePage(
  { store }: Pick<Services, 'store'>,
  at: At,
  book: OpenBook,
  id: string,
): Promise<string | null> {
  const row = await store
    .selectFrom('hint')
    .select(['sent_on', 'state', 'body'])
    .where('jurisdiction_id', '=', book.jurisdiction)
    .where('hint_id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  const { lang } = at;
  const { sort, text, triage } = row.body as HintBody;
  const title = t(lang, '留言的处理', 'What became of it');
  const body = `<h1>${title}</h1><p>${t(lang, '编号', 'Number')} <code>${escaped(id)}</code></p>
<dl><dt>${t(lang, '状态', 'State')}</dt><dd><strong>${hintStates[row.state as keyof typeof hintStates][lang]}</strong></dd>
<dt>${t(lang, '留言日', 'Sent on')}</dt><dd>${dayOf(lang, row.sent_on)}</dd>
<dt>${t(lang, '类别', 'Kind')}</dt><dd>${hintWords[sort][lang]}</dd>
<dt>${t(lang, '内容', 'Text')}</dt><dd>${escaped(text)}</dd>
${triage ? `<dt>${t(lang, '答复', 'Reply')}（${dayOf(lang, triage.on)}）</dt><dd>${escaped(triage.reply)}</dd>` : ''}</dl>
<p class="soft">${t(lang, '请记下编号和这个地址。', 'Keep the number and this address.')}</p>`;
  return layout(at, { title, path: `/${book.jurisdiction}/hints/${id}`, body, book });
}
