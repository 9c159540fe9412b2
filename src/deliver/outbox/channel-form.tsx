import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { call } from '../../ui/call.ts';
import { usePlace } from '../../ui/place.ts';
import { useReading } from '../../ui/query.ts';
import { ProblemBox } from '../../ui/states.tsx';
import { type Pair, useText } from '../../ui/text.tsx';
import { listOrganisations } from '../../work/system/api.ts';
import { type Channel, getOutbox, putChannel } from './api.ts';
import { channelNames } from './words.ts';

type Kind = Channel['kind'];

/** One channel: where it goes, when it may speak, what it carries. A secret that is left empty stays as it is. */
export function ChannelForm({
  channel,
  kinds,
  onDone,
}: {
  channel: Channel | null;
  kinds: readonly { id: string; name: Pair }[];
  onDone: () => void;
}) {
  const { t, tx } = useText();
  const { jurisdiction } = usePlace();
  const queries = useQueryClient();
  const organisations = useReading(listOrganisations, { params: { jurisdiction } });
  const before = channel?.settings;
  const [kind, setKind] = useState<Kind>(channel?.kind ?? 'wecom');
  const [name, setName] = useState(channel?.name ?? '');
  const [active, setActive] = useState(channel?.active ?? true);
  const [secret, setSecret] = useState({ url: '', secret: '', user: '', password: '' });
  const [settings, setSettings] = useState({
    language: before?.language ?? ('zh' as const),
    organisation: before?.organisation ?? '',
    quietFrom: before?.quiet?.from ?? '',
    quietTo: before?.quiet?.to ?? '',
    digestAt: before?.digestAt ?? '',
    allowPrivate: before?.allowPrivate ?? false,
    site: before?.site ?? window.location.origin,
    keyword: before?.keyword ?? '',
    algorithm: before?.algorithm ?? ('sha256' as const),
    from: before?.from ?? '',
    host: before?.host ?? '',
    port: String(before?.port ?? 465),
    tls: before?.tls ?? true,
    kinds: before?.kinds ?? [],
  });
  const set = (more: Partial<typeof settings>) => setSettings((now) => ({ ...now, ...more }));
  const save = useMutation({
    mutationFn: () => {
      const { quietFrom, quietTo, digestAt, organisation, port, ...rest } = settings;
      const given = Object.fromEntries(Object.entries(secret).filter(([, value]) => value !== ''));
      return call(putChannel, {
        params: { jurisdiction, channel: channel?.id ?? `c-${Date.now().toString(36)}` },
        body: {
          kind,
          name: name.trim(),
          active,
          settings: {
            ...rest,
            organisation: organisation === '' ? null : organisation,
            quiet: quietFrom !== '' && quietTo !== '' ? { from: quietFrom, to: quietTo } : null,
            digestAt: digestAt === '' ? null : digestAt,
            port: Number(port),
          },
          ...(Object.keys(given).length > 0 && { secret: given }),
        },
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [getOutbox.path] });
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const stays = channel?.hasSecret ? t('（不改就空着）', ' (empty: it stays)') : '';
  const field = (label: ReactNode, value: string, onChange: (value: string) => void, more: object = {}) => (
    <label>
      {label}
      <input className="field" value={value} onChange={(event) => onChange(event.target.value)} {...more} />
    </label>
  );
  const hidden = (label: string, key: keyof typeof secret, more: object = {}) =>
    field(`${label}${stays}`, secret[key], (value) => setSecret((now) => ({ ...now, [key]: value })), {
      autoComplete: 'off',
      ...more,
    });
  return (
    <form className="card form channel-form" onSubmit={submit}>
      <h2>{channel ? channel.name : t('新增渠道', 'Add a channel')}</h2>
      <div className="channel-grid">
        <label>
          {t('种类', 'Kind')}
          <select
            className="field"
            value={kind}
            disabled={channel !== null}
            onChange={(event) => setKind(event.target.value as Kind)}
          >
            {Object.entries(channelNames).map(([id, pair]) => (
              <option key={id} value={id}>
                {tx(pair)}
              </option>
            ))}
          </select>
        </label>
        {field(t('名称', 'Name'), name, setName, { required: true, maxLength: 60 })}
        {kind === 'email' ? (
          <>
            {field(t('邮件服务器', 'Mail server'), settings.host, (host) => set({ host }), { required: true })}
            {field(t('端口', 'Port'), settings.port, (port) => set({ port }), { type: 'number', min: 1, max: 65535 })}
            {field(t('发件邮箱', 'Sender'), settings.from, (from) => set({ from }), { required: true, type: 'email' })}
            {hidden(t('账号', 'User'), 'user')}
            {hidden(t('密码', 'Password'), 'password', { type: 'password' })}
          </>
        ) : (
          <>
            {hidden(t('地址（含密钥，加密保存）', 'Address (kept encrypted)'), 'url', {
              type: 'url',
              required: channel === null,
            })}
            {kind !== 'wecom' &&
              hidden(
                kind === 'webhook' ? t('签名密钥 whsec_…', 'Secret whsec_…') : t('加签密钥', 'Signing secret'),
                'secret',
                { type: 'password' },
              )}
          </>
        )}
        {(kind === 'dingtalk' || kind === 'feishu') &&
          field(t('关键词', 'Keyword'), settings.keyword, (keyword) => set({ keyword }), { maxLength: 40 })}
        {kind === 'webhook' && (
          <label>
            {t('签名算法', 'Signature')}
            <select
              className="field"
              value={settings.algorithm}
              onChange={(event) => set({ algorithm: event.target.value as 'sha256' })}
            >
              <option value="sha256">HMAC-SHA256</option>
              <option value="sm3">HMAC-SM3</option>
            </select>
          </label>
        )}
        <label>
          {t('归哪个单位', 'Of which unit')}
          <select
            className="field"
            value={settings.organisation}
            onChange={(event) => set({ organisation: event.target.value })}
          >
            <option value="">{t('全市', 'The whole place')}</option>
            {(organisations.data?.organisations ?? []).map((one) => (
              <option key={one.id} value={one.id}>
                {tx(one.name)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('语言', 'Language')}
          <select
            className="field"
            value={settings.language}
            onChange={(event) => set({ language: event.target.value as 'zh' })}
          >
            <option value="zh">中文</option>
            <option value="en">English</option>
          </select>
        </label>
        {field(t('免打扰从', 'Quiet from'), settings.quietFrom, (quietFrom) => set({ quietFrom }), { type: 'time' })}
        {field(t('免打扰到', 'Quiet to'), settings.quietTo, (quietTo) => set({ quietTo }), { type: 'time' })}
        {field(t('每天汇总一次，在', 'One digest a day, at'), settings.digestAt, (digestAt) => set({ digestAt }), {
          type: 'time',
        })}
        {field(t('蓝图的网址（用于链接）', 'Address of Lantu (for links)'), settings.site, (site) => set({ site }))}
      </div>
      <fieldset className="outbox-kinds">
        <legend>
          {t('发哪些（都不选：除“数据变动”外全部）', 'What it carries (none chosen: all but changes of data)')}
        </legend>
        {kinds
          .filter(({ id }) => id !== 'test')
          .map(({ id, name: pair }) => (
            <label key={id} className="act-check">
              <input
                type="checkbox"
                checked={settings.kinds.includes(id)}
                onChange={() =>
                  set({
                    kinds: settings.kinds.includes(id)
                      ? settings.kinds.filter((one) => one !== id)
                      : [...settings.kinds, id],
                  })
                }
              />{' '}
              {tx(pair)}
            </label>
          ))}
      </fieldset>
      <label className="act-check">
        <input type="checkbox" checked={active} onChange={(event) => setActive(event.target.checked)} />{' '}
        {t('启用', 'In use')}
      </label>
      <label className="act-check">
        <input
          type="checkbox"
          checked={settings.allowPrivate}
          onChange={(event) => set({ allowPrivate: event.target.checked })}
        />{' '}
        {t('允许内网地址和 http', 'Allow addresses that are not public, and http')}
      </label>
      {kind === 'email' && (
        <label className="act-check">
          <input type="checkbox" checked={settings.tls} onChange={(event) => set({ tls: event.target.checked })} />{' '}
          {t('一开始就加密（465）', 'TLS from the start (465)')}
        </label>
      )}
      {save.error && <ProblemBox error={save.error} />}
      <p className="form-foot">
        <button type="submit" className="button is-main" disabled={save.isPending}>
          {t('保存', 'Save')}
        </button>{' '}
        <button type="button" className="text-button" onClick={onDone}>
          {t('取消', 'Cancel')}
        </button>
      </p>
    </form>
  );
}
